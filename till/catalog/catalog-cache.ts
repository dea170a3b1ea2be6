import type { PriceList } from "../../core/pricing/price-list";
import type { Promotion } from "../../core/promotion/promotion";
import type {
  CategoryChange,
  CustomerChange,
  HeldCartChange,
  ProductChange,
  StaffChange,
  StoreChange,
  TerminalKeyChange,
  taxGroupChangeSchema,
} from "../../core/sync/protocol-v1";
import type { Instant } from "../../core/time";
import type { StoreTransaction, TillDatabase } from "../store/till-store";
import type { CatalogChunk } from "./catalog";

export type TaxGroupChange = ReturnType<typeof taxGroupChangeSchema.parse>;

/** The small tables of a store beside its products; kept whole, each under its own name. */
export type StoreTables = {
  readonly store: StoreChange | null;
  readonly staff: readonly StaffChange[];
  readonly taxGroups: readonly TaxGroupChange[];
  readonly categories: readonly CategoryChange[];
  readonly priceLists: readonly PriceList[];
  readonly promotions: readonly Promotion[];
  /** What the tills of this store put aside, as the server last said. */
  readonly heldCarts: readonly HeldCartChange[];
  /** By whose keys the receipts of this business are signed. */
  readonly terminalKeys: readonly TerminalKeyChange[];
};

/** Where the next fetch goes on; `isComplete` once a first load has ended. */
export type SyncMark = {
  readonly terminalId: string;
  readonly token: string;
  readonly catalogHead: string;
  readonly isComplete: boolean;
  /** What the rows behind it can hold; absent for the first release. */
  readonly format?: number;
};

/** Rises when a till learns another kind of row: an older copy is fetched again beside its use. */
export const CACHE_FORMAT = 2;

export const EMPTY_TABLES: StoreTables = {
  store: null,
  staff: [],
  taxGroups: [],
  categories: [],
  priceLists: [],
  promotions: [],
  heldCarts: [],
  terminalKeys: [],
};

/** Thousandths by product id. */
export type StockLevels = ReadonlyMap<string, number>;

/** Many and seldom changed, so they are kept apart from the small tables. */
export type Customers = readonly CustomerChange[];

export type CacheWrite = {
  readonly tables: StoreTables;
  readonly mark: SyncMark;
  readonly chunks: readonly CatalogChunk[];
  /** Levels by product as the server last said; null when none changed. */
  readonly stock: StockLevels | null;
  /** Null when none changed. */
  readonly customers: Customers | null;
  /** Chunks of an earlier catalogue go first. */
  readonly isReplacement: boolean;
};

export type LoadedTables = {
  readonly tables: StoreTables;
  readonly stock: StockLevels;
  readonly customers: Customers;
  readonly mark: SyncMark | null;
  /** When the server's changes were last fetched to the end. */
  readonly pulledAt: Instant | null;
};

const PULLED_EVERY_MS = 15 * 60_000;

export type CatalogCache = ReturnType<typeof createCatalogCache>;

/** The disposable database: chunks of products, small tables, and the mark that belongs to them. */
export function createCatalogCache(database: TillDatabase) {
  let pulledNoted = 0;
  return {
    loadTables: (): Promise<LoadedTables> =>
      database.read(async (transaction) => ({
        stock: (await transaction.get<StockLevels>("tables", "stock")) ?? new Map(),
        customers: (await transaction.get<Customers>("tables", "customers")) ?? [],
        tables: {
          ...EMPTY_TABLES,
          ...(await transaction.get<Partial<StoreTables>>("tables", "store")),
        },
        mark: (await transaction.get<SyncMark>("tables", "mark")) ?? null,
        pulledAt: (await transaction.get<Instant>("tables", "pulledAt")) ?? null,
      })),
    listChunkIndexes: (): Promise<readonly number[]> =>
      database.read(async (transaction) => {
        return (await transaction.get<number[]>("tables", "chunks")) ?? [];
      }),
    loadChunk: (index: number): Promise<CatalogChunk> =>
      database.read(async (transaction) => ({
        index,
        rows: (await transaction.get<(ProductChange | null)[]>("chunks", chunkKey(index))) ?? [],
      })),
    /** Rows and mark together, so that a cut never leaves a mark ahead of its rows [TC4]. */
    save: (write: CacheWrite): Promise<void> =>
      database.write((transaction) => writeCache(transaction, write)),
    /** Kept now and then: a fetch that brought nothing should not wear the disk. */
    async notePulled(at: Instant): Promise<void> {
      if (at - pulledNoted < PULLED_EVERY_MS) return;
      await database.write((transaction) => transaction.put("tables", "pulledAt", at));
      pulledNoted = at;
    },
    clear: (): Promise<void> =>
      database.write(async (transaction) => {
        await transaction.clear("chunks");
        await transaction.clear("tables");
      }),
  };
}

async function writeCache(transaction: StoreTransaction, write: CacheWrite): Promise<void> {
  const known = await transaction.get<number[]>("tables", "chunks");
  const indexes = new Set(write.isReplacement ? [] : known);
  if (write.isReplacement) await transaction.clear("chunks");
  for (const chunk of write.chunks) {
    await transaction.put("chunks", chunkKey(chunk.index), chunk.rows);
    indexes.add(chunk.index);
  }
  const ordered = [...indexes].sort((left, right) => left - right);
  await transaction.put("tables", "chunks", ordered);
  await transaction.put("tables", "store", write.tables);
  if (write.customers) await transaction.put("tables", "customers", write.customers);
  if (write.stock) await transaction.put("tables", "stock", write.stock);
  await transaction.put("tables", "mark", write.mark);
}

function chunkKey(index: number): string {
  return String(index).padStart(5, "0");
}
