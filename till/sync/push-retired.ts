import type { EngineCore } from "../engine/engine-core";
import { readPending } from "../engine/load-till";
import type { PendingEvent } from "../engine/pending-event";
import type { EnrolmentRecord } from "../store/log-records";
import { FULL_BATCH } from "./push-batch";
import { exchangeOnce } from "./push-exchange";
import { retryDelayMs } from "./retry-policy";

export type RetiredPusher = { readonly start: () => void; readonly stop: () => void };

/**
 * Send what this browser sold as terminals that it no longer is [TP7]: a till that was set up anew
 * still owes the sales of the one before it. Ends by itself when nothing is left.
 */
export function createRetiredPusher(core: EngineCore): RetiredPusher {
  let isStarted = false;
  let failures = 0;
  let cancel: () => void = () => undefined;

  async function turn(): Promise<void> {
    const enrolments = await core.log.listRetired();
    await notePending(core, enrolments);
    // One that cannot be sent must not keep the others back.
    const next = enrolments[failures % Math.max(1, enrolments.length)];
    if (!next || !isStarted) return;
    failures = (await sendSome(core, next)) ? 0 : failures + 1;
    const delayMs = failures === 0 ? 0 : retryDelayMs(failures, core.ports.random());
    if (isStarted) cancel = core.ports.timer.after(delayMs, () => void turn());
  }

  return {
    start() {
      isStarted = true;
      void turn();
    },
    stop() {
      isStarted = false;
      cancel();
    },
  };
}

/** Whether the server has more than before. */
async function sendSome(core: EngineCore, enrolment: EnrolmentRecord): Promise<boolean> {
  const { upload } = await core.log.readCursor(enrolment.certificate.terminalId);
  const exchange = await exchangeOnce(core, enrolment, { limits: FULL_BATCH, serverThrough: null });
  if (exchange.kind !== "answered") return false;
  return exchange.answer.receivedThrough > upload.receivedThrough;
}

async function notePending(
  core: EngineCore,
  enrolments: readonly EnrolmentRecord[],
): Promise<void> {
  const pending: PendingEvent[] = [];
  for (const { certificate } of enrolments) {
    const { terminalId } = certificate;
    const { upload } = await core.log.readCursor(terminalId);
    pending.push(...(await readPending(core, { terminalId, after: upload.receivedThrough })));
  }
  if (pending.length > 0 || core.state().retiredPending.length > 0) {
    core.patch({ retiredPending: pending });
  }
}
