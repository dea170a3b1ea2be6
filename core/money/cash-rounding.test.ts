import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import { DomainError } from "../errors";
import { roundCash, settleTender } from "./cash-rounding";
import { minor, negateMinor } from "./minor";
import type { RoundingMode } from "./mul-div";

const SEED = 20_260_430;

describe("roundCash", () => {
  it.each([
    [1012, 5, 1010, -2],
    [12_350, 100, 12_400, 50],
    [99_950, 100, 100_000, 50],
    [998, 5, 1000, 2],
    [-997, 5, -995, 2],
    [184_549, 100, 184_500, -49],
    [777, 1, 777, 0],
    [2, 5, 0, -2],
  ])("[CR1] rounds %s to steps of %s", (total, increment, payable, rounding) => {
    const got = roundCash(minor(total), minor(increment), "HALF_UP");
    expect(got).toStrictEqual({ payableMinor: payable, roundingMinor: rounding });
  });

  it.each([
    [1996, 10, "HALF_DOWN", 2000],
    [1995, 10, "HALF_DOWN", 1990],
    [1995, 10, "HALF_EVEN", 2000],
    [1999, 10, "FLOOR", 1990],
    [1991, 10, "CEIL", 2000],
    [-1991, 10, "DOWN", -1990],
  ] as [number, number, RoundingMode, number][])(
    "[CR1] rounds %s to steps of %s by %s",
    (total, increment, mode, payable) => {
      expect(roundCash(minor(total), minor(increment), mode).payableMinor).toBe(payable);
    },
  );

  it("[CR1] refuses a step below one minor unit", () => {
    expect(() => roundCash(minor(10), minor(0), "HALF_UP")).toThrow(AssertionError);
  });

  it("[CR3] a refund mirrors the sale and no rounding exceeds half a step", () => {
    const total = fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map(minor);
    fc.assert(
      fc.property(total, fc.constantFrom(1, 5, 10, 50, 100, 1000), (amount, step) => {
        const sale = roundCash(amount, minor(step), "HALF_UP");
        const refund = roundCash(negateMinor(amount), minor(step), "HALF_UP");
        expect(refund.payableMinor + sale.payableMinor).toBe(0);
        expect(sale.payableMinor - amount).toBe(sale.roundingMinor);
        expect(Math.abs(sale.payableMinor % step)).toBe(0);
        expect(Math.abs(sale.roundingMinor) * 2).toBeLessThanOrEqual(step);
      }),
      { seed: SEED },
    );
  });
});

describe("settleTender", () => {
  it("[CR2] rounds only what is left for cash", () => {
    const settled = settleTender({
      totalMinor: minor(5003),
      nonCashMinor: minor(2000),
      incrementMinor: minor(5),
      mode: "HALF_UP",
      tenderedMinor: minor(5000),
    });
    expect(settled).toStrictEqual({
      cashRemainderMinor: 3003,
      cashDueMinor: 3005,
      roundingMinor: 2,
      changeMinor: 1995,
    });
  });

  it("[CR2] rounds the amount due, never the change", () => {
    const settled = settleTender({
      totalMinor: minor(1997),
      nonCashMinor: minor(0),
      incrementMinor: minor(5),
      mode: "HALF_UP",
      tenderedMinor: minor(2000),
    });
    expect(settled.cashDueMinor).toBe(1995);
    expect(settled.changeMinor).toBe(5);
  });

  it.each([
    [0, 1990, "payment_below_total", { missingMinor: 5 }],
    [2001, 0, "payment_above_total", { excessMinor: 4 }],
  ] as const)("[CR2] refuses %s by card and %s in cash for 1997", (card, cash, code, details) => {
    const settle = () =>
      settleTender({
        totalMinor: minor(1997),
        nonCashMinor: minor(card),
        incrementMinor: minor(5),
        mode: "HALF_UP",
        tenderedMinor: minor(cash),
      });
    expect(settle).toThrow(new DomainError(code, details));
  });
});
