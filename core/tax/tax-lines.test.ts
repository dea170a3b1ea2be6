import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor, negateMinor } from "../money/minor";
import { quantityMilli } from "../quantity/quantity";
import { ratePpm } from "./rate";
import { computeTaxes } from "./stacked-tax";
import type { TaxRate } from "./tax-group";
import { type TaxableLine, type TaxRounding, taxLines } from "./tax-lines";

function percent(code: string, ppm: number, more: Partial<TaxRate> = {}): TaxRate {
  return { code, name: code, ratePpm: ratePpm(ppm), kind: "percent", isCompound: false, ...more };
}

const LEVY: TaxRate = {
  ...percent("levy", 0),
  kind: "fixed_per_unit",
  amountMinor: minor(7),
};

type LineShape = {
  rates: readonly TaxRate[];
  isInclusive?: boolean;
  group?: string;
  milli?: number;
};

function line(amount: number, shape: LineShape): TaxableLine {
  const { rates, isInclusive = false, group = "A", milli = amount < 0 ? -1000 : 1000 } = shape;
  return {
    taxGroupCode: group,
    rates,
    amountMinor: minor(amount),
    quantityMilli: quantityMilli(milli),
    pricesIncludeTax: isInclusive,
  };
}

function tax(lines: readonly TaxableLine[], taxRounding: TaxRounding = "document") {
  return taxLines({ lines, rounding: "HALF_UP", taxRounding });
}

function taxesOf(lines: readonly TaxableLine[], taxRounding?: TaxRounding): number[] {
  return tax(lines, taxRounding).map((stacked) => stacked.taxMinor);
}

const VAT = [percent("VAT", 160_000)];

describe("taxLines", () => {
  it("[TX20] rounds a tax on top once and spreads it over its lines", () => {
    const lines = [103, 103, 103].map((net) => line(net, { rates: VAT }));
    expect(taxesOf(lines, "line")).toEqual([16, 16, 16]);
    expect(taxesOf(lines)).toEqual([17, 16, 16]);
    expect(tax(lines).map((stacked) => stacked.netMinor)).toEqual([103, 103, 103]);
  });

  it("[TX19] rounds a tax inside once; the gross stays and the net moves", () => {
    const lines = [110, 110, 110].map((gross) => line(gross, { rates: VAT, isInclusive: true }));
    expect(taxesOf(lines, "line")).toEqual([15, 15, 15]);
    expect(taxesOf(lines)).toEqual([16, 15, 15]);
    expect(tax(lines).map((stacked) => stacked.grossMinor)).toEqual([110, 110, 110]);
    expect(tax(lines).map((stacked) => stacked.netMinor)).toEqual([94, 95, 95]);
  });

  it("[TX20] a compound tax is taken on what the document gave the line of those before", () => {
    const rates = [percent("excise", 100_000), percent("VAT", 160_000, { isCompound: true })];
    const stacked = tax([line(105, { rates }), line(105, { rates })]);
    expect(stacked.map(({ taxes }) => taxes.map((each) => each.taxMinor))).toEqual([
      [11, 19],
      [10, 18],
    ]);
    expect(stacked.map(({ taxes }) => taxes[1]?.netMinor)).toEqual([116, 115]);
  });

  it("[TX20] one tax at one rate is one sum, whatever else the lines of its group bear", () => {
    const levy = percent("levy", 30_000);
    const lines = [110, 250].flatMap((net, index) => [
      line(net, { rates: [percent("VAT", 100_000 + index), levy] }),
      line(net, { rates: [percent("VAT", 200_000 + index), levy] }),
    ]);
    const levies: number[] = tax(lines).map(({ taxes }) => taxes[1]?.taxMinor ?? 0);
    expect(levies.reduce((sum, each) => sum + each, 0)).toBe(22);
    const apart = lines.map((each, index) => ({ ...each, taxGroupCode: String(index) }));
    const apartLevies = tax(apart).map(({ taxes }) => taxes[1]?.taxMinor);
    expect(apartLevies).toEqual([3, 3, 8, 8]);
  });

  it("[TX21] goods that come back are a document of their own", () => {
    const sold = [103, 103, 103].map((net) => line(net, { rates: VAT }));
    const back = [-103, -103].map((net) => line(net, { rates: VAT }));
    expect(taxesOf([...sold, ...back])).toEqual([17, 16, 16, -17, -16]);
    expect(taxesOf(back)).toEqual([-17, -16]);
  });

  it("[TX19] counts a duty inside by the document's quantity", () => {
    const rates = [{ ...LEVY, amountMinor: minor(25) }];
    const lines = [150, 150].map((gross) => line(gross, { rates, isInclusive: true, milli: 1500 }));
    expect(taxesOf(lines, "line")).toEqual([38, 38]);
    expect(taxesOf(lines)).toEqual([38, 37]);
    const onTop = lines.map((each) => ({ ...each, pricesIncludeTax: false }));
    expect(taxesOf(onTop)).toEqual([38, 37]);
  });

  it("[TX20] takes lines without taxes and documents without lines", () => {
    expect(tax([])).toEqual([]);
    expect(taxesOf([line(100, { rates: [] }), line(103, { rates: VAT })])).toEqual([0, 16]);
  });
});

const STACKS: readonly (readonly TaxRate[])[] = [
  [],
  VAT,
  [percent("a", 55_000, { isIncluded: true }), percent("b", 70_000, { isIncluded: false })],
  [percent("a", 100_000), percent("b", 97_500, { isCompound: true })],
  [LEVY, percent("b", 190_000, { isCompound: true })],
  [percent("d", 50_000, { kind: "division" }), percent("e", 90_000, { kind: "division" })],
];
const anyLine = fc
  .record({
    stack: fc.integer({ min: 0, max: STACKS.length - 1 }),
    amount: fc.integer({ min: 100, max: 10 ** 7 }),
    milli: fc.integer({ min: 1, max: 9000 }),
    isReturn: fc.boolean(),
    isInclusive: fc.boolean(),
  })
  .map(({ stack, amount, milli, isReturn, isInclusive }) =>
    line(isReturn ? -amount : amount, {
      rates: STACKS[stack] ?? [],
      group: `G${stack}`,
      isInclusive,
      milli: isReturn ? -milli : milli,
    }),
  );
const anyLines = fc.array(anyLine, { maxLength: 8 });
const RUNS = { seed: 20_260_430, numRuns: 500 };

describe("a document's taxes", () => {
  it("[TX19] [TX20] add up on every line, which keeps what its basis says", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        tax(lines).forEach((stacked, index) => {
          const taxSum = stacked.taxes.reduce((sum, each) => sum + each.taxMinor, 0);
          expect(stacked.netMinor + taxSum).toBe(stacked.grossMinor);
          const { rates, pricesIncludeTax, amountMinor } = lines[index] ?? line(0, { rates: [] });
          if (rates.some((rate) => rate.isIncluded !== undefined)) return;
          expect(pricesIncludeTax ? stacked.grossMinor : stacked.netMinor).toBe(amountMinor);
        });
      }),
      RUNS,
    );
  });

  it("[TX21] mirror when every line comes back", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const back = lines.map((each) => ({
          ...each,
          amountMinor: negateMinor(each.amountMinor),
          quantityMilli: quantityMilli(-each.quantityMilli),
        }));
        const mirrored = tax(lines).map(({ taxes }) =>
          taxes.map(({ netMinor, taxMinor }) => [negateMinor(netMinor), negateMinor(taxMinor)]),
        );
        expect(
          tax(back).map(({ taxes }) => taxes.map(({ netMinor, taxMinor }) => [netMinor, taxMinor])),
        ).toEqual(mirrored);
      }),
      RUNS,
    );
  });

  it("[TX19] [TX20] of one line are the line's own", () => {
    fc.assert(
      fc.property(anyLine, (only) => {
        expect(tax([only])).toEqual([computeTaxes({ ...only, rounding: "HALF_UP" })]);
        expect(tax([only], "line")).toEqual(tax([only]));
      }),
      RUNS,
    );
  });
});
