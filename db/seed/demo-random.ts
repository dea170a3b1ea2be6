export type DemoRandom = {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** One of `items` by weight, or null when all weights are 0. */
  readonly pick: <T>(items: readonly T[], weightOf: (item: T) => number) => T | null;
};

/**
 * A small seeded generator (sfc32), so that a demo is the same on every machine. `keys` separate
 * streams of one seed, for instance one a store and day.
 */
export function createDemoRandom(seed: number, ...keys: readonly (number | string)[]): DemoRandom {
  const next = sfc32(hash32(`${seed}|${keys.join("|")}`));
  const pick = <T>(items: readonly T[], weightOf: (item: T) => number): T | null => {
    // A history draws forty thousand times among hundreds of products: one pass, no closures.
    const sums = new Float64Array(items.length);
    let total = 0;
    let index = 0;
    for (const item of items) {
      total += Math.max(weightOf(item), 0);
      sums[index] = total;
      index += 1;
    }
    if (total === 0) return null;
    const drawn = next() * total;
    return items[sums.findIndex((sum) => drawn < sum)] ?? null;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick,
  };
}

function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

function sfc32(seed: number): () => number {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88 | 0;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  // The first values of neighbouring seeds resemble each other.
  for (let round = 0; round < 15; round += 1) next();
  return next;
}
