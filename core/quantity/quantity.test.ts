import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import { MINOR_MAX, minor } from "../money/minor";
import {
  formatQuantity,
  lineAmount,
  parseQuantity,
  QUANTITY_MILLI_MAX,
  quantityMilli,
} from "./quantity";

const SEED = 20_260_430;

describe("quantities", () => {
  it.each([
    ["0.625", 625],
    ["6", 6000],
    ["-2", -2000],
    ["0.5", 500],
    ["1.250", 1250],
    ["-0", 0],
    ["1000000000", QUANTITY_MILLI_MAX],
  ])("[QT1] reads %s", (text, milli) => {
    expect(parseQuantity(text)).toStrictEqual(milli);
  });

  it.each(["", "0.6255", "1.", ".5", "+1", "1e2", "1,5", "two", " 1", "1000000000.001", "--1"])(
    "[QT1] refuses %j",
    (text) => {
      expect(parseQuantity(text)).toBeNull();
    },
  );

  it("[QT1] writes the shortest decimal and reads it back", () => {
    expect(formatQuantity(quantityMilli(625))).toBe("0.625");
    expect(formatQuantity(quantityMilli(6000))).toBe("6");
    expect(formatQuantity(quantityMilli(-1500))).toBe("-1.5");
    const milli = fc.integer({ min: -QUANTITY_MILLI_MAX, max: QUANTITY_MILLI_MAX });
    fc.assert(
      fc.property(milli, (value) => {
        expect(parseQuantity(formatQuantity(quantityMilli(value)))).toBe(value);
      }),
      { seed: SEED },
    );
  });

  it.each([0.5, Number.NaN, QUANTITY_MILLI_MAX + 1])("[QT1] is a bug to brand %s", (value) => {
    expect(() => quantityMilli(value)).toThrow(AssertionError);
  });
});

describe("lineAmount", () => {
  it.each([
    [1999, 3000, 5997],
    [12_550, 500, 6275],
    [999, 333, 333],
    [1, 500, 1],
    [1, -500, -1],
    [0, 7000, 0],
  ])("[QT2] prices %s times %s thousandths", (price, milli, amount) => {
    expect(lineAmount(minor(price), quantityMilli(milli), "HALF_UP")).toBe(amount);
  });

  it.each([
    [1299, 456, 592],
    [89_900, 355, 31_915],
    [12_000, 1, 12],
  ])("[QT3] prices %s a kilogram times %s grams", (price, grams, amount) => {
    expect(lineAmount(minor(price), quantityMilli(grams), "HALF_UP")).toBe(amount);
  });

  it("[QT2] stays exact at the edge of the range", () => {
    expect(lineAmount(minor(MINOR_MAX), quantityMilli(1000), "HALF_UP")).toBe(MINOR_MAX);
    expect(lineAmount(minor(MINOR_MAX - 1), quantityMilli(999), "HALF_UP")).toBe(
      Number((BigInt(MINOR_MAX - 1) * 999n + 500n) / 1000n),
    );
    expect(() => lineAmount(minor(MINOR_MAX), quantityMilli(1001), "HALF_UP")).toThrow(
      AssertionError,
    );
  });
});
