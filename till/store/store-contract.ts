import { describe, expect, test } from "vitest";
import type { TillStore } from "./till-store";

/** A browser profile: several windows open it, and it outlives them. */
export type StoreProfile = { readonly open: () => Promise<TillStore> };

/** What every store must do [TS2]; run over memory and over IndexedDB. */
export function describeStore(name: string, makeProfile: () => StoreProfile): void {
  describe(name, () => {
    describeValues(makeProfile);
    describeTransactions(makeProfile);
    describeLifetime(makeProfile);
  });
}

function describeValues(makeProfile: () => StoreProfile): void {
  test("keeps values of any shape under text and pair keys", async () => {
    const { log } = await makeProfile().open();
    const value = { text: "mkate", list: [1, { deep: null }], map: new Map([["a", 1]]) };
    await log.write(async (transaction) => {
      await transaction.put("meta", "one", value);
      await transaction.put("outbox", ["t", 7], 7);
    });
    expect(await log.read((transaction) => transaction.get("meta", "one"))).toEqual(value);
    expect(await log.read((transaction) => transaction.get("outbox", ["t", 7]))).toBe(7);
    expect(await log.read((transaction) => transaction.get("meta", "two"))).toBeUndefined();
  });

  test("what is read back is a copy", async () => {
    const { log } = await makeProfile().open();
    const value = { lines: ["a"] };
    await log.write((transaction) => transaction.put("meta", "one", value));
    value.lines.push("b");
    const read = await log.read((transaction) =>
      transaction.get<{ lines: string[] }>("meta", "one"),
    );
    expect(read).toEqual({ lines: ["a"] });
  });

  test("lists a range in key order, either way, no more than asked", async () => {
    const { log } = await makeProfile().open();
    await log.write(async (transaction) => {
      for (const sequence of [10, 2, 1, 3]) {
        await transaction.put("outbox", ["t", sequence], sequence);
      }
      await transaction.put("outbox", ["s", 99], 99);
      await transaction.put("outbox", ["u", 1], -1);
    });
    const list = (range: object) =>
      log.read(async (transaction) =>
        (await transaction.list<number>("outbox", range)).map((entry) => entry.value),
      );
    expect(await list({ after: ["t", 1], through: ["t", 10] })).toEqual([2, 3, 10]);
    expect(await list({ after: ["t", 1], through: ["t", 10], limit: 2 })).toEqual([2, 3]);
    expect(
      await list({ after: ["t", 0], through: ["t", 99], limit: 2, newestFirst: true }),
    ).toEqual([10, 3]);
    expect(await list({})).toEqual([99, 1, 2, 3, 10, -1]);
    expect(await list({ through: ["t", 1] })).toEqual([99, 1]);
    expect(await list({ after: ["t", 10] })).toEqual([-1]);
  });
}

function describeTransactions(makeProfile: () => StoreProfile): void {
  test("[TS2] a transaction that throws writes nothing", async () => {
    const { log } = await makeProfile().open();
    await log.write((transaction) => transaction.put("meta", "kept", 1));
    await expect(
      log.write(async (transaction) => {
        await transaction.put("meta", "kept", 2);
        await transaction.put("meta", "new", 2);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await log.read((transaction) => transaction.get("meta", "kept"))).toBe(1);
    expect(await log.read((transaction) => transaction.get("meta", "new"))).toBeUndefined();
  });

  test("a value that cannot be kept fails the whole transaction", async () => {
    const { log } = await makeProfile().open();
    await expect(
      log.write(async (transaction) => {
        await transaction.put("meta", "fine", 1);
        await transaction.put("meta", "broken", () => 1);
      }),
    ).rejects.toThrow();
    expect(await log.read((transaction) => transaction.get("meta", "fine"))).toBeUndefined();
  });

  test("[TS2] overlapping transactions of two windows take turns", async () => {
    const profile = makeProfile();
    const windows = [await profile.open(), await profile.open()];
    const raise = (store: TillStore | undefined) =>
      store?.log.write(async (transaction) => {
        const next = ((await transaction.get<number>("counters", "n")) ?? 0) + 1;
        await transaction.put("counters", "n", next);
        return next;
      });
    const taken = await Promise.all(
      Array.from({ length: 100 }, (_, turn) => raise(windows[turn % 2])),
    );
    expect([...taken].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 100 }, (_, turn) => turn + 1),
    );
  });
}

function describeLifetime(makeProfile: () => StoreProfile): void {
  test("deletes one or all", async () => {
    const { cache } = await makeProfile().open();
    await cache.write(async (transaction) => {
      await transaction.put("chunks", "a", 1);
      await transaction.put("chunks", "b", 2);
      await transaction.put("tables", "c", 3);
      await transaction.delete("chunks", "a");
    });
    const keys = () => cache.read((transaction) => transaction.list("chunks"));
    expect((await keys()).map((entry) => entry.key)).toEqual(["b"]);
    await cache.write((transaction) => transaction.clear("chunks"));
    expect(await keys()).toEqual([]);
    expect(await cache.read((transaction) => transaction.get("tables", "c"))).toBe(3);
  });

  test("outlives its window", async () => {
    const profile = makeProfile();
    const first = await profile.open();
    await first.log.write((transaction) => transaction.put("meta", "kept", 1));
    first.log.close();
    const second = await profile.open();
    expect(await second.log.read((transaction) => transaction.get("meta", "kept"))).toBe(1);
  });
}
