import { instant } from "../../core/time";
import { watchConnection } from "../sync/connectivity";
import { createPuller, type Puller } from "../sync/pull";
import { createPusher, type Pusher } from "../sync/push";
import { createRetiredPusher } from "../sync/push-retired";
import { followLeadership, type TabLeader } from "../sync/tab-leader";
import { settleCartWrites } from "./cart-keeper";
import type { EngineCore } from "./engine-core";
import { hearMessage, loadCache, loadLog, noteDay } from "./load-till";

const TICK_MS = 20_000;
const KEPT_MS = 14 * 24 * 60 * 60_000;

export type EngineLoops = {
  readonly push: Pusher;
  readonly pull: Puller;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly restart: () => Promise<void>;
};

/** Everything that goes on by itself: syncing, listening to other windows, the passing of time. */
export function createLoops(core: EngineCore): EngineLoops {
  const { broadcast, timer, lock } = core.ports;
  let leader: TabLeader | null = null;
  let stopTick: () => void = () => undefined;
  let unsubscribe: (() => void)[] = [];
  const pull = createPuller(core, () => leader?.isLeader() ?? false);
  const retired = createRetiredPusher(core);
  const push = createPusher(core, (answer) => {
    if (answer.directives.includes("RESYNC")) pull.resync();
    else if (answer.catalogHead !== core.state().mark?.catalogHead) pull.poke(0);
  });

  async function start(): Promise<void> {
    unsubscribe = [
      watchConnection(core, { push, pull }),
      broadcast.subscribe((message) => {
        if (message.kind === "enrolled") void restart();
        else void hearMessage(core, message);
        if (message.kind === "committed") push.noticeEvent();
      }),
    ];
    stopTick = keepTicking(core);
    const terminalId = await loadLog(core);
    if (terminalId === null) return;
    leader = followLeadership({
      lock,
      timer,
      terminalId,
      onLead: () => {
        push.start();
        retired.start();
      },
      onElsewhere: (isOpenElsewhere) => {
        const wasElsewhere = core.state().isOpenElsewhere;
        core.patch({
          isOpenElsewhere,
          ...(wasElsewhere && !isOpenElsewhere ? { isCacheForeign: true } : {}),
        });
      },
    });
    // What waits is on its way before the catalogue is read.
    await loadCache(core, terminalId);
    pull.start();
    await pruneLog(core, terminalId);
  }

  function letGo(): void {
    stopTick();
    for (const end of unsubscribe) end();
    unsubscribe = [];
    push.stop();
    retired.stop();
    pull.stop();
    leader?.stop();
    leader = null;
  }

  async function stop(): Promise<void> {
    letGo();
    await settleCartWrites(core);
  }

  async function restart(): Promise<void> {
    await stop();
    core.patch({ phase: "loading", cashierId: null, attention: null });
    await start();
  }

  return { push, pull, start, stop, restart };
}

/** What only time changes: the day's end and waits after wrong PINs. */
function keepTicking(core: EngineCore): () => void {
  let cancel: () => void = () => undefined;
  const tick = () => {
    noteDay(core);
    if (core.state().lockouts.size > 0) core.patch({ lockouts: new Map(core.state().lockouts) });
    cancel = core.ports.timer.after(TICK_MS, tick);
  };
  cancel = core.ports.timer.after(TICK_MS, tick);
  return () => cancel();
}

async function pruneLog(core: EngineCore, terminalId: string): Promise<void> {
  const storedBefore = instant(core.ports.clock.now() - KEPT_MS);
  await core.log.prune({ terminalId, storedBefore });
}
