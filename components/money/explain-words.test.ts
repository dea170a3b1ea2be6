import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import type { ExplainedStep } from "../../core/pricing/explain-trace";
import { quantityMilli } from "../../core/quantity/quantity";
import { tillPayEn } from "../messages/till-pay-en";
import { tillPaySw } from "../messages/till-pay-sw";
import { explainRows } from "./explain-words";
import { formatMoney } from "./format-money";
import { formatQuantityText } from "./quantity-text";

const LOCALE = "en-KE";
const figures = {
  money: (amountMinor: ReturnType<typeof minor>) =>
    formatMoney(amountMinor, { currency: "KES", locale: LOCALE }),
  quantity: (quantity: ReturnType<typeof quantityMilli>) => formatQuantityText(quantity, LOCALE),
  count: String,
};

const share = {
  kind: "share" as const,
  wholeMinor: minor(3_000),
  weightsMinor: [minor(36_000), minor(24_000)],
  index: 0,
} satisfies Extract<ExplainedStep, { kind: "promotion" }>["arithmetic"];

const promotion = (
  arithmetic: Extract<ExplainedStep, { kind: "promotion" }>["arithmetic"],
  runningMinor: number,
): ExplainedStep => ({
  kind: "promotion",
  name: "Any 3 for 165",
  couponCode: null,
  quantityMilli: 6_000,
  arithmetic,
  amountMinor: minor(-1_800),
  runningMinor: minor(runningMinor),
});

const STEPS: readonly ExplainedStep[] = [
  {
    kind: "list",
    name: "Retail",
    why: "store",
    minQuantityMilli: 6_000,
    unitPriceMinor: minor(6_500),
  },
  { kind: "stated", why: "override", reason: "Wrong label", unitPriceMinor: minor(6_960) },
  {
    kind: "tax_exempt",
    fromMinor: minor(6_960),
    rateNames: ["VAT"],
    unitPriceMinor: minor(6_000),
  },
  {
    kind: "extended",
    unit: "each",
    quantityMilli: 6_000,
    unitPriceMinor: minor(6_000),
    amountMinor: minor(36_000),
    runningMinor: minor(36_000),
  },
  promotion({ kind: "percent", baseMinor: minor(36_000), percentPpm: 50_000 }, 34_200),
  promotion(
    {
      kind: "amount_each",
      baseMinor: minor(34_200),
      eachMinor: minor(300),
      quantityMilli: quantityMilli(6_000),
    },
    32_400,
  ),
  promotion(
    {
      kind: "fixed_price",
      baseMinor: minor(32_400),
      priceMinor: minor(5_100),
      quantityMilli: quantityMilli(6_000),
    },
    30_600,
  ),
  promotion(share, 28_800),
  {
    kind: "line_discount",
    percentPpm: 100_000,
    reason: "Damaged",
    baseMinor: minor(28_800),
    amountMinor: minor(-2_880),
    runningMinor: minor(25_920),
  },
  {
    kind: "order_discount",
    baseMinor: minor(25_920),
    amountMinor: minor(-920),
    runningMinor: minor(25_000),
  },
  {
    kind: "tax",
    name: "Bag levy",
    ratePpm: 0,
    isDuty: true,
    isIncluded: false,
    isShare: false,
    netMinor: minor(25_000),
    taxMinor: minor(300),
    runningMinor: minor(25_300),
  },
  { kind: "total", runningMinor: minor(25_300) },
  { kind: "points", points: 25 },
];

test("a line's explanation is a sum: its rows add up to what it costs", () => {
  const rows = explainRows(STEPS, { words: tillPayEn, figures, locale: LOCALE });
  const sum = rows
    .filter(({ tone = "plain" }) => tone === "plain" || tone === "saved")
    .reduce((total, row) => total + (row.amountMinor ?? 0), 0);
  expect(sum).toBe(rows.find(({ tone }) => tone === "sum")?.amountMinor);
});

test("every kind of step is a sentence with its figures, in both languages", () => {
  const english = explainRows(STEPS, { words: tillPayEn, figures, locale: LOCALE });
  expect(english.map(({ label, detail }) => [label, detail ?? null])).toEqual([
    ["Price list Retail", "for this store, from 6 on"],
    ["Price changed by hand", "Wrong label"],
    ["Without tax for this customer", "69.60 less VAT"],
    ["6 \u00d7 60.00", null],
    ["Any 3 for 165", "5\u00a0% of 360.00"],
    ["Any 3 for 165", "3.00 off each of 6"],
    ["Any 3 for 165", "6 at 51.00 instead of 324.00 together"],
    ["Any 3 for 165", "its part of 30.00: 360.00 of 600.00"],
    ["Discount of 10\u00a0%", "of 288.00 \u00b7 Damaged"],
    ["Part of the sale\u2019s discount", "spread over all lines by what was left, here 259.20"],
    ["Bag levy on top", "a fixed amount for each"],
    ["This line", null],
    ["Points", null],
  ]);
  const swahili = explainRows(STEPS, { words: tillPaySw, figures, locale: "sw-KE" });
  expect(swahili).toHaveLength(english.length);
});

test("only the last of several prices counts; the others are struck through", () => {
  const rows = explainRows(STEPS, { words: tillPayEn, figures, locale: LOCALE });
  expect(rows.slice(0, 3).map(({ isReplaced = false }) => isReplaced)).toEqual([true, true, false]);
});

test("goods of a receipt are explained by it, weights by their label or their rounding", () => {
  const rows = explainRows(
    [
      {
        kind: "returned",
        saleId: "s",
        receiptNumber: "A3-12",
        soldQuantityMilli: 6_000,
        returnedBeforeMilli: 1_000,
        quantityMilli: -2_000,
        soldMinor: minor(33_000),
        amountMinor: minor(-11_000),
        runningMinor: minor(-11_000),
      },
      { kind: "embedded", amountMinor: minor(5_000), runningMinor: minor(5_000) },
      {
        kind: "extended",
        unit: "kg",
        quantityMilli: 625,
        unitPriceMinor: minor(8_001),
        amountMinor: minor(5_001),
        runningMinor: minor(5_001),
      },
    ],
    { words: tillPayEn, figures, locale: LOCALE },
  );
  expect(rows.map(({ label, detail }) => [label, detail])).toEqual([
    ["Sold on receipt A3-12", "2 of 6 come back, which cost 330.00; 1 came back before"],
    ["Price on the label", "The scale had printed it into the barcode"],
    ["0.625 kg \u00d7 80.01", "rounded to the nearest cent"],
  ]);
});
