import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import { allocate, allocateExact } from "./allocate";
import { MINOR_MAX, minor, negateMinor, sumMinor } from "./minor";

const SEED = 20_260_430;
const total = fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map(minor);
const weights = fc.array(fc.integer({ min: 0, max: 10 ** 7 }), { minLength: 1, maxLength: 20 });

describe("allocate", () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [1000, [1999, 2999, 4999], [200, 300, 500]],
    [500, [1099, 499, 250], [297, 135, 68]],
    [2869, [12_500, 9999, 450], [1563, 1250, 56]],
    [7, [0, 3, 0, 4], [0, 3, 0, 4]],
    [1, [1, 1000], [0, 1]],
    [0, [5, 5], [0, 0]],
  ])("[AL1] splits %s over %j", (amount, by, parts) => {
    expect(allocate(minor(amount), by)).toEqual(parts);
  });

  it("[AL2] gives the units left over to the lowest index among equal remainders", () => {
    expect(allocate(minor(5), [1, 1, 1, 1])).toEqual([2, 1, 1, 1]);
    expect(allocate(minor(22), [105, 105, 105])).toEqual([8, 7, 7]);
  });

  it("[AL3] splits a negative total as the mirror of the positive one", () => {
    expect(allocate(minor(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(minor(-100), [-1, -1, -1])).toEqual([-34, -33, -33]);
  });

  it("[AL4] gives nothing to weights that are all zero, and no weights no parts", () => {
    expect(allocate(minor(100), [0, 0])).toEqual([0, 0]);
    expect(allocate(minor(100), [])).toEqual([]);
  });

  it("[AL1] stays exact at the edge of the range", () => {
    const parts = allocate(minor(MINOR_MAX), [MINOR_MAX, MINOR_MAX, MINOR_MAX - 1]);
    expect(sumMinor(parts)).toBe(MINOR_MAX);
  });

  it.each([[[1, -1]], [[0.5]], [[Number.NaN]]])("[AL1] refuses the weights %j", (by) => {
    expect(() => allocate(minor(10), by)).toThrow(AssertionError);
  });

  it("[AL1] [AL2] [AL3] is the same with and without BigInt", () => {
    const small = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
    const sign = fc.constantFrom(1, -1);
    fc.assert(
      fc.property(total, fc.oneof(weights, small), sign, (amount, by, direction) => {
        const signed = by.map((weight) => weight * direction + 0);
        expect(allocate(amount, signed)).toStrictEqual(allocateExact(amount, signed.map(BigInt)));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("[AL1] the parts add up and each is within one unit of its exact share", () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        const weightSum = by.reduce((sum, weight) => sum + weight, 0);
        fc.pre(weightSum > 0);
        const parts = allocate(amount, by);
        expect(sumMinor(parts)).toBe(amount);
        parts.forEach((part, index) => {
          const gap = BigInt(part) * BigInt(weightSum) - BigInt(amount) * BigInt(by[index] ?? 0);
          expect((gap < 0n ? -gap : gap) < BigInt(weightSum)).toBe(true);
        });
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("[AL2] a larger weight never gets less, and of equal weights the earlier gets no less", () => {
    fc.assert(
      fc.property(
        total.map((amount) => minor(Math.abs(amount))),
        weights,
        (amount, by) => {
          const parts = allocate(amount, by);
          by.forEach((weight, index) => {
            by.slice(index + 1).forEach((other, offset) => {
              const [part = 0, otherPart = 0] = [parts[index], parts[index + 1 + offset]];
              if (weight >= other) expect(part).toBeGreaterThanOrEqual(otherPart);
              else expect(part).toBeLessThanOrEqual(otherPart);
            });
          });
        },
      ),
      { seed: SEED },
    );
  });

  it("[AL3] splitting the negative is the negative of the split", () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        expect(allocate(negateMinor(amount), by)).toEqual(allocate(amount, by).map(negateMinor));
      }),
      { seed: SEED },
    );
  });
});

describe("allocateExact", () => {
  it("[AL1] takes weights beyond 2^53 and of both signs", () => {
    expect(allocateExact(minor(5520), [2n * 10n ** 24n, 352n * 10n ** 22n])).toEqual([2000, 3520]);
    expect(allocateExact(minor(100), [300n, -100n])).toEqual([150, -50]);
    expect(allocateExact(minor(100), [-300n, 100n])).toEqual([150, -50]);
  });
});
