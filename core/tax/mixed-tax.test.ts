import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor, negateMinor } from "../money/minor";
import { ONE_UNIT, quantityMilli } from "../quantity/quantity";
import { ratePpm } from "./rate";
import { computeTaxes, type StackedTaxes } from "./stacked-tax";
import type { TaxRate } from "./tax-group";

function percent(ppm: number, more: Partial<TaxRate> = {}): TaxRate {
  const code = JSON.stringify([ppm, more]);
  return { code, name: code, ratePpm: ratePpm(ppm), kind: "percent", isCompound: false, ...more };
}

function duty(amount: number, more: Partial<TaxRate> = {}): TaxRate {
  return { ...percent(0, more), kind: "fixed_per_unit", amountMinor: minor(amount) };
}

function division(ppm: number, more: Partial<TaxRate> = {}): TaxRate {
  return percent(ppm, { ...more, kind: "division" });
}

function compute(
  amount: number,
  rates: readonly TaxRate[],
  pricesIncludeTax = false,
  milli = 1000,
) {
  return computeTaxes({
    amountMinor: minor(amount),
    quantityMilli: quantityMilli(milli),
    rates,
    pricesIncludeTax,
    rounding: "HALF_UP",
  });
}

function taxesOf(stacked: StackedTaxes): number[] {
  return stacked.taxes.map((tax) => tax.taxMinor);
}

const INSIDE = { isIncluded: true };
const ON_TOP = { isIncluded: false };
const COMPOUND = { isCompound: true };

describe("computeTaxes", () => {
  it("[TX17] takes a tax inside out first, and one on top of the net that is left", () => {
    const stacked = compute(10_550, [percent(120_000, ON_TOP), percent(55_000, INSIDE)]);
    expect(stacked).toMatchObject({ netMinor: 10_000, taxMinor: 1750, grossMinor: 11_750 });
    expect(taxesOf(stacked)).toEqual([1200, 550]);
  });

  it("[TX17] what a tax says of itself goes before the basis of the price", () => {
    const onTop = [percent(160_000, ON_TOP)];
    const inside = [percent(160_000, INSIDE)];
    expect(compute(11_600, onTop, true)).toEqual({ ...compute(11_600, onTop), netMinor: 11_600 });
    expect(compute(11_600, inside)).toEqual(compute(11_600, inside, true));
    expect(compute(11_600, inside)).toMatchObject({ netMinor: 10_000, grossMinor: 11_600 });
  });

  it("[TX17] a tax inside can be taken on a duty on top", () => {
    const rates = [duty(50, ON_TOP), percent(200_000, { ...INSIDE, ...COMPOUND })];
    const stacked = compute(1210, rates);
    expect(stacked).toMatchObject({ netMinor: 1000, grossMinor: 1260 });
    expect(stacked.taxes.map((tax) => [tax.netMinor, tax.taxMinor])).toEqual([
      [1000, 50],
      [1050, 210],
    ]);
  });

  it("[TX17] a tax can keep out of the bases of those after it", () => {
    const rates = [
      percent(100_000),
      percent(50_000, { ...COMPOUND, isInLaterBases: false }),
      percent(50_000, COMPOUND),
      percent(10_000),
    ];
    const stacked = compute(1000, rates);
    expect(stacked.taxes.map((tax) => [tax.netMinor, tax.taxMinor])).toEqual([
      [1000, 100],
      [1100, 55],
      [1100, 55],
      [1000, 10],
    ]);
    expect(compute(1220, rates, true)).toEqual(stacked);
  });

  it("[TX18] division taxes are their parts of the price with all of them in it", () => {
    const rates = [division(180_000), division(20_000)];
    const stacked = compute(800, rates);
    expect(stacked).toMatchObject({ netMinor: 800, grossMinor: 1000 });
    expect(taxesOf(stacked)).toEqual([180, 20]);
    expect(compute(1000, rates, true)).toEqual(stacked);
    expect(compute(333, [division(100_000)], true)).toMatchObject({ netMinor: 300, taxMinor: 33 });
  });

  it("[TX18] division taxes on top and inside do not share their whole", () => {
    const stacked = compute(1000, [division(200_000, INSIDE), division(500_000, ON_TOP)]);
    expect(stacked).toMatchObject({ netMinor: 800, grossMinor: 1800 });
    expect(taxesOf(stacked)).toEqual([200, 800]);
  });
});

const flag = fc.constantFrom(undefined, true, false);
const anyRate = fc
  .record({
    ppm: fc.integer({ min: 0, max: 400_000 }),
    kind: fc.constantFrom("percent", "duty", "division"),
    isCompound: fc.boolean(),
    isIncluded: flag,
    isInLaterBases: flag,
  })
  .map(({ ppm, kind, isCompound, ...more }) => {
    if (kind === "duty") return duty(ppm % 1000, { ...more, isCompound });
    return kind === "percent" ? percent(ppm, { ...more, isCompound }) : division(ppm >> 3, more);
  });
const rates = fc.array(anyRate, { maxLength: 5 });
const amount = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
const RUNS = { seed: 20_260_430, numRuns: 500 };

describe("any stack", () => {
  it("[TX17] net and taxes add up to the gross, net and taxes inside to the price", () => {
    fc.assert(
      fc.property(amount, rates, fc.boolean(), (price, list, isInclusive) => {
        const stacked = compute(price, list, isInclusive, price < 0 ? -ONE_UNIT : ONE_UNIT);
        const sum = (from: readonly number[]) => from.reduce((total, tax) => total + tax, 0);
        expect(stacked.netMinor + sum(taxesOf(stacked))).toBe(stacked.grossMinor);
        const inside = taxesOf(stacked).filter(
          (_, index) => list[index]?.isIncluded ?? isInclusive,
        );
        expect(stacked.netMinor + sum(inside)).toBe(price + 0);
      }),
      RUNS,
    );
  });

  it("[TX17] mirrors around zero", () => {
    fc.assert(
      fc.property(amount, rates, fc.boolean(), (price, list, isInclusive) => {
        const there = compute(price, list, isInclusive);
        const back = compute(-price, list, isInclusive, -1000);
        expect(back.netMinor).toBe(negateMinor(there.netMinor));
        expect(taxesOf(back)).toEqual(there.taxes.map((tax) => negateMinor(tax.taxMinor)));
      }),
      RUNS,
    );
  });
});
