import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { instant } from "../../core/time";
import type { ReturnableSale } from "../../till/react/till-state";
import {
  allBack,
  chosenOf,
  draftBackMinor,
  lineBackMinor,
  NOTHING_BACK,
  stepLine,
  toggleLine,
} from "./return-draft";

type Entry = ReturnableSale["lines"][number];

function entry(id: string, change: Partial<Entry["line"]>, leftMilli: number): Entry {
  return {
    line: {
      lineId: id,
      productId: null,
      sku: id,
      name: id,
      unit: "each",
      quantityMilli: 3_000,
      unitPriceMinor: 100,
      pricesIncludeTax: true,
      subtotalMinor: 300,
      promotionMinor: 0,
      discountMinor: 200,
      netMinor: 100,
      taxMinor: 0,
      grossMinor: 100,
      taxGroupCode: "A",
      taxes: [],
      points: 0,
      isStocked: true,
      trace: null,
      returned: null,
      note: null,
      ...change,
    },
    returnedMilli: quantityMilli(0),
    leftMilli: quantityMilli(leftMilli),
  };
}

const pieces = entry("pieces", {}, 3_000);
const gone = entry("gone", {}, 0);
const weighed = entry("weighed", { unit: "kg", quantityMilli: 625 }, 625);
const cameBack = entry("came back", { quantityMilli: -1_000 }, 0);
const sale: ReturnableSale = {
  saleId: "s",
  receiptNumber: "2026-11-21-A3-01",
  soldAt: instant(0),
  currency: "KES",
  totalMinor: minor(200),
  customerName: null,
  status: "completed",
  payments: [],
  lines: [pieces, gone, weighed, cameBack],
  isFromServer: true,
  offline: null,
};

test("all that is left comes back, and nothing of what is gone or was a return", () => {
  expect([...allBack(sale)]).toEqual([
    ["pieces", 3_000],
    ["weighed", 625],
  ]);
  expect(draftBackMinor(sale, allBack(sale))).toBe(200);
  expect(draftBackMinor(sale, NOTHING_BACK)).toBe(0);
});

test("steps stay within what is left, and a weighed line moves as a whole", () => {
  const one = stepLine(NOTHING_BACK, pieces, 1);
  expect(chosenOf(one, pieces)).toBe(1_000);
  expect(chosenOf(stepLine(NOTHING_BACK, pieces, -1), pieces)).toBe(0);
  const four = [1, 2, 3, 4].reduce((draft) => stepLine(draft, pieces, 1), NOTHING_BACK);
  expect(chosenOf(four, pieces)).toBe(3_000);
  expect(chosenOf(stepLine(NOTHING_BACK, weighed, 1), weighed)).toBe(625);
  expect(chosenOf(toggleLine(toggleLine(NOTHING_BACK, pieces), pieces), pieces)).toBe(0);
});

test("the parts of a line add up to what was paid for it", () => {
  const [first, second, third] = [3_000, 2_000, 1_000].map((left) =>
    lineBackMinor(entry("pieces", {}, left), quantityMilli(1_000)),
  );
  expect([first, second, third]).toEqual([33, 34, 33]);
});
