import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import { MINOR_MAX } from "./minor";
import { mulDiv, ROUNDING_MODES, type RoundingMode, roundDecimal } from "./mul-div";

const SEED = 20_260_430;
const amount = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger().filter((value) => Math.abs(value) <= MINOR_MAX),
  fc.constantFrom(MINOR_MAX, -MINOR_MAX, MINOR_MAX - 1),
);
const mode = fc.constantFrom(...ROUNDING_MODES);

describe("mulDiv", () => {
  // Columns: half up, half down, half even, floor, ceil, down, up, half ceil, half floor.
  it.each([
    [5, 2, [3, 2, 2, 2, 3, 2, 3, 3, 2]],
    [-5, 2, [-3, -2, -2, -3, -2, -2, -3, -2, -3]],
    [7, 2, [4, 3, 4, 3, 4, 3, 4, 4, 3]],
    [-7, 2, [-4, -3, -4, -4, -3, -3, -4, -3, -4]],
    [1, 3, [0, 0, 0, 0, 1, 0, 1, 0, 0]],
    [-1, 3, [0, 0, 0, -1, 0, 0, -1, 0, 0]],
    [2, 3, [1, 1, 1, 0, 1, 0, 1, 1, 1]],
    [-2, 3, [-1, -1, -1, -1, 0, 0, -1, -1, -1]],
    [6, 3, [2, 2, 2, 2, 2, 2, 2, 2, 2]],
  ] as const)("[RD1] rounds %s / %s in every mode", (dividend, divisor, expected) => {
    expect(ROUNDING_MODES.map((each) => mulDiv(dividend, 1, divisor, each))).toEqual(expected);
  });

  it("[RD1] is exact where the product leaves the safe integers", () => {
    expect(mulDiv(MINOR_MAX, 999_999_999_999, 1_000_000_000_000, "HALF_UP")).toBe(MINOR_MAX - 2252);
    expect(mulDiv(MINOR_MAX, MINOR_MAX, MINOR_MAX, "DOWN")).toBe(MINOR_MAX);
    expect(mulDiv(MINOR_MAX - 1, 1_160_000, 1_160_000, "CEIL")).toBe(MINOR_MAX - 1);
  });

  it.each([
    [0.5, 1, 1],
    [1, 0.5, 1],
    [1, 1, 0],
    [1, 1, -2],
    [1, 1, 0.5],
    [MINOR_MAX, MINOR_MAX, 1],
  ])("[RD1] refuses %s x %s / %s", (value, numerator, denominator) => {
    expect(() => mulDiv(value, numerator, denominator, "HALF_UP")).toThrow(AssertionError);
  });

  it("[RD1] lands next to the exact quotient, on the side the mode names", () => {
    fc.assert(
      fc.property(
        amount,
        fc.integer({ min: -2_000_000, max: 2_000_000 }),
        fc.integer({ min: 1, max: 11_000_000 }),
        mode,
        (value, numerator, denominator, rounding) => {
          const exact = BigInt(value) * BigInt(numerator);
          if (exact / BigInt(denominator) > BigInt(Number.MAX_SAFE_INTEGER) - 1n) return;
          if (exact / BigInt(denominator) < -BigInt(Number.MAX_SAFE_INTEGER) + 1n) return;
          const got = mulDiv(value, numerator, denominator, rounding);
          expect(Object.is(got, -0)).toBe(false);
          // Distance of the result above the exact quotient, times the denominator.
          const above = BigInt(got) * BigInt(denominator) - exact;
          expectSide(above, exact, { divisor: BigInt(denominator), rounding, got });
        },
      ),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it("[RD3] mirrors around zero: what leans to zero or away from it keeps the sign, floor and ceil swap", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 1_000_000 }), mode, (value, by, rounding) => {
        const mirrored: Record<string, RoundingMode> = {
          FLOOR: "CEIL",
          CEIL: "FLOOR",
          HALF_FLOOR: "HALF_CEIL",
          HALF_CEIL: "HALF_FLOOR",
        };
        const there = mulDiv(value, 160_000, by + 160_000, rounding);
        const back = mulDiv(-value, 160_000, by + 160_000, mirrored[rounding] ?? rounding);
        expect(back + there).toBe(0);
      }),
      { seed: SEED },
    );
  });
});

type Side = { divisor: bigint; rounding: RoundingMode; got: number };

function expectSide(above: bigint, exact: bigint, { divisor, rounding, got }: Side): void {
  const distance = above < 0n ? -above : above;
  expect(distance < divisor).toBe(true);
  const isHalf = rounding.startsWith("HALF");
  if (isHalf) expect(distance * 2n <= divisor).toBe(true);
  if (distance === 0n || (isHalf && distance * 2n !== divisor)) return;
  const isAwayFromZero = exact < 0n ? above < 0n : above > 0n;
  const lean = rounding.replace("HALF_", "");
  if (lean === "EVEN") expect(Math.abs(got % 2)).toBe(0);
  if (lean === "FLOOR" || lean === "CEIL") expect(above > 0n).toBe(lean === "CEIL");
  if (lean === "DOWN" || lean === "UP") expect(isAwayFromZero).toBe(lean === "UP");
}

describe("roundDecimal", () => {
  it.each([
    ["2.5", [3, 2, 2, 2, 3, 2, 3, 3, 2]],
    ["-2.5", [-3, -2, -2, -3, -2, -2, -3, -2, -3]],
    ["100.5", [101, 100, 100, 100, 101, 100, 101, 101, 100]],
    ["3.5000000000000000000001", [4, 4, 4, 3, 4, 3, 4, 4, 4]],
    ["-0.4", [0, 0, 0, -1, 0, 0, -1, 0, 0]],
    ["12", [12, 12, 12, 12, 12, 12, 12, 12, 12]],
    [
      "9007199254740990.5",
      [
        9007199254740991, 9007199254740990, 9007199254740990, 9007199254740990, 9007199254740991,
        9007199254740990, 9007199254740991, 9007199254740991, 9007199254740990,
      ],
    ],
  ] as const)("[RD2] rounds %s in every mode", (text, expected) => {
    const got = ROUNDING_MODES.map((each) => roundDecimal(text, each));
    expect(got).toEqual(expected);
    expect(got.some((value) => Object.is(value, -0))).toBe(false);
  });

  it.each(["", "1.", ".5", "1e3", "+1", "1,5", " 1", "9007199254740993"])(
    "[RD2] refuses %j",
    (text) => {
      expect(() => roundDecimal(text, "HALF_UP")).toThrow(AssertionError);
    },
  );
});
