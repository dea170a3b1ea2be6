import { describe, expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { minor } from "../money/minor";
import type { PriceList } from "../pricing/price-list";
import { compilePromotions } from "../promotion/compile-promotions";
import type { Promotion } from "../promotion/promotion";
import { quantityMilli } from "../quantity/quantity";
import { buildSaleDocument, type SaleLineItem } from "../sale/build-sale-document";
import type { ReturnedLine } from "../sale/return-line";
import { verifySaleDocument } from "../sale/verify-sale-document";
import { ratePpm } from "../tax/rate";
import { instant } from "../time";
import { quoteCart } from "./quote-cart";
import type { QuoteInput, QuoteLine } from "./quote-input";

const STORE = uuidFrom("store");
const GROUP = uuidFrom("members");
const TEA = uuidFrom("tea");

const vat = (ppm: number) => ({
  code: "VAT",
  name: "VAT",
  ratePpm: ratePpm(ppm),
  kind: "percent" as const,
  isCompound: false,
});
const STANDARD = {
  code: "B",
  name: "Standard",
  rates: [
    { ...vat(140_000), validUntil: "2026-01-01" },
    { ...vat(160_000), validFrom: "2026-01-01" },
  ],
};
const EXEMPT = { code: "A", name: "Exempt", rates: [] };

const list = (code: string, change: Partial<PriceList> = {}): PriceList => ({
  id: uuidFrom("list", code),
  code,
  name: code,
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
  ...change,
});
const RETAIL = list("RETAIL");
const TRADE = list("TRADE", { customerGroupIds: [GROUP], pricesIncludeTax: false });

const TENTH_OFF_TEA: Promotion = {
  id: uuidFrom("promotion"),
  code: "TEA",
  name: "A tenth off tea",
  priority: 0,
  isExclusive: false,
  currency: "KES",
  validFrom: null,
  validUntil: null,
  weekdays: [],
  fromMinutes: null,
  untilMinutes: null,
  storeIds: [],
  customerGroupIds: [],
  coupon: null,
  target: { productIds: [TEA], categoryIds: [], tags: [], excludedProductIds: [] },
  minimumSpendMinor: null,
  usesPerCartMax: null,
  effect: { kind: "percent_off", percentPpm: ratePpm(100_000) },
};

const price = (of: PriceList, amount: number, from = 0) => ({
  priceListId: of.id,
  priceMinor: minor(amount),
  minQuantityMilli: quantityMilli(from),
});

function line(change: Partial<QuoteLine> = {}): QuoteLine {
  return {
    lineId: uuidFrom("line"),
    productId: TEA,
    categoryId: null,
    tags: [],
    unit: "each",
    quantityMilli: quantityMilli(1000),
    prices: [price(RETAIL, 11_600), price(TRADE, 9000), price(TRADE, 8000, 6000)],
    stated: null,
    embeddedMinor: null,
    discount: null,
    taxGroupCode: "B",
    returned: null,
    ...change,
  };
}

function input(lines: readonly QuoteLine[], change: Partial<QuoteInput> = {}): QuoteInput {
  return {
    rules: {
      book: {
        lists: new Map([RETAIL, TRADE].map((each) => [each.id, each])),
        defaultListId: RETAIL.id,
      },
      promotions: compilePromotions([TENTH_OFF_TEA]),
      taxGroups: new Map([STANDARD, EXEMPT].map((group) => [group.code, group])),
      taxRounding: "line",
      pointsPpm: 10_000,
    },
    context: {
      currency: "KES",
      at: instant(Date.UTC(2026, 3, 30, 9)),
      localDate: "2026-04-30",
      weekday: 4,
      localMinutes: 720,
      storeId: STORE,
      customerGroupIds: [],
      couponCodes: [],
      couponUses: new Map(),
    },
    businessDate: "2026-04-30",
    pricesIncludeTax: true,
    isTaxExempt: false,
    earnsPoints: false,
    orderDiscount: null,
    lines,
    ...change,
  };
}

const lineRequest = (quoted: QuoteLine): SaleLineItem => ({
  lineId: quoted.lineId,
  productId: quoted.productId,
  sku: "TEA",
  name: "Tea",
  unit: quoted.unit,
  quantityMilli: quoted.quantityMilli,
  taxGroupCode: quoted.taxGroupCode,
  isStocked: true,
  returned: quoted.returned,
});

function documentOf(asked: QuoteInput) {
  return buildSaleDocument({
    saleId: uuidFrom("sale"),
    kind: "sale",
    receiptNumber: "2026-04-30-A1-01",
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: [STANDARD, EXEMPT],
    taxRounding: asked.rules.taxRounding,
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    isTaxExempt: asked.isTaxExempt,
    orderDiscount: asked.orderDiscount,
    lines: asked.lines.map(lineRequest),
    payments: [{ paymentId: uuidFrom("payment"), method: "cash" }],
    quote: quoteCart(asked),
  });
}

describe("quoteCart", () => {
  it("[CT7] takes promotions, then the line's discount, then the order's", () => {
    const percentPpm = ratePpm(50_000);
    const asked = input([line({ discount: { kind: "percent", percentPpm, reason: "Dented" } })], {
      orderDiscount: { kind: "amount", amountMinor: minor(100), reason: null },
    });
    const [quoted] = quoteCart(asked).lines;
    expect(quoted?.trace.map((step) => step.kind)).toEqual([
      "list",
      "promotion",
      "line_discount",
      "order_discount",
    ]);
    // 116.00 less 11.60, less 5 % of 104.40, less 1.00.
    expect(quoted).toMatchObject({
      subtotalMinor: 11_600,
      promotionMinor: 1160,
      discountMinor: 1160 + 522 + 100,
      grossMinor: 9818,
      taxMinor: 1354,
    });
    verifySaleDocument(documentOf(asked));
  });

  it("[CT7] leaves goods that were priced by hand or by their barcode out of promotions", () => {
    const stated = {
      why: "override" as const,
      unitPriceMinor: minor(5000),
      pricesIncludeTax: null,
      reason: "Last one",
    };
    const asked = input([
      line({ stated }),
      line({
        lineId: uuidFrom("weighed"),
        unit: "kg",
        quantityMilli: quantityMilli(104),
        embeddedMinor: minor(1025),
      }),
    ]);
    const quote = quoteCart(asked);
    expect(quote.promotionMinor).toBe(0);
    expect(quote.lines.map((each) => each.grossMinor)).toEqual([5000, 1025]);
    verifySaleDocument(documentOf(asked));
  });

  it("[PL2] gives a member the group's list and its break, without tax beside lines with it", () => {
    const member = { ...input([]).context, customerGroupIds: [GROUP] };
    const asked = input(
      [
        line({ quantityMilli: quantityMilli(4000) }),
        line({ lineId: uuidFrom("more"), quantityMilli: quantityMilli(2000) }),
        line({
          lineId: uuidFrom("soap"),
          productId: uuidFrom("soap"),
          prices: [price(RETAIL, 5800)],
        }),
      ],
      { context: member },
    );
    const quote = quoteCart(asked);
    expect(quote.lines.map((each) => [each.unitPriceMinor, each.pricesIncludeTax])).toEqual([
      [8000, false],
      [8000, false],
      [5800, true],
    ]);
    expect(quote.lines[0]).toMatchObject({ netMinor: 28_800, grossMinor: 33_408 });
    verifySaleDocument(documentOf(asked));
  });

  it("[CT8] sells without tax to a customer who pays none", () => {
    const asked = input([line()], { isTaxExempt: true });
    expect(quoteCart(asked)).toMatchObject({ totalMinor: 9000, taxMinor: 0, taxes: [] });
    verifySaleDocument(documentOf(asked));
  });

  it("[CT1] taxes by the rate of the business date", () => {
    const quoteOn = (businessDate: string) => quoteCart(input([line()], { businessDate })).taxMinor;
    expect(quoteOn("2025-12-31")).toBe(1282);
    expect(quoteOn("2026-01-01")).toBe(1440);
  });

  it("[CT9] earns points on the gross of goods sold, spread over their lines", () => {
    const two = [line(), line({ lineId: uuidFrom("more"), quantityMilli: quantityMilli(2000) })];
    const quote = quoteCart(input(two, { earnsPoints: true }));
    expect(quote.totalMinor).toBe(31_320);
    expect(quote.points).toBe(313);
    expect(quote.lines.map((each) => each.points)).toEqual([104, 209]);
    expect(quoteCart(input(two)).points).toBe(0);
  });

  it("[SA6] settles an exchange in one document, each side at its own price", () => {
    const returned: ReturnedLine = {
      saleId: uuidFrom("earlier"),
      lineId: uuidFrom("earlier line"),
      receiptNumber: "2026-04-01-A1-07",
      soldQuantityMilli: 3000,
      returnedBeforeMilli: 1000,
      sold: {
        subtotalMinor: 3000,
        discountMinor: 100,
        netMinor: 2500,
        taxMinor: 400,
        grossMinor: 2900,
        points: 29,
        taxes: [{ code: "VAT", name: "VAT", ratePpm: 160_000, netMinor: 2500, taxMinor: 400 }],
      },
    };
    const asked = input([
      line(),
      line({
        lineId: uuidFrom("back"),
        quantityMilli: quantityMilli(-1000),
        returned,
        stated: {
          why: "given",
          unitPriceMinor: minor(1000),
          pricesIncludeTax: true,
          reason: null,
        },
      }),
    ]);
    const quote = quoteCart(asked);
    expect(quote.lines[1]).toMatchObject({ grossMinor: -966, discountMinor: -34, points: -9 });
    expect(quote.totalMinor).toBe(10_440 - 966);
    const document = documentOf(asked);
    verifySaleDocument(document);
    const altered = {
      ...document,
      lines: document.lines.map((each) =>
        each.returned ? { ...each, grossMinor: each.grossMinor - 1 } : each,
      ),
    };
    expect(() => verifySaleDocument(altered)).toThrow("event_totals_mismatch");
  });

  it("[CT1] refuses a line that nothing prices", () => {
    expect(() => quoteCart(input([line({ prices: [] })]))).toThrow("price_not_valid");
    expect(() => quoteCart(input([line({ taxGroupCode: "?" })]))).toThrow("validation_failed");
  });
});
