import type { TillCommands } from "../react/till-commands";
import type { CatalogQuery, CatalogResult, ProductView } from "../react/till-state";
import { createCartCommands } from "./cart-commands";
import { createEngineCore, type EngineCore } from "./engine-core";
import { createLoops, type EngineLoops } from "./engine-loops";
import { createEnrolmentCommands } from "./enrolment-commands";
import type { TillPorts } from "./ports";
import { productView } from "./product-view";
import { createReceiptCommands, type PrinterSource, printAfterSale } from "./receipt-commands";
import { createShiftCommands } from "./shift-commands";
import { createStaffCommands } from "./staff-commands";
import { takePayment } from "./take-payment";
import { createSnapshotter, type TillSnapshot } from "./till-snapshot";

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
      void printAfterSale(core, printerOf, paid);
      return paid;
    },
    startNextSale: () => core.patch({ isPaidShown: false }),
    syncNow() {
      loops.push.retryNow();
      loops.pull.poke(0);
    },
  };
}
