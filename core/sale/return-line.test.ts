import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceCart } from "../cart/price-cart";
import { uuidFrom } from "../ids";
import { minor } from "../money/minor";
import { quantityMilli } from "../quantity/quantity";
import { ratePpm } from "../tax/rate";
import {
  computeReturn,
  type ReturnedFigures,
  type ReturnedLine,
  returnableMilli,
} from "./return-line";

const rate = (code: string, ppm: number, isIncluded?: boolean) => ({
  code,
  name: code,
  ratePpm: ratePpm(ppm),
  kind: "percent" as const,
  isCompound: false,
  ...(isIncluded === undefined ? {} : { isIncluded }),
});

const GROUPS = [
  { code: "A", name: "Exempt", rates: [] },
  { code: "B", name: "Standard", rates: [rate("VAT", 160_000)] },
  { code: "X", name: "Two", rates: [rate("LEVY", 20_000), rate("VAT", 160_000)] },
  { code: "M", name: "Mixed", rates: [rate("IN", 55_000, true), rate("OUT", 150_000, false)] },
];

function soldLine(sold: {
  price: number;
  pieces: number;
  discount: number;
  group: number;
  pricesIncludeTax: boolean;
  points: number;
}): ReturnedLine {
  const quantity = sold.pieces * 1000;
  const taxGroup = GROUPS[sold.group] ?? GROUPS[0];
  if (!taxGroup) throw new Error("there are groups");
  const [line] = priceCart({
    currency: "KES",
    pricesIncludeTax: sold.pricesIncludeTax,
    taxRounding: "line",
    orderDiscountMinor: minor(0),
    lines: [
      {
        lineId: "line",
        unitPriceMinor: minor(sold.price),
        quantityMilli: quantityMilli(quantity),
        discountMinor: minor(sold.discount),
        taxGroup,
      },
    ],
  }).lines;
  if (!line) throw new Error("a cart of one line has one");
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, taxes } = line;
  return {
    saleId: uuidFrom("sale"),
    lineId: uuidFrom("line"),
    receiptNumber: "2026-04-30-A1-01",
    soldQuantityMilli: quantity,
    returnedBeforeMilli: 0,
    sold: {
      subtotalMinor,
      discountMinor,
      netMinor,
      taxMinor,
      grossMinor,
      points: sold.points,
      taxes: taxes.map((tax) => ({ ...tax })),
    },
  };
}

const soldArbitrary = fc.record({
  price: fc.integer({ min: 0, max: 100_000 }),
  pieces: fc.integer({ min: 1, max: 12 }),
  discount: fc.integer({ min: 0, max: 5000 }),
  group: fc.integer({ min: 0, max: 3 }),
  pricesIncludeTax: fc.boolean(),
  points: fc.integer({ min: 0, max: 500 }),
});

const FIGURES = [
  "subtotalMinor",
  "discountMinor",
  "netMinor",
  "taxMinor",
  "grossMinor",
  "points",
] as const;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function returnInParts(line: ReturnedLine, pieces: readonly number[]): ReturnedFigures[] {
  const parts: ReturnedFigures[] = [];
  let before = 0;
  for (const piece of pieces) {
    const quantity = Math.min(piece * 1000, line.soldQuantityMilli - before);
    if (quantity === 0) break;
    parts.push(computeReturn({ ...line, returnedBeforeMilli: before }, quantityMilli(quantity)));
    before += quantity;
  }
  return parts;
}

describe("computeReturn", () => {
  it("[RF1] gives back the share of price, discount, tax and points", () => {
    const line = soldLine({
      price: 1000,
      pieces: 3,
      discount: 100,
      group: 1,
      pricesIncludeTax: true,
      points: 10,
    });
    expect(computeReturn(line, quantityMilli(1000))).toMatchObject({
      subtotalMinor: -1000,
      discountMinor: -33,
      grossMinor: -967,
      taxMinor: -133,
      netMinor: -834,
      points: -3,
    });
  });

  it("[RF2] closes to the sold figures in any parts, and each part adds up", () => {
    fc.assert(
      fc.property(soldArbitrary, fc.array(fc.integer({ min: 1, max: 3 })), (sold, cuts) => {
        const line = soldLine(sold);
        const parts = returnInParts(line, [...cuts, sold.pieces]);
        for (const part of parts) {
          expect(part.netMinor + part.taxMinor).toBe(part.grossMinor);
          expect(sum(part.taxes.map((tax) => tax.taxMinor))).toBe(part.taxMinor);
        }
        for (const figure of FIGURES) {
          expect(line.sold[figure] + sum(parts.map((part) => part[figure]))).toBe(0);
        }
        line.sold.taxes.forEach((tax, index) => {
          const back = sum(parts.map((part) => part.taxes[index]?.taxMinor ?? 0));
          expect(tax.taxMinor + back).toBe(0);
        });
      }),
      { seed: 20_260_430, numRuns: 600 },
    );
  });

  it("[RF3] refuses more than is left, and nothing at all", () => {
    const line = {
      ...soldLine({
        price: 500,
        pieces: 2,
        discount: 0,
        group: 1,
        pricesIncludeTax: true,
        points: 0,
      }),
      returnedBeforeMilli: 1000,
    };
    expect(returnableMilli(line)).toBe(1000);
    expect(() => computeReturn(line, quantityMilli(2000))).toThrow("return_exceeds_sold");
    expect(() => computeReturn(line, quantityMilli(0))).toThrow("quantity_not_positive");
    expect(returnableMilli({ ...line, returnedBeforeMilli: 3000 })).toBe(0);
  });
});
