import { instant } from "../../core/time";
import type {
  CatalogQuery,
  CatalogResult,
  ProductView,
  TillCommands,
  TillSnapshot,
} from "../react/till-state";
import { watchConnection } from "../sync/connectivity";
import { createPuller, type Puller } from "../sync/pull";
import { createPusher, type Pusher } from "../sync/push";
import { followLeadership, type TabLeader } from "../sync/tab-leader";
import { createCartCommands } from "./cart-commands";
import { settleCartWrites } from "./cart-keeper";
import { createEngineCore, type EngineCore } from "./engine-core";
import { createEnrolmentCommands } from "./enrolment-commands";
import { hearMessage, loadTill, noteDay } from "./load-till";
import type { TillPorts } from "./ports";
import { productView } from "./product-view";
import { createReceiptCommands, type PrinterSource } from "./receipt-commands";
import { createShiftCommands } from "./shift-commands";
import { createStaffCommands } from "./staff-commands";
import { takePayment } from "./take-payment";
import { createSnapshotter } from "./till-snapshot";

const TICK_MS = 20_000;
const KEPT_MS = 14 * 24 * 60 * 60_000;

export type TillEngine = {
  /** Load the till and begin to sync. */
  readonly start: () => Promise<void>;
  /** Let go of timers, locks and databases; what was paid is already durable. */
  readonly stop: () => Promise<void>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => TillSnapshot;
  readonly commands: TillCommands;
  readonly search: (query: CatalogQuery) => CatalogResult;
  readonly findProduct: (productId: string) => ProductView | null;
  readonly noteStorage: (storage: { isPersisted: boolean | null; use: number | null }) => void;
};

export type TillEngineParts = TillPorts & { readonly printerOf: PrinterSource };

/** A shop's register in one object: everything outside comes through its ports. */
export function createTillEngine(parts: TillEngineParts): TillEngine {
  const core = createEngineCore(parts);
  const loops = createLoops(core);
  const snapshot = createSnapshotter(parts);
  return {
    start: () => loops.start(),
    stop: () => loops.stop(),
    subscribe: core.subscribe,
    getSnapshot: () => snapshot(core.state()),
    commands: createCommands(core, loops, parts.printerOf),
    search(query) {
      const { products, isForgiving } = core.state().catalog.search(query);
      return { products: products.map((found) => productView(core.state(), found)), isForgiving };
    },
    findProduct(productId) {
      const product = core.state().catalog.find(productId);
      return product ? productView(core.state(), product) : null;
    },
    noteStorage: ({ isPersisted, use }) =>
      core.patch({ isStoragePersisted: isPersisted, storageUse: use }),
  };
}

function createCommands(
  core: EngineCore,
  loops: EngineLoops,
  printerOf: PrinterSource,
): TillCommands {
  const shifts = createShiftCommands(core);
  const receipts = createReceiptCommands(core, printerOf);
  return {
    ...createCartCommands(core),
    ...createStaffCommands(core),
    ...createEnrolmentCommands(core, loops.restart),
    ...receipts,
    async openShift(request) {
      await shifts.openShift(request);
      loops.push.noticeEvent();
    },
    async closeShift(request) {
      await shifts.closeShift(request);
      loops.push.noticeEvent();
    },
    async takePayment(request) {
      const paid = await takePayment(core, request);
      loops.push.noticeEvent();
      return paid;
    },
    startNextSale: () => core.patch({ isPaidShown: false }),
    syncNow() {
      loops.push.poke(0);
      loops.pull.poke(0);
    },
  };
}

type EngineLoops = {
  readonly push: Pusher;
  readonly pull: Puller;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly restart: () => Promise<void>;
};

function createLoops(core: EngineCore): EngineLoops {
  const { broadcast, timer, lock } = core.ports;
  let leader: TabLeader | null = null;
  let stopTick: () => void = () => undefined;
  let unsubscribe: (() => void)[] = [];
  const pull = createPuller(core, () => leader?.isLeader() ?? false);
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
      }),
    ];
    stopTick = keepTicking(core);
    if (!(await loadTill(core))) return;
    const terminalId = core.state().enrolment?.certificate.terminalId ?? "";
    leader = followLeadership({
      lock,
      timer,
      terminalId,
      onLead: () => push.start(),
      onElsewhere: (isOpenElsewhere) => {
        const wasElsewhere = core.state().isOpenElsewhere;
        core.patch({
          isOpenElsewhere,
          ...(wasElsewhere && !isOpenElsewhere ? { isCacheForeign: true } : {}),
        });
      },
    });
    pull.start();
    await pruneLog(core, terminalId);
  }

  function letGo(): void {
    stopTick();
    for (const end of unsubscribe) end();
    unsubscribe = [];
    push.stop();
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
