import { expect, test } from "vitest";
import { planKills } from "./kill-schedule";

const PLAN = { kills: 50, seed: 7, spanMs: 600_000 };

test("the same seed kills the same at the same instants, another seed does not", () => {
  expect(planKills(PLAN)).toEqual(planKills(PLAN));
  expect(planKills({ ...PLAN, seed: 8 })).not.toEqual(planKills(PLAN));
});

test("kills stand in the order of time, inside the span", () => {
  const instants = planKills(PLAN).map(({ atMs }) => atMs);
  expect(instants).toEqual([...instants].sort((left, right) => left - right));
  expect(instants).toHaveLength(50);
  expect(Math.min(...instants)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...instants)).toBeLessThanOrEqual(PLAN.spanMs);
});

test("three kills meet server, database and browser once each, whatever the seed", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const kinds = planKills({ kills: 3, seed, spanMs: 1_000 }).map(({ kind }) =>
      kind === "postmaster" || kind === "backend" ? "database" : kind,
    );
    expect(kinds.sort()).toEqual(["browser", "database", "server"]);
  }
});

test("a long run kills the postmaster and single backends", () => {
  const kinds = new Set(planKills(PLAN).map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(["backend", "browser", "postmaster", "server"]);
});
