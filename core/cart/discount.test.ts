import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import { DomainError } from "../errors";
import { minor, sumMinor } from "../money/minor";
import { ratePpm } from "../tax/rate";
import {
  allocateOrderDiscount,
  capLineDiscount,
  computePercentDiscount,
  requireDiscountWithin,
} from "./discount";

const SEED = 20_260_430;
const minors = (amounts: readonly number[]) => amounts.map((amount) => minor(amount));

describe("line discounts", () => {
  it.each([
    [1000, 250, 250],
    [1000, 1200, 1000],
    [-1000, 250, -250],
    [-1000, 1200, -1000],
    [0, 50, 0],
  ])("[CT3] caps the discount of a line of %s: %s", (subtotal, discount, expected) => {
    expect(capLineDiscount(minor(subtotal), minor(discount))).toStrictEqual(expected);
  });

  it("[CT3] is a bug to state a discount below zero", () => {
    expect(() => capLineDiscount(minor(100), minor(-1))).toThrow(AssertionError);
    expect(() => allocateOrderDiscount([minor(100)], minor(-1))).toThrow(AssertionError);
  });

  it("[CT3] refuses a discount from outside that exceeds its amount", () => {
    expect(() => requireDiscountWithin(minor(-100), minor(100))).not.toThrow();
    expect(() => requireDiscountWithin(minor(100), minor(101))).toThrow(
      new DomainError("discount_exceeds_amount", { amountMinor: 100, discountMinor: 101 }),
    );
  });
});

describe("order discounts", () => {
  it.each([
    [[1099, 499, 250], 500, [297, 135, 68]],
    [[12_500, 9999, 450], 2869, [1563, 1250, 56]],
    [[1190, 1070], 226, [119, 107]],
    [[500, 500], 1, [1, 0]],
    [[300, 200], 900, [300, 200]],
    [[-1099, -499, -250], 500, [-297, -135, -68]],
    [[1000, -400, 600], 300, [188, 0, 112]],
    [[400, -1000], 300, [0, -300]],
    [[500, -500], 300, [0, 0]],
    [[], 300, []],
  ])("[CT4] splits over %j a discount of %s", (amounts, discount, parts) => {
    expect(allocateOrderDiscount(minors(amounts), minor(discount))).toStrictEqual(parts);
  });

  it("[CT4] the parts add up to the discount, capped, and none exceeds its line", () => {
    const amounts = fc.array(fc.integer({ min: -(10 ** 7), max: 10 ** 7 }), { maxLength: 20 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10 ** 8 }), (values, discount) => {
        const lines = minors(values);
        const parts = allocateOrderDiscount(lines, minor(discount));
        const sum = sumMinor(lines);
        expect(Math.abs(sumMinor(parts))).toBe(Math.min(discount, Math.abs(sum)));
        parts.forEach((part, index) => {
          const line = lines[index] ?? minor(0);
          expect(Math.abs(part)).toBeLessThanOrEqual(Math.abs(line));
          expect(part * line).toBeGreaterThanOrEqual(0);
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it.each([
    [1485, 100_000, 149],
    [22_949, 125_000, 2869],
    [-1485, 100_000, -149],
    [999, 0, 0],
    [999, 1_000_000, 999],
  ])("[CT5] takes of %s the rate %s ppm, rounded once", (amount, ppm, expected) => {
    expect(computePercentDiscount(minor(amount), ratePpm(ppm), "HALF_UP")).toBe(expected);
  });
});
