import { describe, expect, it } from "vitest";
import { exchangeMoney } from "./exchange";
import { minor } from "./minor";

describe("exchangeMoney", () => {
  it("[FX1] multiplies by the exact rate and rounds once, half away from zero", () => {
    const worth = (amount: number, rate: string, from = "USD", to = "KES") =>
      exchangeMoney(minor(amount), { rate, from, to });
    expect(worth(5000, "129.35")).toBe(646_750);
    expect(worth(1, "129.35")).toBe(129);
    expect(worth(10, "129.35")).toBe(1294);
    expect(worth(-10, "129.35")).toBe(-1294);
    expect(worth(1, "0.5")).toBe(1);
    expect(worth(100, "0.008", "JPY", "USD")).toBe(80);
    expect(worth(1000, "7.5", "KWD", "JPY")).toBe(8);
    expect(worth(2 ** 50, "1")).toBe(2 ** 50);
  });

  it("[FX1] refuses a rate that is no decimal above 0", () => {
    for (const rate of ["0", "0.000", "", "-1", "1e3", "1,5", "1234567890"]) {
      expect(() => exchangeMoney(minor(1), { rate, from: "USD", to: "KES" })).toThrow(
        "invalid_rate",
      );
    }
  });
});
