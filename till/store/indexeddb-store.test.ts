import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openIndexedDbStore } from "./indexeddb-store";
import { describeStore } from "./store-contract";

let profiles = 0;

function nextProfile(): string {
  profiles += 1;
  return `profile-${profiles}-`;
}

describeStore("IndexedDB store", () => {
  const prefix = nextProfile();
  return { open: () => openIndexedDbStore(prefix) };
});

test("[TS1] every write of the log asks for strict durability, the cache for relaxed", async () => {
  const asked: [string, IDBTransactionMode | undefined, string | undefined][] = [];
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function transaction(stores, mode, options) {
    asked.push([this.name, mode, options?.durability]);
    return original.call(this, stores, mode, options);
  };
  try {
    const prefix = nextProfile();
    const store = await openIndexedDbStore(prefix);
    await store.log.write((transaction) => transaction.put("meta", "a", 1));
    await store.cache.write((transaction) => transaction.put("tables", "a", 1));
    expect(asked.filter(([, mode]) => mode === "readwrite")).toEqual([
      [`${prefix}kaunta-log`, "readwrite", "strict"],
      [`${prefix}kaunta-cache`, "readwrite", "relaxed"],
    ]);
  } finally {
    IDBDatabase.prototype.transaction = original;
  }
});
