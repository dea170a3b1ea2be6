import type {
  CategoryChange,
  ProductChange,
  StaffChange,
  StoreChange,
  taxGroupChangeSchema,
} from "../../core/sync/protocol-v1";
import type { StoreTransaction, TillDatabase } from "../store/till-store";
import type { CatalogChunk } from "./catalog";

export type TaxGroupChange = ReturnType<typeof taxGroupChangeSchema.parse>;

/** The small tables of a store beside its products; kept whole, each under its own name. */
export type StoreTables = {
  readonly store: StoreChange | null;
  readonly staff: readonly StaffChange[];
  readonly taxGroups: readonly TaxGroupChange[];
  readonly categories: readonly CategoryChange[];
};

/** Where the next fetch goes on; `isComplete` once a first load has ended. */
export type SyncMark = {
  readonly terminalId: string;
  readonly token: string;
  readonly catalogHead: string;
  readonly isComplete: boolean;
};

export const EMPTY_TABLES: StoreTables = {
  store: null,
  staff: [],
  taxGroups: [],
  categories: [],
};

/** Thousandths by product id. */
export type StockLevels = ReadonlyMap<string, number>;

export type CacheWrite = {
  readonly tables: StoreTables;
  readonly mark: SyncMark;
  readonly chunks: readonly CatalogChunk[];
  /** Levels by product as the server last said; null when none changed. */
  readonly stock: StockLevels | null;
  /** Chunks of an earlier catalogue go first. */
  readonly isReplacement: boolean;
};

export type LoadedTables = {
  readonly tables: StoreTables;
  readonly stock: StockLevels;
  readonly mark: SyncMark | null;
};

export type CatalogCache = ReturnType<typeof createCatalogCache>;

/** The disposable database: chunks of products, small tables, and the mark that belongs to them. */
export function createCatalogCache(database: TillDatabase) {
  return {
    loadTables: (): Promise<LoadedTables> =>
      database.read(async (transaction) => ({
        stock: (await transaction.get<StockLevels>("tables", "stock")) ?? new Map(),
        tables: (await transaction.get<StoreTables>("tables", "store")) ?? EMPTY_TABLES,
        mark: (await transaction.get<SyncMark>("tables", "mark")) ?? null,
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
  if (write.stock) await transaction.put("tables", "stock", write.stock);
  await transaction.put("tables", "mark", write.mark);
}

function chunkKey(index: number): string {
  return String(index).padStart(5, "0");
}
