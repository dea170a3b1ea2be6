import type { SeedOutcome } from "./run-seed";

/** What many runs came to; tallies of several processes add up. */
export type Tally = {
  seeds: number;
  events: number;
  acknowledged: number;
  atRisk: number;
  steps: number;
  hits: Record<string, number>;
  violations: { seed: number; invariant: string; detail: string }[];
};

export function emptyTally(): Tally {
  return { seeds: 0, events: 0, acknowledged: 0, atRisk: 0, steps: 0, hits: {}, violations: [] };
}

export function addOutcome(tally: Tally, outcome: SeedOutcome): void {
  tally.seeds += 1;
  tally.events += outcome.events;
  tally.acknowledged += outcome.acknowledged.length;
  tally.atRisk += outcome.atRisk.length;
  tally.steps += outcome.steps;
  for (const [hit, times] of outcome.hits) tally.hits[hit] = (tally.hits[hit] ?? 0) + times;
  const [first] = outcome.violations;
  if (first) tally.violations.push({ seed: outcome.seed, ...first });
}

export function addTally(into: Tally, from: Tally): void {
  into.seeds += from.seeds;
  into.events += from.events;
  into.acknowledged += from.acknowledged;
  into.atRisk += from.atRisk;
  into.steps += from.steps;
  for (const [hit, times] of Object.entries(from.hits)) {
    into.hits[hit] = (into.hits[hit] ?? 0) + times;
  }
  into.violations.push(...from.violations);
  into.violations.sort((left, right) => left.seed - right.seed);
}
