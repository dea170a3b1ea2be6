import { newRandom, type Random } from "../factories/random-promotions";

/** A seeded source of what a random cart is made of: the same seed gives the same cart. */
export class Chance {
  readonly random: Random;
  private readonly seed: number;
  private readonly index: number;
  private idCount = 0;

  constructor(seed: number, index: number) {
    this.random = newRandom(mixSeed(seed, index));
    this.seed = seed;
    this.index = index;
  }

  /** True this often. */
  is(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number, both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.integer(0, values.length - 1)];
    if (value === undefined) throw new Error("there is nothing to pick from");
    return value;
  }

  /** Counted, not drawn: among millions of drawn ones two would be the same. */
  uuid(): string {
    this.idCount += 1;
    const hex = (number: number, digits: number) => number.toString(16).padStart(digits, "0");
    return `${hex(this.seed, 8)}-${hex(this.idCount, 4)}-4000-8000-${hex(this.index, 12)}`;
  }

  list<Value>(length: number, make: (index: number) => Value): Value[] {
    return Array.from({ length }, (_, index) => make(index));
  }
}

/** A seed for one thing out of many, far from those of its neighbours. */
export function mixSeed(seed: number, index: number): number {
  let mixed = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
