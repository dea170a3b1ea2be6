import { expect, test } from "vitest";
import { createMemoryDisk, openMemoryStore } from "./memory-store";
import { describeStore } from "./store-contract";

describeStore("memory store", () => {
  const disk = createMemoryDisk();
  return { open: async () => openMemoryStore(disk) };
});

test("[TS1] a power cut keeps what was strict and loses what was relaxed and not flushed", async () => {
  const disk = createMemoryDisk();
  const store = openMemoryStore(disk);
  await store.cache.write((transaction) => transaction.put("tables", "flushed", 1));
  disk.flush();
  await store.log.write((transaction) => transaction.put("meta", "strict", 1));
  await store.cache.write((transaction) => transaction.put("tables", "relaxed", 1));
  disk.powerCut();
  const after = openMemoryStore(disk);
  expect(await after.log.read((transaction) => transaction.get("meta", "strict"))).toBe(1);
  expect(await after.cache.read((transaction) => transaction.get("tables", "flushed"))).toBe(1);
  expect(
    await after.cache.read((transaction) => transaction.get("tables", "relaxed")),
  ).toBeUndefined();
});
