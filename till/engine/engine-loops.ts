import { instant } from "../../core/time";
import { CACHE_FORMAT } from "../catalog/catalog-cache";
import { watchConnection } from "../sync/connectivity";
import { heedRevocation } from "../sync/heed-revocation";
import { createHeldUploader, type HeldUploader } from "../sync/held-upload";
import { createLeadWindow } from "../sync/lead-window";
import { createPuller, type Puller } from "../sync/pull";
import { createPusher, type Pusher } from "../sync/push";
import { createRetiredPusher } from "../sync/push-retired";
import { createChangesWatcher } from "../sync/watch-changes";
import { settleCartWrites } from "./cart-keeper";
import type { EngineCore } from "./engine-core";
import { hearMessage, loadCache, loadLog, noteDay, noteHour } from "./load-till";

const TICK_MS = 20_000;
const KEPT_MS = 14 * 24 * 60 * 60_000;

export type EngineLoops = {
  readonly push: Pusher;
  readonly pull: Puller;
  readonly held: HeldUploader;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** This window uploads from now on, and the others let go. */
  readonly takeLead: () => void;
};

/** Everything that goes on by itself: syncing, listening to other windows, the passing of time. */
export function createLoops(core: EngineCore): EngineLoops {
  const { broadcast } = core.ports;
  let stopTick: () => void = () => undefined;
  let unsubscribe: (() => void)[] = [];
  const watch = createChangesWatcher(core, (delayMs) => pull.poke(delayMs));
  const pull = createPuller(core, () => lead.isLeader(), watch.isStanding);
  const held = createHeldUploader(core);
  const retired = createRetiredPusher(core);
  const push = createPusher(core, {
    onAnswer(answer) {
      if (answer.signedRevocation) {
        void heedRevocation(core, answer.signedRevocation).catch(core.ports.report);
      }
      if (answer.directives.includes("RESYNC")) pull.resync();
      else if (answer.catalogHead !== core.state().mark?.catalogHead) pull.poke(0);
    },
    onRestored() {
      if (lead.isLeader()) retired.start();
    },
  });

  const lead = createLeadWindow(core, [push, retired, held, watch]);

  async function start(): Promise<void> {
    unsubscribe = [
      watchConnection(core, { push, pull, held, watch }),
      broadcast.subscribe((message) => {
        if (message.kind === "enrolled") void restart();
        else if (message.kind === "use_here") lead.giveWay();
        else void hearMessage(core, message).then(() => held.poke(0));
        if (message.kind === "committed") push.noticeEvent();
      }),
    ];
    stopTick = keepTicking(core, restart);
    const terminalId = await loadLog(core);
    if (terminalId === null) {
      // What it sold as a till that it no longer is goes up all the same [TP7].
      retired.start();
      return;
    }
    lead.follow(terminalId);
    // What waits is on its way before the catalogue is read.
    await loadCache(core, terminalId);
    if (isOldFormat(core)) pull.resync();
    pull.start();
    await pruneLog(core, terminalId).catch(core.ports.report);
  }

  function letGo(): void {
    stopTick();
    for (const end of unsubscribe) end();
    unsubscribe = [];
    lead.stop();
    pull.stop();
  }

  async function stop(): Promise<void> {
    letGo();
    await settleCartWrites(core);
  }

  const restart = onceAtATime(async () => {
    await stop();
    core.patch({ ...NOBODY_SELLS, phase: "loading", attention: null });
    await start();
  });

  const takeLead = () => broadcast.post({ kind: "use_here" });

  return { push, pull, held, start, stop, restart, takeLead };
}

/** However many have noticed the reason. */
function onceAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

const NOBODY_SELLS = {
  cashierId: null,
  approval: null,
  isTraining: false,
  shelvedCart: null,
} as const;

/** What only time changes: the day's end and waits after wrong PINs; and what was not heard. */
function keepTicking(core: EngineCore, restart: () => Promise<void>): () => void {
  let cancel: () => void = () => undefined;
  const tick = () => {
    noteDay(core);
    noteHour(core);
    void noteEnrolment(core, restart).catch(core.ports.report);
    if (core.state().lockouts.size > 0) core.patch({ lockouts: new Map(core.state().lockouts) });
    cancel = core.ports.timer.after(TICK_MS, tick);
  };
  cancel = core.ports.timer.after(TICK_MS, tick);
  return () => cancel();
}

/** A message between windows may be lost: the log says which till this browser is. */
async function noteEnrolment(core: EngineCore, restart: () => Promise<void>): Promise<void> {
  const terminalId = await core.log.readTerminalId();
  const { enrolment, phase } = core.state();
  const isAnother = terminalId !== (enrolment?.certificate.terminalId ?? null);
  if (isAnother && phase !== "loading") await restart();
}

/** A copy of an earlier release lacks what it did not know: it is fetched again beside its use. */
function isOldFormat(core: EngineCore): boolean {
  const { mark } = core.state();
  return mark !== null && (mark.format ?? 1) < CACHE_FORMAT;
}

async function pruneLog(core: EngineCore, terminalId: string): Promise<void> {
  const storedBefore = instant(core.ports.clock.now() - KEPT_MS);
  await core.log.prune({ terminalId, storedBefore });
}
