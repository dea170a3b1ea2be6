/** A stream of chance that a seed fixes for ever, and nothing else. */
export type Chance = {
  /** 0 ≤ x < 1. */
  readonly next: () => number;
  /** Whole, from 0 to below `bound`. */
  readonly below: (bound: number) => number;
  /** Whole, both ends included. */
  readonly between: (low: number, high: number) => number;
  readonly happens: (probability: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  /** A UUID in the form of version 7, ordered by nothing. */
  readonly uuid: () => string;
};

/** @param seed any whole number; neighbouring seeds give unrelated streams. */
export function createChance(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0;
  function word(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
  for (let warmUp = 0; warmUp < 4; warmUp += 1) word();
  const next = () => word() / 4_294_967_296;
  const below = (bound: number) => Math.floor(next() * bound);
  const hex = () => word().toString(16).padStart(8, "0");
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    happens: (probability) => next() < probability,
    pick: <Value>(values: readonly Value[]) => values[below(values.length)] as Value,
    uuid() {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-7${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}
