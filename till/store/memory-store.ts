import { compareKeys, isWithinRange } from "./key-order";
import {
  type Durability,
  type KeyRange,
  LOG_DURABILITY,
  type StoreEntry,
  type StoreKey,
  type StoreTransaction,
  type TillDatabase,
  type TillStore,
} from "./till-store";

type Rows = Map<string, { readonly key: StoreKey; readonly value: unknown }>;
type Stores = Map<string, Rows>;

/**
 * A disk that keeps what was flushed and forgets the rest when the power fails. Several stores may
 * be opened on one disk, as tabs are on one profile.
 */
export type MemoryDisk = {
  readonly log: MemoryVolume;
  readonly cache: MemoryVolume;
  /** All that was acknowledged relaxed and not flushed is gone. */
  powerCut(): void;
  /** What an operating system does by itself every few seconds. */
  flush(): void;
};

export type MemoryVolume = {
  written: Stores;
  durable: Stores;
  /** The running transaction's end; the next one waits for it, as overlapping ones do. */
  tail: Promise<unknown>;
};

export function createMemoryDisk(): MemoryDisk {
  const log = emptyVolume();
  const cache = emptyVolume();
  const volumes = [log, cache];
  return {
    log,
    cache,
    powerCut() {
      for (const volume of volumes) volume.written = volume.durable;
    },
    flush() {
      for (const volume of volumes) volume.durable = volume.written;
    },
  };
}

/** `logDurability` is strict for every till; tests set it to relaxed to see a sale being lost. */
export function openMemoryStore(
  disk: MemoryDisk = createMemoryDisk(),
  options: { logDurability?: Durability } = {},
): TillStore {
  return {
    log: openVolume(disk.log, options.logDurability ?? LOG_DURABILITY),
    cache: openVolume(disk.cache, "relaxed"),
  };
}

function emptyVolume(): MemoryVolume {
  return { written: new Map(), durable: new Map(), tail: Promise.resolve() };
}

function openVolume(volume: MemoryVolume, durability: Durability): TillDatabase {
  let isOpen = true;
  function enqueue<Result>(run: () => Promise<Result>): Promise<Result> {
    if (!isOpen) return Promise.reject(new Error("the store is closed"));
    const result = volume.tail.then(run);
    volume.tail = result.catch(() => undefined);
    return result;
  }
  return {
    read: (work) => enqueue(() => work(transactionOver(volume.written))),
    write: (work) =>
      enqueue(async () => {
        const draft = new Map(volume.written);
        const result = await work(transactionOver(draft));
        volume.written = draft;
        if (durability === "strict") volume.durable = draft;
        return result;
      }),
    close() {
      isOpen = false;
    },
  };
}

/** Rows are copied before the first change, so what was written before is never touched. */
function transactionOver(stores: Stores): StoreTransaction {
  const changed = new Set<string>();
  const rowsOf = (store: string): Rows => stores.get(store) ?? new Map();
  const rowsToChange = (store: string): Rows => {
    const rows = changed.has(store) ? rowsOf(store) : new Map(rowsOf(store));
    changed.add(store);
    stores.set(store, rows);
    return rows;
  };
  return {
    async get<Value>(store: string, key: StoreKey) {
      const row = rowsOf(store).get(keyText(key));
      return row === undefined ? undefined : (structuredClone(row.value) as Value);
    },
    async list<Value>(store: string, range: KeyRange = {}) {
      return listRows<Value>(rowsOf(store), range);
    },
    async put(store, key, value) {
      rowsToChange(store).set(keyText(key), { key, value: structuredClone(value) });
    },
    async delete(store, key) {
      rowsToChange(store).delete(keyText(key));
    },
    async clear(store) {
      rowsToChange(store).clear();
    },
  };
}

function listRows<Value>(rows: Rows, range: KeyRange): StoreEntry<Value>[] {
  const wanted = [...rows.values()]
    .filter((row) => isWithinRange(row.key, range))
    .sort((left, right) => compareKeys(left.key, right.key));
  if (range.newestFirst) wanted.reverse();
  return wanted.slice(0, range.limit).map((row) => ({
    key: row.key,
    value: structuredClone(row.value) as Value,
  }));
}

function keyText(key: StoreKey): string {
  return JSON.stringify(key);
}
