import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import {
  breakDownChange,
  CURRENCIES,
  currencyDenominations,
  currencyExponent,
  formatMajor,
  isCurrencyCode,
  parseMajorToMinor,
  quickTenders,
} from "./currency";
import { MINOR_MAX, minor } from "./minor";

const SEED = 20_260_430;
const code = fc.constantFrom(...Object.keys(CURRENCIES));

describe("currencies", () => {
  it.each([
    ["KES", 2],
    ["GBP", 2],
    ["EUR", 2],
    ["USD", 2],
    ["TZS", 2],
    ["CHF", 2],
    ["SEK", 2],
    ["AUD", 2],
    ["NZD", 2],
    ["CAD", 2],
    ["UGX", 0],
    ["RWF", 0],
    ["JPY", 0],
    ["KWD", 3],
  ])("[MN3] %s has %s decimals", (currency, exponent) => {
    expect(currencyExponent(currency)).toBe(exponent);
  });

  it("[MN3] refuses a code it does not know", () => {
    expect(isCurrencyCode("kes")).toBe(false);
    expect(isCurrencyCode("toString")).toBe(false);
    expect(() => currencyExponent("XXX")).toThrow(
      new DomainError("unknown_currency", { currency: "XXX" }),
    );
  });

  it("[MN3] lists coins and notes in ascending order, each once", () => {
    for (const currency of Object.keys(CURRENCIES)) {
      const denominations = currencyDenominations(currency);
      const ordered = [...new Set(denominations)].sort((left, right) => left - right);
      expect(denominations).toEqual(ordered);
    }
  });
});

describe("parseMajorToMinor and formatMajor", () => {
  it.each([
    ["12.50", "KES", 1250],
    ["12.5", "KES", 1250],
    ["12", "KES", 1200],
    ["-0.05", "GBP", -5],
    ["0", "JPY", 0],
    ["1001", "JPY", 1001],
    ["1.255", "KWD", 1255],
    ["1.005", "KWD", 1005],
    ["-0.00", "KES", 0],
    ["22517998136852.48", "KES", MINOR_MAX],
  ])("[MN4] reads %s %s", (text, currency, amountMinor) => {
    expect(parseMajorToMinor(text, currency)).toStrictEqual({ ok: true, amountMinor });
  });

  it.each([
    ["", "KES", "not_a_number"],
    ["12,50", "KES", "not_a_number"],
    ["1 250", "KES", "not_a_number"],
    ["+5", "KES", "not_a_number"],
    ["5.", "KES", "not_a_number"],
    [".5", "KES", "not_a_number"],
    ["1e3", "KES", "not_a_number"],
    ["12a", "KES", "not_a_number"],
    ["٣", "KES", "not_a_number"],
    ["12.505", "KES", "too_many_decimals"],
    ["12.500", "KES", "too_many_decimals"],
    ["1.0", "JPY", "too_many_decimals"],
    ["22517998136852.49", "KES", "too_large"],
    ["9".repeat(400), "KES", "too_large"],
  ])("[MN4] refuses %j %s: %s", (text, currency, reason) => {
    expect(parseMajorToMinor(text, currency)).toEqual({ ok: false, reason });
  });

  it.each([
    [184_500, "KES", "1845.00"],
    [-5, "GBP", "-0.05"],
    [0, "EUR", "0.00"],
    [1001, "JPY", "1001"],
    [1005, "KWD", "1.005"],
  ])("[MN4] writes %s %s", (amount, currency, text) => {
    expect(formatMajor(minor(amount), currency)).toBe(text);
  });

  it("[MN4] reads back every amount it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), code, (amount, currency) => {
        const text = formatMajor(minor(amount), currency);
        expect(parseMajorToMinor(text, currency)).toEqual({ ok: true, amountMinor: amount });
      }),
      { seed: SEED },
    );
  });
});

describe("quickTenders", () => {
  it.each([
    [184_500, "KES", [190_000, 200_000]],
    [8_000, "KES", [10_000, 20_000, 50_000]],
    [95_000, "KES", [100_000]],
    [105_000, "KES", [110_000, 120_000, 200_000]],
    [100_000, "KES", []],
    [435, "GBP", [500, 1000, 2000]],
    [1001, "JPY", [2000, 5000, 10_000]],
    [0, "KES", []],
    [-500, "KES", []],
  ])("[MN5] offers for %s %s", (total, currency, expected) => {
    expect(quickTenders(minor(total), currency)).toEqual(expected);
  });

  it("[MN5] offers at most three ascending amounts above the total that coins can pay", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 8 }), code, (total, currency) => {
        const tenders = quickTenders(minor(total), currency);
        expect(tenders.length).toBeLessThanOrEqual(3);
        expect(tenders).toEqual([...new Set(tenders)].sort((left, right) => left - right));
        for (const tender of tenders) {
          expect(tender).toBeGreaterThan(total);
          expect(sumOf(breakDownChange(tender, currency))).toBe(tender);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("breakDownChange", () => {
  it("[MN6] hands out the largest pieces first", () => {
    expect(breakDownChange(minor(187_000), "KES")).toEqual([
      { denominationMinor: 100_000, count: 1 },
      { denominationMinor: 50_000, count: 1 },
      { denominationMinor: 20_000, count: 1 },
      { denominationMinor: 10_000, count: 1 },
      { denominationMinor: 5_000, count: 1 },
      { denominationMinor: 2_000, count: 1 },
    ]);
    expect(breakDownChange(minor(0), "KES")).toEqual([]);
  });

  it("[MN6] leaves out what is smaller than the smallest coin, and nothing else", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), code, (change, currency) => {
        const left = change - sumOf(breakDownChange(minor(change), currency));
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThan(currencyDenominations(currency)[0] ?? 0);
      }),
      { seed: SEED },
    );
  });

  it("[MN6] refuses to hand out a negative amount", () => {
    expect(() => breakDownChange(minor(-1), "KES")).toThrow("change is handed out");
  });
});

function sumOf(pieces: readonly { denominationMinor: number; count: number }[]): number {
  return pieces.reduce((sum, piece) => sum + piece.denominationMinor * piece.count, 0);
}
