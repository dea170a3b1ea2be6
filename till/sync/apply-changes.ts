import { type PriceList, priceListSchema } from "../../core/pricing/price-list";
import { type Promotion, promotionSchema } from "../../core/promotion/promotion";
import {
  type CategoryChange,
  type Change,
  type ChangesResponse,
  type CustomerChange,
  categoryChangeSchema,
  customerChangeSchema,
  type HeldCartChange,
  heldCartChangeSchema,
  type ProductChange,
  productChangeSchema,
  type StaffChange,
  type StockChange,
  type StoreChange,
  staffChangeSchema,
  stockChangeSchema,
  storeChangeSchema,
  type TerminalKeyChange,
  taxGroupChangeSchema,
  terminalKeyChangeSchema,
} from "../../core/sync/protocol-v1";
import { Catalog } from "../catalog/catalog";
import {
  CACHE_FORMAT,
  type Customers,
  EMPTY_TABLES,
  type StoreTables,
  type SyncMark,
  type TaxGroupChange,
} from "../catalog/catalog-cache";
import type { EngineCore, EngineState } from "../engine/engine-core";
import type { FirstSyncProgress } from "../react/till-state";

type Rows<Row> = { readonly rows: readonly Row[]; readonly withdrawnIds: readonly string[] };

/** One page, sorted by what it is about. A row that this version cannot read is left as it was. */
export type StagedChanges = {
  readonly store: StoreChange | null;
  readonly staff: Rows<StaffChange>;
  readonly taxGroups: Rows<TaxGroupChange>;
  readonly categories: Rows<CategoryChange>;
  readonly products: Rows<ProductChange>;
  readonly stock: Rows<StockChange>;
  readonly priceLists: Rows<PriceList>;
  readonly promotions: Rows<Promotion>;
  readonly customers: Rows<CustomerChange>;
  readonly heldCarts: Rows<HeldCartChange>;
  readonly terminalKeys: Rows<TerminalKeyChange>;
};

/** What changes go into: the copy in use, or an empty one that replaces it. */
export type TillCopy = { readonly kind: "current" } | { readonly kind: "anew" };

export function beginAnew(): TillCopy {
  return { kind: "anew" };
}

export function readPage(answer: ChangesResponse): StagedChanges {
  const { changes } = answer;
  return {
    store: read(changes, "store", storeChangeSchema).rows.at(-1) ?? null,
    staff: read(changes, "staff", staffChangeSchema),
    taxGroups: read(changes, "tax_group", taxGroupChangeSchema),
    categories: read(changes, "category", categoryChangeSchema),
    products: read(changes, "product", productChangeSchema),
    stock: read(changes, "stock", stockChangeSchema),
    priceLists: read(changes, "price_list", priceListSchema),
    promotions: read(changes, "promotion", promotionSchema),
    customers: read(changes, "customer", customerChangeSchema),
    heldCarts: read(changes, "held_cart", heldCartChangeSchema),
    terminalKeys: read(changes, "terminal_key", terminalKeyChangeSchema),
  };
}

type RowSchema<Row> = {
  safeParse: (value: unknown) => { success: true; data: Row } | { success: false };
};

function read<Row>(
  changes: readonly Change[],
  entity: Change["entity"],
  schema: RowSchema<Row>,
): Rows<Row> {
  const rows: Row[] = [];
  const withdrawnIds: string[] = [];
  for (const change of changes) {
    if (change.entity !== entity) continue;
    if (change.body === null) withdrawnIds.push(change.id);
    else {
      const parsed = schema.safeParse(change.body);
      if (parsed.success) rows.push(parsed.data);
    }
  }
  return { rows, withdrawnIds };
}

export type PageApplied = {
  readonly copy: TillCopy;
  readonly staged: readonly StagedChanges[];
  readonly answer: ChangesResponse;
  readonly isLeader: boolean;
  readonly isFirstLoad: boolean;
};

/** Bring pages into memory at once, then into the cache together with their mark [TC4]. */
export async function applyPage(core: EngineCore, page: PageApplied): Promise<void> {
  const isAnew = page.copy.kind === "anew";
  const before = core.state().mark;
  const merged = mergePages(core.state(), page.staged, isAnew);
  const mark = markOf(core.state(), page.answer);
  core.patch({
    catalog: merged.catalog,
    tables: merged.tables,
    mark,
    ...(merged.stock ? { stock: merged.stock } : {}),
    ...(merged.customers ? { customers: merged.customers } : {}),
    catalogRevision: core.state().catalogRevision + (isAnew || hasChanged(page.staged) ? 1 : 0),
    firstSync: progressOf(core.state(), page, merged.catalog.productCount),
  });
  const { isCacheForeign } = core.state();
  const isKept = before?.token === mark.token && before.isComplete && !isAnew && !isCacheForeign;
  if (!page.isLeader || isKept) return;
  if (isCacheForeign) merged.catalog.markAllStale();
  const isReplacement = isAnew || isCacheForeign;
  try {
    const chunks = merged.catalog.takeStaleChunks();
    // What stands in memory is whole; what this page changed is a part of it.
    const { stock, customers } = isReplacement ? core.state() : merged;
    const { tables } = merged;
    await core.cache.save({ tables, mark, chunks, stock, customers, isReplacement });
    if (isCacheForeign) core.patch({ isCacheForeign: false });
  } catch (error) {
    // The chunks are taken and not written, so the next write must bring them all.
    core.patch({ isCacheForeign: true });
    throw error;
  }
}

type Merged = {
  readonly catalog: Catalog;
  readonly tables: StoreTables;
  /** Null when no level changed. */
  readonly stock: Map<string, number> | null;
  /** Null when none changed. */
  readonly customers: Customers | null;
};

function mergePages(state: EngineState, pages: readonly StagedChanges[], isAnew: boolean): Merged {
  const catalog = isAnew ? new Catalog() : state.catalog;
  const stock = new Map(isAnew ? [] : state.stock);
  let tables = isAnew ? EMPTY_TABLES : state.tables;
  let customers: Customers = isAnew ? [] : state.customers;
  let hasStock = isAnew;
  for (const page of pages) {
    if (isTouched(page.products)) {
      catalog.apply({ products: page.products.rows, withdrawnIds: page.products.withdrawnIds });
    }
    tables = mergeTables(tables, page);
    customers = mergeRows(customers, page.customers);
    hasStock = mergeStock(stock, page.stock) || hasStock;
  }
  return {
    catalog,
    tables,
    stock: hasStock ? stock : null,
    customers: customers === state.customers ? null : customers,
  };
}

function markOf(state: EngineState, answer: ChangesResponse): SyncMark {
  return {
    terminalId: state.enrolment?.certificate.terminalId ?? "",
    token: answer.token,
    catalogHead: answer.catalogHead,
    isComplete: answer.complete,
    format: CACHE_FORMAT,
  };
}

function progressOf(
  state: EngineState,
  page: PageApplied,
  received: number,
): FirstSyncProgress | null {
  if (!page.isFirstLoad || page.answer.complete) return null;
  const expected = Math.max(page.answer.estimatedTotal, state.firstSync?.expected ?? 0);
  return { received, expected };
}

function isTouched(part: Rows<unknown>): boolean {
  return part.rows.length > 0 || part.withdrawnIds.length > 0;
}

/** Held carts are left out: nothing that they change is looked up again. */
const ROW_KINDS = [
  "staff",
  "taxGroups",
  "categories",
  "products",
  "stock",
  "priceLists",
  "promotions",
  "customers",
] as const;

function hasChanged(staged: readonly StagedChanges[]): boolean {
  return staged.some(
    (page) => page.store !== null || ROW_KINDS.some((kind) => isTouched(page[kind])),
  );
}

/** Parts that did not change keep their identity, so that nothing is drawn anew for them. */
function mergeTables(tables: StoreTables, staged: StagedChanges): StoreTables {
  const merged: StoreTables = {
    store: staged.store ?? tables.store,
    staff: mergeRows(tables.staff, staged.staff),
    taxGroups: mergeRows(tables.taxGroups, staged.taxGroups),
    categories: mergeRows(tables.categories, staged.categories),
    priceLists: mergeRows(tables.priceLists, staged.priceLists),
    promotions: mergeRows(tables.promotions, staged.promotions),
    heldCarts: mergeRows(tables.heldCarts, staged.heldCarts),
    terminalKeys: mergeRows(tables.terminalKeys, staged.terminalKeys),
  };
  const isSame = (Object.keys(merged) as (keyof StoreTables)[]).every(
    (key) => merged[key] === tables[key],
  );
  return isSame ? tables : merged;
}

function mergeRows<Row extends { id: string }>(
  known: readonly Row[],
  change: Rows<Row>,
): readonly Row[] {
  if (!isTouched(change)) return known;
  const byId = new Map(known.map((row) => [row.id, row]));
  for (const row of change.rows) byId.set(row.id, row);
  for (const id of change.withdrawnIds) byId.delete(id);
  return [...byId.values()];
}

function mergeStock(stock: Map<string, number>, change: Rows<StockChange>): boolean {
  for (const level of change.rows) stock.set(level.id, level.quantityMilli);
  for (const id of change.withdrawnIds) stock.delete(id);
  return isTouched(change);
}
