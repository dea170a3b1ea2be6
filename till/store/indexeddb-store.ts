import "client-only";
import { type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import {
  CACHE_DATABASE,
  CACHE_STORES,
  type Durability,
  type KeyRange,
  LOG_DATABASE,
  LOG_DURABILITY,
  LOG_STORES,
  type StoreEntry,
  type StoreKey,
  type StoreTransaction,
  type TillDatabase,
  type TillStore,
} from "./till-store";

/** Versions rise when a store is added; the log's almost never does. */
const LOG_VERSION = 1;
const CACHE_VERSION = 1;

/** Open both databases of this browser. `prefix` keeps tests apart. */
export async function openIndexedDbStore(prefix = ""): Promise<TillStore> {
  const [log, cache] = await Promise.all([
    openDatabase({
      name: `${prefix}${LOG_DATABASE}`,
      version: LOG_VERSION,
      stores: LOG_STORES,
      durability: LOG_DURABILITY,
    }),
    openDatabase({
      name: `${prefix}${CACHE_DATABASE}`,
      version: CACHE_VERSION,
      stores: CACHE_STORES,
      durability: "relaxed",
    }),
  ]);
  return { log, cache };
}

type DatabaseForm = {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly string[];
  readonly durability: Durability;
};

async function openDatabase(form: DatabaseForm): Promise<TillDatabase> {
  const database: IDBPDatabase = await openDB(form.name, form.version, {
    upgrade(upgraded) {
      for (const store of form.stores) {
        if (!upgraded.objectStoreNames.contains(store)) upgraded.createObjectStore(store);
      }
    },
    // A newer till in another tab must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
  });
  const stores = [...form.stores];
  return {
    async read(work) {
      const transaction = database.transaction(stores, "readonly");
      const result = await work(transactionOver(transaction));
      await transaction.done;
      return result;
    },
    write: (work) => {
      const transaction = database.transaction(stores, "readwrite", {
        durability: form.durability,
      });
      return runToEnd(transaction, work);
    },
    close: () => database.close(),
  };
}

type WriteTransaction = IDBPTransaction<unknown, string[], "readwrite">;
type AnyTransaction = WriteTransaction | IDBPTransaction<unknown, string[], "readonly">;

async function runToEnd<Result>(
  transaction: WriteTransaction,
  work: (transaction: StoreTransaction) => Promise<Result>,
): Promise<Result> {
  // `done` rejects as soon as a request fails; it is awaited below, after `work` had its say.
  transaction.done.catch(() => undefined);
  let result: Result;
  try {
    result = await work(transactionOver(transaction));
  } catch (error) {
    abortQuietly(transaction);
    throw error;
  }
  await transaction.done;
  return result;
}

function abortQuietly(transaction: WriteTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It had aborted by itself, which is what was wanted.
  }
}

function transactionOver(transaction: AnyTransaction): StoreTransaction {
  const writable = transaction as WriteTransaction;
  return {
    get: (store, key) => transaction.objectStore(store).get(key as IDBValidKey),
    list: (store, range = {}) => listEntries(transaction, store, range),
    async put(store, key, value) {
      await writable.objectStore(store).put(value, key as IDBValidKey);
    },
    async delete(store, key) {
      await writable.objectStore(store).delete(key as IDBValidKey);
    },
    async clear(store) {
      await writable.objectStore(store).clear();
    },
  };
}

async function listEntries<Value>(
  transaction: AnyTransaction,
  store: string,
  range: KeyRange,
): Promise<StoreEntry<Value>[]> {
  const objectStore = transaction.objectStore(store);
  const keyRange = toKeyRange(range);
  if (!range.newestFirst) {
    const [keys, values] = await Promise.all([
      objectStore.getAllKeys(keyRange, range.limit),
      objectStore.getAll(keyRange, range.limit),
    ]);
    return keys.map((key, index) => ({ key: key as StoreKey, value: values[index] as Value }));
  }
  const entries: StoreEntry<Value>[] = [];
  let cursor = await objectStore.openCursor(keyRange, "prev");
  while (cursor && entries.length < (range.limit ?? Number.POSITIVE_INFINITY)) {
    entries.push({ key: cursor.key as StoreKey, value: cursor.value as Value });
    cursor = await cursor.continue();
  }
  return entries;
}

function toKeyRange(range: KeyRange): IDBKeyRange | null {
  const after = range.after as IDBValidKey | undefined;
  const through = range.through as IDBValidKey | undefined;
  if (after !== undefined && through !== undefined) {
    return IDBKeyRange.bound(after, through, true, false);
  }
  if (after !== undefined) return IDBKeyRange.lowerBound(after, true);
  if (through !== undefined) return IDBKeyRange.upperBound(through, false);
  return null;
}
