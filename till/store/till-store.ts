/**
 * The port behind which the till keeps what it knows: ordered keys, whole transactions. Memory
 * and IndexedDB answer alike; one contract suite proves it.
 */
export type StoreKey = string | readonly [string, number];

export type KeyRange = {
  /** First key that is not wanted any more on the low side; exclusive. */
  readonly after?: StoreKey;
  /** Last key wanted; inclusive. */
  readonly through?: StoreKey;
  readonly limit?: number;
  readonly newestFirst?: boolean;
};

export type StoreEntry<Value> = { readonly key: StoreKey; readonly value: Value };

/**
 * One transaction. Only its own promises may be awaited while it runs: a browser closes a
 * transaction that waits for anything else [TS2].
 */
export type StoreTransaction = {
  get<Value>(store: string, key: StoreKey): Promise<Value | undefined>;
  list<Value>(store: string, range?: KeyRange): Promise<StoreEntry<Value>[]>;
  put(store: string, key: StoreKey, value: unknown): Promise<void>;
  delete(store: string, key: StoreKey): Promise<void>;
  clear(store: string): Promise<void>;
};

export type TillDatabase = {
  read<Result>(work: (transaction: StoreTransaction) => Promise<Result>): Promise<Result>;
  /** Resolves after the transaction completed; rejects, with nothing written, when `work` throws. */
  write<Result>(work: (transaction: StoreTransaction) => Promise<Result>): Promise<Result>;
  close(): void;
};

/** The log is money and is never evicted; the cache can be fetched again. Never in one transaction. */
export type TillStore = { readonly log: TillDatabase; readonly cache: TillDatabase };

export const LOG_DATABASE = "kaunta-log";
export const CACHE_DATABASE = "kaunta-cache";

export const LOG_STORES = [
  "outbox",
  "documents",
  "meta",
  "counters",
  "printQueue",
  "carts",
] as const;
export const CACHE_STORES = ["chunks", "tables"] as const;

/** Strict asks the disk before it answers; relaxed may lose the last seconds to a power cut. */
export type Durability = "strict" | "relaxed";

/** How every store keeps the log: what was acknowledged outlives a power cut [TS1]. */
export const LOG_DURABILITY: Durability = "strict";
