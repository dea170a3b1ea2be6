import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor } from "./minor";
import { repayTenders } from "./repay-tenders";

function repay(paid: readonly (readonly [method: string, amount: number])[], refund: number) {
  return repayTenders({
    paid: paid.map(([method, amount]) => ({ method, amountMinor: minor(amount) })),
    refundMinor: minor(refund),
    cashMethod: "cash",
  }).map(({ method, amountMinor }) => [method, amountMinor]);
}

const SPLIT = [
  ["cash", 700],
  ["card", 500],
  ["mpesa", 300],
] as const;

describe("repayTenders", () => {
  it.each([
    ["all of it", 1500, SPLIT],
    ["less than the first card took", 200, [["card", 200]]],
    ["what the others took", 800, SPLIT.slice(1)],
    [
      "some of the cash too",
      900,
      [
        ["cash", 100],
        ["card", 500],
        ["mpesa", 300],
      ],
    ],
    ["nothing", 0, []],
  ])("[RP1] gives back %s: others first, cash the rest", (_, refund, repaid) => {
    expect(repay(SPLIT, refund)).toEqual(repaid);
  });

  it("[RP1] cash alone gives what its rounding had kept", () => {
    expect(repay([["cash", 1570]], 1572)).toEqual([["cash", 1572]]);
    expect(
      repay(
        [
          ["cash", 100],
          ["cash", 50],
        ],
        152,
      ),
    ).toEqual([
      ["cash", 100],
      ["cash", 52],
    ]);
    expect(() => repay([["card", 1570]], 1572)).toThrow(
      expect.objectContaining({ code: "payment_above_total", details: { excessMinor: 2 } }),
    );
  });

  it("[RP1] repays exactly, no other method more than it took, in parts as at once", () => {
    const tender = fc.tuple(
      fc.constantFrom("cash", "card", "mpesa"),
      fc.integer({ min: 1, max: 10 ** 7 }),
    );
    fc.assert(
      fc.property(fc.array(tender, { minLength: 1, maxLength: 5 }), fc.nat(1000), (paid, part) => {
        const total = paid.reduce((sum, [, amount]) => sum + amount, 0);
        const refund = Math.floor((total * part) / 1000);
        const repaid = repay(paid, refund);
        expect(repaid.reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(refund);
        expect(repay(paid, total)).toEqual(paid);
      }),
      { seed: 20_260_430, numRuns: 300 },
    );
  });
});
