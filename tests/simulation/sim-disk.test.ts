import { expect, test } from "vitest";
import type { TillDatabase } from "../../till/store/till-store";
import {
  copyDisk,
  createSimDisk,
  cutPower,
  type DiskUser,
  openCache,
  openLog,
  peek,
  type SimDisk,
} from "./sim-disk";

type Page = DiskUser & { readonly life: { isAlive: boolean; nowMs: number } };

function page(reach: DiskUser["reach"] = () => null): Page {
  const life = { isAlive: true, nowMs: 0 };
  return {
    life,
    isAlive: () => life.isAlive,
    nowMs: () => life.nowMs,
    flushDelayMs: () => 3_000,
    reach,
  };
}

const put = (database: TillDatabase, key: string, value: unknown) =>
  database.write((transaction) => transaction.put("meta", key, value));

const kept = (disk: SimDisk, key: string) => peek(disk.log, "meta", key);

test("the log outlives a power cut, the cache loses its last seconds", async () => {
  const disk = createSimDisk();
  const user = page();
  const [log, cache] = [openLog(disk, user), openCache(disk, user)];
  await put(log, "sale", 1);
  await put(cache, "old", 1);
  user.life.nowMs = 4_000;
  await put(cache, "young", 1);
  cutPower(disk, 4_500);
  expect(kept(disk, "sale")).toBe(1);
  expect(peek(disk.cache, "meta", "old")).toBe(1);
  expect(peek(disk.cache, "meta", "young")).toBeUndefined();
});

test("a transaction that throws writes nothing, and the next one runs", async () => {
  const disk = createSimDisk();
  const log = openLog(disk, page());
  const failed = log.write(async (transaction) => {
    await transaction.put("meta", "half", 1);
    throw new Error("changed my mind");
  });
  await expect(failed).rejects.toThrow("changed my mind");
  await put(log, "whole", 2);
  expect(kept(disk, "half")).toBeUndefined();
  expect(kept(disk, "whole")).toBe(2);
});

test.each([
  ["log.before_write", undefined],
  ["log.before_commit", undefined],
  ["log.committed", 1],
] as const)("a page that dies at %s hears nothing more, and the disk goes on", async (at, left) => {
  const disk = createSimDisk();
  const user = page((moment) => {
    if (moment === at) user.life.isAlive = false;
    return null;
  });
  let heard = false;
  void put(openLog(disk, user), "sale", 1).then(() => {
    heard = true;
  });
  await put(openLog(disk, page()), "other", 2);
  expect(heard).toBe(false);
  expect(kept(disk, "sale")).toBe(left);
  expect(kept(disk, "other")).toBe(2);
});

test("transactions of two windows take turns, also when the first is slow", async () => {
  const disk = createSimDisk();
  let release: () => void = () => undefined;
  const slow = page((moment) =>
    moment === "log.before_commit"
      ? new Promise((resolve) => {
          release = resolve;
        })
      : null,
  );
  const raise = (database: TillDatabase) =>
    database.write(async (transaction) => {
      const next = ((await transaction.get<number>("meta", "n")) ?? 0) + 1;
      await transaction.put("meta", "n", next);
      return next;
    });
  const first = raise(openLog(disk, slow));
  const second = raise(openLog(disk, page()));
  await new Promise(setImmediate);
  expect(kept(disk, "n")).toBeUndefined();
  release();
  expect(await Promise.all([first, second])).toEqual([1, 2]);
});

test("a copy of a disk goes its own way", async () => {
  const disk = createSimDisk();
  await put(openLog(disk, page()), "n", 1);
  const copy = copyDisk(disk);
  await put(openLog(disk, page()), "n", 2);
  expect(kept(copy, "n")).toBe(1);
});

test("lists pairs in key order, either way, no more than asked", async () => {
  const log = openLog(createSimDisk(), page());
  await log.write(async (transaction) => {
    for (const sequence of [10, 2, 1, 3]) {
      await transaction.put("outbox", ["t", sequence], sequence);
    }
    await transaction.put("outbox", ["s", 99], 99);
  });
  const list = (range: object) =>
    log.read(async (transaction) =>
      (await transaction.list<number>("outbox", range)).map(({ value }) => value),
    );
  expect(await list({ after: ["t", 1], through: ["t", 10] })).toEqual([2, 3, 10]);
  expect(await list({ after: ["t", 0], limit: 2, newestFirst: true })).toEqual([10, 3]);
});
