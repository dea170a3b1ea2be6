import type { EngineCore } from "../engine/engine-core";
import { readPending } from "../engine/load-till";
import type { PendingEvent } from "../engine/pending-event";
import type { EnrolmentRecord } from "../store/log-records";
import { FULL_BATCH } from "./push-batch";
import { exchangeOnce } from "./push-exchange";
import { retryDelayMs } from "./retry-policy";

export type RetiredPusher = {
  /** Look what is owed and send it; called again, it looks again. */
  readonly start: () => void;
  readonly stop: () => void;
};

/**
 * Send what this browser sold as terminals that it no longer is [TP7]: a till that was set up anew
 * still owes the sales of the one before it. Rests when nothing is left.
 */
export function createRetiredPusher(core: EngineCore): RetiredPusher {
  let isStarted = false;
  let isBusy = false;
  let isAskedAgain = false;
  let failures = 0;
  let cancel: () => void = () => undefined;

  /** The answer is how long to wait for the next; null when nothing is owed. */
  async function sendNext(): Promise<number | null> {
    const enrolments = await core.log.listRetired();
    await notePending(core, enrolments);
    // One that cannot be sent must not keep the others back.
    const next = enrolments[failures % Math.max(1, enrolments.length)];
    if (!next || !isStarted) return null;
    failures = (await sendSome(core, next)) ? 0 : failures + 1;
    return failures === 0 ? 0 : retryDelayMs(failures, core.ports.random());
  }

  async function turn(): Promise<void> {
    isAskedAgain = isBusy;
    if (isBusy) return;
    isBusy = true;
    let delayMs = await sendNext().catch((error) => {
      core.ports.report(error);
      failures += 1;
      return retryDelayMs(failures, core.ports.random());
    });
    isBusy = false;
    if (isAskedAgain) delayMs = 0;
    if (isStarted && delayMs !== null) cancel = core.ports.timer.after(delayMs, () => void turn());
  }

  return {
    start() {
      isStarted = true;
      cancel();
      void turn();
    },
    stop() {
      isStarted = false;
      cancel();
    },
  };
}

/** Whether the server knows more than before. */
async function sendSome(core: EngineCore, enrolment: EnrolmentRecord): Promise<boolean> {
  const exchange = await exchangeOnce(core, enrolment, { limits: FULL_BATCH, serverThrough: null });
  return exchange.kind === "answered" && exchange.hasAdvanced;
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
