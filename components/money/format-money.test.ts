import { describe, expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { formatMoney, moneyParts } from "./format-money";

const KES = { currency: "KES", locale: "en-KE" };

describe("formatMoney", () => {
  test.each([
    [184_500, "1,845.00"],
    [0, "0.00"],
    [5, "0.05"],
    [-3000, "\u221230.00"],
    [123_456_789_01, "123,456,789.01"],
  ])("%d minor units of KES read %s", (amount, text) => {
    expect(formatMoney(minor(amount), KES)).toBe(text);
  });

  test("the largest amount keeps every digit", () => {
    expect(formatMoney(minor(2 ** 51), KES)).toBe("22,517,998,136,852.48");
  });

  test("the currency decides the decimals", () => {
    expect(formatMoney(minor(1845), { ...KES, currency: "UGX" })).toBe("1,845");
    expect(formatMoney(minor(1845), { ...KES, currency: "KWD" })).toBe("1.845");
  });

  test("the locale decides grouping and decimal sign", () => {
    expect(formatMoney(minor(184_550), { currency: "EUR", locale: "de-DE" })).toBe("1.845,50");
    expect(formatMoney(minor(184_550), { ...KES, locale: "sw-KE" })).toBe("1,845.50");
  });

  test("cents may be left out when there are none, or always", () => {
    expect(formatMoney(minor(184_500), { ...KES, cents: "if-any" })).toBe("1,845");
    expect(formatMoney(minor(184_000), { ...KES, cents: "if-any" })).toBe("1,840");
    expect(formatMoney(minor(184_550), { ...KES, cents: "if-any" })).toBe("1,845.50");
    expect(formatMoney(minor(184_550), { ...KES, cents: "never" })).toBe("1,846");
    expect(formatMoney(minor(-184_550), { ...KES, cents: "never" })).toBe("\u22121,846");
    expect(formatMoney(minor(-40), { ...KES, cents: "never" })).toBe("0");
  });

  test("a plus is shown on request, never on zero", () => {
    expect(formatMoney(minor(100), { ...KES, sign: "always" })).toBe("+1.00");
    expect(formatMoney(minor(0), { ...KES, sign: "always" })).toBe("0.00");
  });

  test("parts rejoin to the whole", () => {
    expect(moneyParts(minor(-184_500), KES)).toEqual({
      sign: "\u2212",
      whole: "1,845",
      fraction: ".00",
    });
  });
});
