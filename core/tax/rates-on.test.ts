import { describe, expect, it } from "vitest";
import { ratePpm } from "./rate";
import { ratesOn } from "./rates-on";
import type { TaxGroup, TaxRate } from "./tax-group";

function vat(ppm: number, period: Pick<TaxRate, "validFrom" | "validUntil">): TaxRate {
  return {
    code: "VAT",
    name: "VAT",
    ratePpm: ratePpm(ppm),
    kind: "percent",
    isCompound: false,
    ...period,
  };
}

const CHANGING: TaxGroup = {
  code: "A",
  name: "Standard",
  rates: [
    vat(160_000, { validUntil: "2020-04-01" }),
    vat(140_000, { validFrom: "2020-04-01", validUntil: "2021-01-01" }),
    vat(160_000, { validFrom: "2021-01-01", validUntil: null }),
  ],
};

describe("ratesOn", () => {
  it.each([
    ["2019-12-31", 160_000],
    ["2020-03-31", 160_000],
    ["2020-04-01", 140_000],
    ["2020-12-31", 140_000],
    ["2021-01-01", 160_000],
  ])("[TX16] on %s the rate is %s", (day, ppm) => {
    const { rates } = ratesOn(CHANGING, day);
    expect(rates).toStrictEqual([vat(ppm, {})]);
  });

  it("[TX16] a group without periods stays as it is, and one that has ended has no rate", () => {
    const plain = { code: "B", name: "B", rates: [vat(80_000, {})] };
    expect(ratesOn(plain, "2026-05-01")).toBe(plain);
    const ended = { code: "B", name: "B", rates: [vat(80_000, { validUntil: "2026-05-01" })] };
    expect(ratesOn(ended, "2026-04-30").rates).toHaveLength(1);
    expect(ratesOn(ended, "2026-05-01").rates).toEqual([]);
  });
});
