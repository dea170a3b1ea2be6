import { describe, expect, test } from "vitest";
import { patchedSource } from "./bundle";
import { listBlind } from "./describe-hits";
import { FAULTS } from "./faults";
import { createModelDatabase, UniqueViolation } from "./model-database";
import { createModelStreams } from "./model-streams";
import { MUTANTS } from "./mutants";
import { runSeed } from "./run-seed";

describe("a run", () => {
  test("is the same for the same seed, and nothing is violated in it", async () => {
    const [first, second] = [await runSeed(11), await runSeed(11)];
    expect(second).toEqual(first);
    expect(first.violations).toEqual([]);
    expect(first.acknowledged.length).toBeGreaterThan(0);
  }, 30_000);
});

describe("the model's database", () => {
  test("undoes a transaction, and a savepoint alone", async () => {
    const { tables, insert, transact, attempt } = createModelDatabase();
    const refused = transact(async () => {
      insert(tables.eventIds, "a", "1");
      throw new Error("no");
    });
    await expect(refused).rejects.toThrow("no");
    expect(tables.eventIds.size).toBe(0);
    await transact(async () => {
      insert(tables.eventIds, "a", "1");
      const inner = attempt(async () => {
        insert(tables.eventIds, "b", "2");
        insert(tables.eventIds, "a", "3");
      });
      await expect(inner).rejects.toThrow(UniqueViolation);
    });
    expect([...tables.eventIds]).toEqual([["a", "1"]]);
  });

  test("goes back to a backup", async () => {
    const database = createModelDatabase();
    const { tables } = database;
    tables.inbox.set("t", new Map());
    const backup = database.backUp();
    tables.inbox.get("t")?.set(1, {} as never);
    tables.eventIds.set("a", "1");
    database.restore(backup);
    expect(tables.inbox.get("t")?.size).toBe(0);
    expect(tables.eventIds.size).toBe(0);
  });
});

describe("the model's change streams", () => {
  const row = (id: string, body: unknown) => ({ entity: "product" as const, id, body });
  const page = { limit: 10, serverTime: "2026-04-30T06:00:00.000Z" };

  test("show nothing of a writer before it commits, and nothing behind it either", () => {
    const streams = createModelStreams("i");
    streams.write([row("a", 1)]);
    const { token } = streams.read({ ...page, token: null });
    const commit = streams.open([row("b", 2)]);
    streams.write([row("c", 3)]);
    expect(streams.read({ ...page, token }).changes).toEqual([]);
    commit();
    const later = streams.read({ ...page, token });
    expect(later.changes.map(({ id, revision }) => [id, revision])).toEqual([
      ["b", 2],
      ["c", 3],
    ]);
  });

  test("go on page by page, tell of tombstones, and begin anew after a restore", () => {
    const streams = createModelStreams("i");
    streams.write([row("a", 1), row("b", 2)]);
    const first = streams.read({ ...page, token: null, limit: 1 });
    expect(first).toMatchObject({ complete: false, changes: [{ id: "a" }] });
    const backup = streams.backUp();
    streams.write([row("a", null)]);
    const rest = streams.read({ ...page, token: first.token });
    expect(rest.changes.map(({ id, body }) => [id, body])).toEqual([
      ["b", 2],
      ["a", null],
    ]);
    streams.restore(backup, "j");
    expect(streams.read({ ...page, token: rest.token })).toMatchObject({ restart: true });
    expect([...streams.live().keys()]).toEqual(["product/a", "product/b"]);
  });
});

describe("what a run tells", () => {
  test("names the faults that never struck", () => {
    expect(listBlind({})).toEqual(FAULTS);
    const all = Object.fromEntries(FAULTS.map((fault) => [`${fault} push`, 1]));
    expect(listBlind(all)).toEqual([]);
  });

  test.each(MUTANTS)("a mutant still finds its place: $name", (mutant) => {
    expect(patchedSource(mutant)).toContain(mutant.replace);
  });
});
