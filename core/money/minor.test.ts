import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import {
  addMinor,
  MINOR_MAX,
  minor,
  negateMinor,
  subtractMinor,
  sumMinor,
  ZERO_MINOR,
} from "./minor";

const SEED = 20_260_430;

describe("minor", () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, MINOR_MAX + 1, -MINOR_MAX - 1])(
    "[MN1] refuses %s",
    (amount) => {
      expect(() => minor(amount)).toThrow(AssertionError);
    },
  );

  it.each([0, 1, -1, MINOR_MAX, -MINOR_MAX])("[MN1] takes %s", (amount) => {
    expect(minor(amount)).toBe(amount);
  });

  it("[MN1] never yields a negative zero", () => {
    expect(Object.is(minor(-0), 0)).toBe(true);
    expect(Object.is(negateMinor(ZERO_MINOR), 0)).toBe(true);
    expect(Object.is(subtractMinor(minor(5), minor(5)), 0)).toBe(true);
  });

  it("[MN2] adds and subtracts exactly at the edge of the range", () => {
    expect(addMinor(minor(MINOR_MAX - 1), minor(1))).toBe(MINOR_MAX);
    expect(subtractMinor(minor(1 - MINOR_MAX), minor(1))).toBe(-MINOR_MAX);
    expect(() => addMinor(minor(MINOR_MAX), minor(1))).toThrow(AssertionError);
  });

  it("[MN2] a sum does not depend on the order of its parts", () => {
    const amounts = fc.array(fc.integer({ min: -(2 ** 44), max: 2 ** 44 }).map(minor), {
      maxLength: 100,
    });
    fc.assert(
      fc.property(amounts, (list) => {
        expect(sumMinor([...list].reverse())).toBe(sumMinor(list));
        expect(BigInt(sumMinor(list))).toBe(list.reduce((sum, each) => sum + BigInt(each), 0n));
      }),
      { seed: SEED },
    );
  });
});
