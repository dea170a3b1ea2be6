import { describe, expect, it } from "vitest";
import { quoteCart } from "../cart/quote-cart";
import type { QuoteInput, QuoteLine } from "../cart/quote-input";
import { uuidFrom } from "../ids";
import { minor } from "../money/minor";
import { quantityMilli } from "../quantity/quantity";
import { ratePpm } from "../tax/rate";
import type { TaxGroup } from "../tax/tax-group";
import { instant } from "../time";
import { type ExplainedStep, explainLine } from "./explain-trace";

const LIST_ID = uuidFrom("list");

const SALES_TAX: TaxGroup = {
  code: "S",
  name: "Standard",
  rates: [
    { code: "VAT", name: "VAT", ratePpm: ratePpm(160_000), kind: "percent", isCompound: false },
    {
      code: "BAG",
      name: "Bag levy",
      ratePpm: ratePpm(0),
      kind: "fixed_per_unit",
      amountMinor: minor(50),
      isCompound: false,
      isIncluded: false,
    },
  ],
};

function newLine(change: Partial<QuoteLine> = {}): QuoteLine {
  return {
    lineId: uuidFrom("line"),
    productId: uuidFrom("product"),
    categoryId: null,
    tags: [],
    unit: "each",
    quantityMilli: quantityMilli(3_000),
    prices: [
      { priceListId: LIST_ID, minQuantityMilli: quantityMilli(0), priceMinor: minor(1_160) },
    ],
    stated: null,
    embeddedMinor: null,
    discount: null,
    taxGroupCode: "S",
    returned: null,
    ...change,
  };
}

function newInput(lines: readonly QuoteLine[], change: Partial<QuoteInput> = {}): QuoteInput {
  return {
    rules: {
      book: {
        lists: new Map([
          [
            LIST_ID,
            {
              id: LIST_ID,
              code: "RETAIL",
              name: "Retail",
              currency: "KES",
              pricesIncludeTax: true,
              priority: 0,
              storeIds: [],
              customerGroupIds: [],
              validFrom: null,
              validUntil: null,
              weekdays: [],
              fromMinutes: null,
              untilMinutes: null,
            },
          ],
        ]),
        defaultListId: LIST_ID,
      },
      promotions: null,
      taxGroups: new Map([["S", SALES_TAX]]),
      taxRounding: "line",
      pointsPpm: 10_000,
    },
    context: {
      currency: "KES",
      at: instant(0),
      localDate: "2026-04-30",
      weekday: 4,
      localMinutes: 600,
      storeId: uuidFrom("store"),
      customerGroupIds: [],
      couponCodes: [],
      couponUses: new Map(),
    },
    businessDate: "2026-04-30",
    pricesIncludeTax: true,
    isTaxExempt: false,
    earnsPoints: false,
    lines,
    orderDiscount: null,
    ...change,
  };
}

function explain(line: QuoteLine, change: Partial<QuoteInput> = {}): readonly ExplainedStep[] {
  const input = newInput([line], change);
  const quote = quoteCart(input);
  const [quoted] = quote.lines;
  if (!quoted) throw new Error("a cart has its line");
  const steps = explainLine({
    ...quoted,
    steps: quoted.trace,
    unit: line.unit,
    rates: line.returned ? [] : (quote.taxGroups[0]?.rates ?? []),
    taxRounding: input.rules.taxRounding,
    returned: line.returned,
  });
  const total = steps.find((step) => step.kind === "total");
  const before = steps.slice(
    0,
    steps.findIndex((step) => step.kind === "total"),
  );
  const last = before.findLast((step) => "runningMinor" in step);
  expect(total?.runningMinor).toBe(quoted.grossMinor);
  expect(last && "runningMinor" in last && last.runningMinor).toBe(quoted.grossMinor);
  return steps;
}

const kinds = (steps: readonly ExplainedStep[]) => steps.map((step) => step.kind);

describe("explainLine", () => {
  it("[TR3] goes from the list's price over every reduction and tax to what is paid", () => {
    const steps = explain(
      newLine({
        discount: { kind: "percent", percentPpm: ratePpm(100_000), reason: "Dented" },
      }),
      {
        orderDiscount: { kind: "amount", amountMinor: minor(132), reason: null },
        earnsPoints: true,
      },
    );
    expect(steps).toEqual([
      { kind: "list", name: "Retail", why: "default", minQuantityMilli: 0, unitPriceMinor: 1_160 },
      {
        kind: "extended",
        unit: "each",
        quantityMilli: 3_000,
        unitPriceMinor: 1_160,
        amountMinor: 3_480,
        runningMinor: 3_480,
      },
      {
        kind: "line_discount",
        percentPpm: 100_000,
        reason: "Dented",
        baseMinor: 3_480,
        amountMinor: -348,
        runningMinor: 3_132,
      },
      { kind: "order_discount", baseMinor: 3_132, amountMinor: -132, runningMinor: 3_000 },
      expect.objectContaining({
        kind: "tax",
        name: "VAT",
        isIncluded: true,
        isDuty: false,
        isShare: false,
        taxMinor: 414,
        runningMinor: 3_000,
      }),
      expect.objectContaining({
        kind: "tax",
        name: "Bag levy",
        isIncluded: false,
        isDuty: true,
        taxMinor: 150,
        runningMinor: 3_150,
      }),
      { kind: "total", runningMinor: 3_150 },
      { kind: "points", points: 31 },
    ]);
  });

  it("[TR3] says why a price was stated, and shows both prices", () => {
    const steps = explain(
      newLine({
        stated: {
          why: "override",
          unitPriceMinor: minor(1_000),
          pricesIncludeTax: null,
          reason: "Match",
        },
      }),
    );
    expect(kinds(steps)).toEqual(["list", "stated", "extended", "tax", "tax", "total"]);
    expect(steps[1]).toMatchObject({ why: "override", reason: "Match", unitPriceMinor: 1_000 });
  });

  it("[TR3] starts a weighed good from its barcode's amount", () => {
    const steps = explain(
      newLine({ unit: "kg", quantityMilli: quantityMilli(431), embeddedMinor: minor(499) }),
    );
    expect(kinds(steps)).toEqual(["list", "embedded", "tax", "tax", "total"]);
    expect(steps[1]).toEqual({ kind: "embedded", amountMinor: 499, runningMinor: 499 });
  });

  it("[TR3] takes the tax out for a customer who pays none", () => {
    const steps = explain(newLine(), { isTaxExempt: true });
    expect(kinds(steps)).toEqual(["list", "tax_exempt", "extended", "total"]);
    expect(steps[1]).toMatchObject({
      fromMinor: 1_160,
      rateNames: ["VAT", "Bag levy"],
      unitPriceMinor: 1_000,
    });
  });

  it("[TR3] mirrors everything for goods that come back without a receipt", () => {
    const steps = explain(
      newLine({
        quantityMilli: quantityMilli(-3_000),
        discount: { kind: "amount", amountMinor: minor(480), reason: null },
      }),
    );
    expect(steps[2]).toMatchObject({ amountMinor: 480, runningMinor: -3_000 });
  });

  it("[TR3] explains goods of a receipt by the receipt", () => {
    const steps = explain(
      newLine({
        quantityMilli: quantityMilli(-1_000),
        returned: {
          saleId: uuidFrom("sale"),
          lineId: uuidFrom("sold"),
          receiptNumber: "2026-04-29-A3-07",
          soldQuantityMilli: quantityMilli(3_000),
          returnedBeforeMilli: quantityMilli(1_000),
          sold: {
            subtotalMinor: 3_480,
            discountMinor: 0,
            netMinor: 3_000,
            taxMinor: 480,
            grossMinor: 3_480,
            points: 0,
            taxes: [{ code: "VAT", name: "VAT", ratePpm: 160_000, netMinor: 3_000, taxMinor: 480 }],
          },
        },
      }),
    );
    expect(kinds(steps)).toEqual(["returned", "tax", "total"]);
    expect(steps[0]).toMatchObject({
      receiptNumber: "2026-04-29-A3-07",
      soldMinor: 3_480,
      amountMinor: -1_160,
    });
  });
});
