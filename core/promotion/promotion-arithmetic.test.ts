import { describe, expect, it } from "vitest";
import { computeArithmetic, promotionArithmeticSchema } from "./promotion-arithmetic";

describe("computeArithmetic", () => {
  it.each([
    ["half away from zero", { kind: "percent", baseMinor: 150, percentPpm: 10_000 }, 2],
    ["below the half", { kind: "percent", baseMinor: 149, percentPpm: 10_000 }, 1],
    [
      "so much a unit",
      { kind: "amount_each", baseMinor: 1000, eachMinor: 50, quantityMilli: 3000 },
      150,
    ],
    [
      "so much a kilogram",
      { kind: "amount_each", baseMinor: 1000, eachMinor: 101, quantityMilli: 355 },
      36,
    ],
    [
      "no more than the base",
      { kind: "amount_each", baseMinor: 100, eachMinor: 50, quantityMilli: 3000 },
      100,
    ],
    [
      "down to a fixed price",
      { kind: "fixed_price", baseMinor: 1000, priceMinor: 200, quantityMilli: 3000 },
      400,
    ],
    [
      "not up to a fixed price",
      { kind: "fixed_price", baseMinor: 1000, priceMinor: 400, quantityMilli: 3000 },
      0,
    ],
    ["a share", { kind: "share", wholeMinor: 100, weightsMinor: [1, 1, 1], index: 0 }, 34],
    ["no such share", { kind: "share", wholeMinor: 100, weightsMinor: [1], index: 1 }, 0],
  ])("[PR8] [PR9] takes %s", (_, arithmetic, amountMinor) => {
    expect(computeArithmetic(promotionArithmeticSchema.parse(arithmetic))).toBe(amountMinor);
  });

  it.each([
    { kind: "percent", baseMinor: -1, percentPpm: 1 },
    { kind: "percent", baseMinor: 1.5, percentPpm: 1 },
    { kind: "percent", baseMinor: 1, percentPpm: 1_000_001 },
    { kind: "share", wholeMinor: 1, weightsMinor: Array(1001).fill(1), index: 0 },
    { kind: "gift", wholeMinor: 1 },
  ])("[PR9] refuses the form %o", (arithmetic) => {
    expect(promotionArithmeticSchema.safeParse(arithmetic).success).toBe(false);
  });
});
