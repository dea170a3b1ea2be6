import type { StorageReport } from "../../core/sync/storage-report";
import type { TillCommands } from "../react/till-commands";
import type { CatalogQuery, CatalogResult, ProductView } from "../react/till-state";
import { createApprovalCommands } from "./approval";
import { createCartCommands } from "./cart-commands";
import { createCounterCommands } from "./counter-commands";
import { createCustomerCommands } from "./customer-commands";
import { createDiscountCommands } from "./discount-commands";
import { createEngineCore, type EngineCore } from "./engine-core";
import { createLoops, type EngineLoops } from "./engine-loops";
import { createHoldCommands } from "./hold-commands";
import { createLateCommands, printWhenPaid } from "./late-commands";
import { createLayawayCommands } from "./layaway-commands";
import { createPaymentCommands } from "./payment-commands";
import type { TillPorts } from "./ports";
import { productView } from "./product-view";
import type { PrinterSource } from "./receipt-commands";
import { createReturnCommands } from "./return-commands";
import { createScanCommands } from "./scan-commands";
import { createShiftCommands } from "./shift-commands";
import { signPaid } from "./sign-receipt";
import { createStaffCommands } from "./staff-commands";
import { noteStorage } from "./storage-room";
import { createSnapshotter, type TillSnapshot } from "./till-snapshot";
import { createUnsentCommands } from "./unsent-commands";

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
  /** The sizes and colours of an article, itself among them; alone when it has no others. */
  readonly variantsOf: (productId: string) => readonly ProductView[];
  /** What the browser says of its room, each time that it was asked. */
  readonly noteStorage: (storage: StorageReport) => void;
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
    variantsOf: (productId) => variantsOf(core, productId),
    noteStorage: (storage) => noteStorage(core, storage),
  };
}

function variantsOf(core: EngineCore, productId: string): readonly ProductView[] {
  const state = core.state();
  const product = state.catalog.find(productId);
  if (!product) return [];
  const family = product.family === null ? [product] : state.catalog.listFamily(product.family);
  return family.map((variant) => productView(state, variant));
}

/** What was just paid or given back goes to the server and onto paper by itself. */
function createCommands(
  core: EngineCore,
  loops: EngineLoops,
  printerOf: PrinterSource,
): TillCommands {
  const poke = () => loops.held.poke(0);
  core.onEvent((paid) => {
    loops.push.noticeEvent();
    if (paid) {
      void printWhenPaid(core, printerOf, paid);
      void signPaid(core, paid).catch(core.ports.report);
    }
  });
  return {
    ...createCartCommands(core),
    ...createScanCommands(core),
    ...createDiscountCommands(core),
    ...createCustomerCommands(core),
    ...createReturnCommands(core),
    ...createPaymentCommands(core),
    ...createHoldCommands(core, poke),
    ...createLayawayCommands(core),
    ...createCounterCommands(core, printerOf),
    ...createApprovalCommands(core),
    ...createStaffCommands(core),
    ...createShiftCommands(core),
    ...createUnsentCommands(core, loops.restart),
    ...createLateCommands(core, { printerOf, poke, restart: loops.restart }),
    takeLead: loops.takeLead,
    startNextSale: () => core.patch({ isPaidShown: false }),
    syncNow() {
      loops.push.retryNow();
      loops.pull.poke(0);
      poke();
    },
  };
}
