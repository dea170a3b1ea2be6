import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor, negateMinor } from "../money/minor";
import { ONE_UNIT, quantityMilli } from "../quantity/quantity";
import { RATE_PPM_MAX, ratePpm } from "./rate";
import { addTaxes, type StackedTaxes, splitTaxes } from "./stacked-tax";
import type { TaxRate } from "./tax-group";

const SEED = 20_260_430;

function percent(code: string, ppm: number, isCompound = false): TaxRate {
  return { code, name: code, ratePpm: ratePpm(ppm), kind: "percent", isCompound };
}

function duty(code: string, amount: number): TaxRate {
  const amountMinor = minor(amount);
  return {
    code,
    name: code,
    ratePpm: ratePpm(0),
    kind: "fixed_per_unit",
    amountMinor,
    isCompound: false,
  };
}

function stack(amount: number, rates: readonly TaxRate[], milli: number = ONE_UNIT) {
  const quantity = quantityMilli(milli);
  return {
    amountMinor: minor(amount),
    quantityMilli: quantity,
    rates,
    rounding: "HALF_UP",
  } as const;
}

function taxesOf(stacked: StackedTaxes): number[] {
  return stacked.taxes.map((tax) => tax.taxMinor);
}

const GST_QST = [percent("GST", 50_000), percent("QST", 99_750)];
const EXCISE_VAT = [percent("excise", 100_000), percent("VAT", 160_000, true)];

describe("addTaxes", () => {
  it.each([
    [10_000, GST_QST, [500, 998], 11_498],
    [20_000, EXCISE_VAT, [2000, 3520], 25_520],
    [-20_000, EXCISE_VAT, [-2000, -3520], -25_520],
    [1000, [], [], 1000],
    [105, [percent("a", 70_000)], [7], 112],
  ])("[TX9] takes taxes on %s in order", (net, rates, taxes, gross) => {
    const stacked = addTaxes(stack(net, rates));
    expect(taxesOf(stacked)).toEqual(taxes);
    expect(stacked.grossMinor).toBe(gross);
    expect(stacked.taxMinor).toBe(gross - net);
  });

  it("[TX9] says what each tax was taken on", () => {
    const stacked = addTaxes(stack(20_000, EXCISE_VAT));
    expect(stacked.taxes.map((tax) => tax.netMinor)).toEqual([20_000, 22_000]);
  });

  it.each([
    ["compound", true, [150, 143], 893],
    ["plain", false, [150, 114], 864],
  ] as const)("[TX11] a %s VAT after a duty by the unit", (_, isCompound, taxes, gross) => {
    const rates = [duty("duty", 25), percent("VAT", 190_000, isCompound)];
    const stacked = addTaxes(stack(600, rates, 6000));
    expect(taxesOf(stacked)).toEqual(taxes);
    expect(stacked.grossMinor).toBe(gross);
  });

  it("[TX11] a duty follows the quantity: its fractions and its sign", () => {
    expect(taxesOf(addTaxes(stack(500, [duty("duty", 25)], 1500)))).toEqual([38]);
    expect(taxesOf(addTaxes(stack(-500, [duty("duty", 25)], -1500)))).toEqual([-38]);
    expect(taxesOf(addTaxes(stack(0, [duty("duty", 25)], 1000)))).toEqual([25]);
  });
});

describe("splitTaxes", () => {
  it.each([
    [25_520, EXCISE_VAT, 20_000, [2000, 3520]],
    [-25_520, EXCISE_VAT, -20_000, [-2000, -3520]],
    [11_498, GST_QST, 10_000, [500, 998]],
    [1000, GST_QST, 870, [43, 87]],
    [299, [percent("a", 40_000)], 287, [12]],
    [500, [], 500, []],
    [500, [percent("zero", 0), percent("none", 0)], 500, [0, 0]],
  ])("[TX10] takes the taxes out of %s", (gross, rates, net, taxes) => {
    const stacked = splitTaxes(stack(gross, rates));
    expect(stacked.netMinor).toBe(net);
    expect(taxesOf(stacked)).toEqual(taxes);
  });

  it("[TX10] takes a duty out whole, and the VAT on it", () => {
    const rates = [duty("duty", 25), percent("VAT", 190_000, true)];
    const stacked = splitTaxes(stack(893, rates, 6000));
    expect(stacked.netMinor).toBe(600);
    expect(taxesOf(stacked)).toEqual([150, 143]);
    expect(stacked.taxes.map((tax) => tax.netMinor)).toEqual([600, 750]);
  });

  it("[TX10] a free line still owes the duty that its price has inside", () => {
    const stacked = splitTaxes(stack(0, [duty("duty", 25), percent("VAT", 190_000, true)]));
    expect([stacked.netMinor, ...taxesOf(stacked)]).toEqual([-25, 25, 0]);
  });
});

const anyRate = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: RATE_PPM_MAX / 4 }), fc.boolean())
    .map(([ppm, isCompound]) => percent("p", ppm, isCompound)),
  fc.integer({ min: 0, max: 5000 }).map((amount) => duty("d", amount)),
);
const rates = fc.array(anyRate, { maxLength: 5 });
const amount = fc.integer({ min: -(10 ** 10), max: 10 ** 10 });
const milli = fc.integer({ min: 1, max: 100_000 });

describe("stacked taxes", () => {
  it.each([
    ["[TX9] net and taxes add up to the gross when taxes are added", addTaxes],
    ["[TX10] net and taxes add up to the gross when taxes are taken out", splitTaxes],
  ])("%s", (_, compute) => {
    fc.assert(
      fc.property(amount, rates, milli, (value, list, quantity) => {
        const stacked = compute(stack(value, list, value < 0 ? -quantity : quantity));
        const taxSum = taxesOf(stacked).reduce((sum, tax) => sum + tax, 0);
        expect(stacked.taxMinor).toBe(taxSum);
        expect(stacked.netMinor + taxSum).toBe(stacked.grossMinor);
        expect(stacked.taxes).toHaveLength(list.length);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it.each([
    ["[TX9] added taxes mirror around zero", addTaxes],
    ["[TX10] taxes taken out mirror around zero", splitTaxes],
  ])("%s", (_, compute) => {
    fc.assert(
      fc.property(amount, rates, milli, (value, list, quantity) => {
        const there = compute(stack(value, list, quantity));
        const back = compute(stack(-value, list, -quantity));
        expect(back.netMinor).toBe(negateMinor(there.netMinor));
        expect(taxesOf(back)).toEqual(there.taxes.map((tax) => negateMinor(tax.taxMinor)));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("[TX10] taking out what was added gives every tax back within a unit for each tax", () => {
    fc.assert(
      fc.property(amount, rates, milli, (value, list, quantity) => {
        const added = addTaxes(stack(value, list, quantity));
        const split = splitTaxes(stack(added.grossMinor, list, quantity));
        expect(Math.abs(split.netMinor - value)).toBeLessThanOrEqual(list.length);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
