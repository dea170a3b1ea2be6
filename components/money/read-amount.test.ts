import { describe, expect, test } from "vitest";
import { readAmount } from "./read-amount";

describe("readAmount", () => {
  test.each([
    ["1845", 184_500],
    ["1,845.00", 184_500],
    [" 1 845.5 ", 184_550],
    ["12,845,000", 1_284_500_000],
    ["0.05", 5],
    ["\u221230", -3000],
    ["-1,200.00", -120_000],
  ])("%s in KES is %d", (text, amountMinor) => {
    expect(readAmount(text, "KES", "en-KE")).toEqual({ ok: true, amountMinor });
  });

  test.each([
    ["", "not_a_number"],
    ["abc", "not_a_number"],
    ["12,50", "not_a_number"],
    ["1845,000", "not_a_number"],
    ["1.2.3", "not_a_number"],
    ["1e5", "not_a_number"],
    ["1.005", "too_many_decimals"],
    ["99999999999999999", "too_large"],
  ])("%s is refused: %s", (text, reason) => {
    expect(readAmount(text, "KES", "en-KE")).toEqual({ ok: false, reason });
  });

  test("the locale's own signs count", () => {
    expect(readAmount("1.845,50", "EUR", "de-DE")).toEqual({ ok: true, amountMinor: 184_550 });
    expect(readAmount("1845", "UGX", "en-UG")).toEqual({ ok: true, amountMinor: 1845 });
    expect(readAmount("1 845,50", "EUR", "fr-FR")).toEqual({ ok: true, amountMinor: 184_550 });
  });
});
