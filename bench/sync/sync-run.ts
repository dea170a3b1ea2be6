import type { PlainSales } from "./plain-sales";
import type { SyncShop } from "./sync-shop";

/** What every figure of a run is taken from. */
export type SyncRun = {
  readonly shop: SyncShop;
  readonly plain: PlainSales;
  readonly rounds: number;
};
