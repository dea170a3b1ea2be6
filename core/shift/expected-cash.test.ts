import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor } from "../money/minor";
import {
  computeCashDifference,
  computeExpectedCash,
  type DrawerMovements,
  requireExpectedCash,
} from "./expected-cash";

function drawer(amounts: Partial<Record<keyof DrawerMovements, number>>): DrawerMovements {
  const { floatMinor = 0, cashSalesMinor = 0, cashRefundsMinor = 0 } = amounts;
  return {
    floatMinor: minor(floatMinor),
    cashSalesMinor: minor(cashSalesMinor),
    cashRefundsMinor: minor(cashRefundsMinor),
    paidInMinor: minor(amounts.paidInMinor ?? 0),
    paidOutMinor: minor(amounts.paidOutMinor ?? 0),
  };
}

const DAY = drawer({
  floatMinor: 500_000,
  cashSalesMinor: 1_234_500,
  cashRefundsMinor: 45_000,
  paidInMinor: 10_000,
  paidOutMinor: 300_000,
});

describe("computeExpectedCash", () => {
  it("[SH1] is float and sales less refunds, with what was paid in and out", () => {
    expect(computeExpectedCash(DAY)).toBe(1_399_500);
    expect(computeExpectedCash(drawer({}))).toBe(0);
    expect(computeExpectedCash(drawer({ paidOutMinor: 100 }))).toBe(-100);
  });

  it("[SH1] the difference is counted less expected", () => {
    expect(computeCashDifference(minor(1_399_000), computeExpectedCash(DAY))).toBe(-500);
    expect(computeCashDifference(minor(1_400_000), computeExpectedCash(DAY))).toBe(500);
  });

  it("[SH1] a close with another expected amount is refused", () => {
    expect(() => requireExpectedCash(minor(1_399_500), DAY)).not.toThrow();
    expect(() => requireExpectedCash(minor(1_399_501), DAY)).toThrow(
      expect.objectContaining({ code: "event_totals_mismatch" }),
    );
  });

  it("[SH1] counting what is expected leaves no difference", () => {
    const amount = fc.integer({ min: 0, max: 10 ** 9 });
    fc.assert(
      fc.property(amount, amount, amount, (floatMinor, cashSalesMinor, cashRefundsMinor) => {
        const expected = computeExpectedCash(
          drawer({ floatMinor, cashSalesMinor, cashRefundsMinor }),
        );
        expect(computeCashDifference(expected, expected)).toBe(0);
      }),
      { seed: 20_260_430 },
    );
  });
});
