import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Minor, minor } from "../money/minor";
import { ONE_UNIT } from "../quantity/quantity";
import { ratePpm } from "./rate";
import { remapPrice } from "./remap-price";
import { splitTaxes } from "./stacked-tax";
import type { TaxGroup, TaxRate } from "./tax-group";

function group(...rates: readonly Partial<TaxRate>[]): TaxGroup {
  return {
    code: "g",
    name: "g",
    rates: rates.map((rate, index) => ({
      code: String(index),
      name: String(index),
      ratePpm: ratePpm(0),
      kind: "percent",
      isCompound: false,
      ...rate,
    })),
  };
}

function percent(ppm: number): Partial<TaxRate> {
  return { ratePpm: ratePpm(ppm) };
}

function remap(price: number, from: TaxGroup, to: TaxGroup, pricesIncludeTax = true): Minor {
  const unitPriceMinor = minor(price);
  return remapPrice({ unitPriceMinor, pricesIncludeTax, from, to, rounding: "HALF_UP" });
}

const STANDARD = group(percent(160_000));
const DUTY = group(
  {
    kind: "fixed_per_unit",
    amountMinor: minor(25),
  },
  { ratePpm: ratePpm(190_000), isCompound: true },
);

describe("remapPrice", () => {
  it.each([
    ["a lower rate", 23_200, STANDARD, group(percent(80_000)), 21_600],
    ["no tax, for an exempt customer", 11_600, STANDARD, group(), 10_000],
    [
      "a tax that comes on top",
      23_200,
      STANDARD,
      group({ ...percent(160_000), isIncluded: false }),
      20_000,
    ],
    ["a duty and a tax on it", 1160, STANDARD, DUTY, 1220],
    ["no duty any more", 1220, DUTY, group(), 1000],
    ["a price that comes back", -11_600, STANDARD, group(), -10_000],
    ["a net of a fraction", 100, STANDARD, group(percent(80_000)), 93],
  ])("[TX22] keeps the net under %s", (_, price, from, to, expected) => {
    expect(remap(price, from, to)).toBe(expected);
  });

  it("[TX22] leaves a price without tax inside alone", () => {
    expect(remap(10_001, STANDARD, group(), false)).toBe(10_001);
  });

  it("[TX22] is the identity under one group, and exempt is the net of TX10 within a unit", () => {
    const price = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
    fc.assert(
      fc.property(price, fc.constantFrom(STANDARD, DUTY, group()), (unitPrice, from) => {
        expect(remap(unitPrice, from, from)).toBe(minor(unitPrice));
        const { netMinor } = splitTaxes({
          amountMinor: minor(unitPrice),
          quantityMilli: ONE_UNIT,
          rates: from.rates,
          rounding: "HALF_UP",
        });
        expect(Math.abs(remap(unitPrice, from, group()) - netMinor)).toBeLessThanOrEqual(1);
      }),
      { seed: 20_260_430, numRuns: 300 },
    );
  });
});
