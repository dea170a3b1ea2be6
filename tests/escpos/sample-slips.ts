import { quoteCart } from "../../core/cart/quote-cart";
import type { Discount, QuoteLine } from "../../core/cart/quote-input";
import { minor } from "../../core/money/minor";
import { compilePromotions } from "../../core/promotion/compile-promotions";
import { type Promotion, promotionSchema } from "../../core/promotion/promotion";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildReceipt } from "../../core/receipt/build-receipt";
import type { ReceiptDocument } from "../../core/receipt/receipt-document";
import { quotedGoods } from "../../core/receipt/receipt-input";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import type { ReturnedLine } from "../../core/sale/return-line";
import type { Deposit, SaleDocument } from "../../core/sale/sale-document";
import { ratePpm } from "../../core/tax/rate";
import { instant } from "../../core/time";
import {
  type Circumstances,
  cash,
  circumstances,
  DUKA,
  GROUPS,
  type LineSketch,
  newFrame,
  receipt,
  sale,
  saleLine,
  uuid,
} from "./sample-parts";

const LIST_ID = uuid(500);

const ANY_TIME = {
  validFrom: null,
  validUntil: null,
  weekdays: [],
  fromMinutes: null,
  untilMinutes: null,
  storeIds: [],
  customerGroupIds: [],
};

const EVERYTHING = { productIds: [], categoryIds: [], tags: [], excludedProductIds: [] };

const OFFERS: readonly Promotion[] = [
  {
    id: uuid(601),
    code: "TEA3",
    name: "Three teas for the price of two",
    target: { ...EVERYTHING, tags: ["tea"] },
    coupon: null,
    effect: {
      kind: "buy_x_get_y",
      buyQuantity: 2,
      getQuantity: 1,
      getTarget: null,
      percentPpm: 1_000_000,
    },
  },
  {
    id: uuid(602),
    code: "KARIBU",
    name: "Karibu coupon",
    target: { ...EVERYTHING, tags: ["sugar"] },
    coupon: { code: "KARIBU10", usesMax: null, usesPerCustomerMax: null },
    effect: { kind: "percent_off", percentPpm: 100_000 },
  },
].map((offer) =>
  promotionSchema.parse({
    priority: 0,
    isExclusive: false,
    currency: "KES",
    ...ANY_TIME,
    minimumSpendMinor: null,
    usesPerCartMax: null,
    ...offer,
  }),
);

type SlipLine = LineSketch & { readonly tags?: readonly string[]; readonly discount?: Discount };

const CART: readonly SlipLine[] = [
  { name: "Ketepa Pride tea 250 g", quantity: 3000, price: 19_500, tags: ["tea"] },
  { name: "Kabras sugar 1 kg", quantity: 2000, price: 15_500, tags: ["sugar"] },
  {
    name: "Fresh Fri cooking oil 2 L",
    quantity: 1000,
    price: 63_000,
    discount: { kind: "percent", percentPpm: ratePpm(50_000), reason: "Dented" },
  },
  { name: "Sukuma wiki", quantity: 625, price: 8_000, unit: "kg", taxGroupCode: "A" },
];

function quoteLine(line: SlipLine, index: number): QuoteLine {
  return {
    lineId: uuid(index + 1),
    productId: uuid(300 + index),
    categoryId: null,
    tags: line.tags ?? [],
    unit: line.unit ?? "each",
    quantityMilli: quantityMilli(line.quantity),
    prices: [
      {
        priceListId: LIST_ID,
        minQuantityMilli: quantityMilli(0),
        priceMinor: minor(line.price),
      },
    ],
    stated: null,
    embeddedMinor: null,
    discount: line.discount ?? null,
    taxGroupCode: line.taxGroupCode ?? "B",
    returned: line.returned ?? null,
  };
}

/** A cart at list prices with offers and coupons, as the till quotes one. */
function quote(
  lines: readonly SlipLine[],
  change: { orderDiscount?: Discount | null; isTaxExempt?: boolean } = {},
) {
  const list = { id: LIST_ID, code: "RETAIL", name: "Retail", priority: 0, currency: "KES" };
  return quoteCart({
    rules: {
      book: {
        lists: new Map([[LIST_ID, { ...list, ...ANY_TIME, pricesIncludeTax: true }]]),
        defaultListId: LIST_ID,
      },
      promotions: compilePromotions(OFFERS),
      taxGroups: new Map(GROUPS.map((group) => [group.code, group])),
      taxRounding: "line",
      pointsPpm: 10_000,
    },
    context: {
      currency: "KES",
      at: instant(Date.UTC(2026, 10, 21, 10, 46)),
      localDate: "2026-11-21",
      weekday: 6,
      localMinutes: 826,
      storeId: uuid(400),
      customerGroupIds: [],
      couponCodes: ["KARIBU10"],
      couponUses: new Map(),
    },
    businessDate: "2026-11-21",
    pricesIncludeTax: true,
    isTaxExempt: change.isTaxExempt ?? false,
    earnsPoints: true,
    lines: lines.map(quoteLine),
    orderDiscount: change.orderDiscount ?? null,
  });
}

const TEN_PERCENT: Discount = { kind: "percent", percentPpm: ratePpm(100_000), reason: null };

function sold(
  lines: readonly SlipLine[],
  { orderDiscount = null, ...changes }: Circumstances & { orderDiscount?: Discount | null } = {},
): SaleDocument {
  const { isTaxExempt = false } = changes;
  return buildSaleDocument({
    ...circumstances(changes),
    quote: quote(lines, { orderDiscount, isTaxExempt }),
    lines: lines.map(saleLine),
    orderDiscount,
  });
}

function returnOf(line: SaleDocument["lines"][number] | undefined): ReturnedLine {
  if (!line) throw new Error("the sold sample has that line");
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes } = line;
  return {
    saleId: uuid(0),
    lineId: line.lineId,
    receiptNumber: "2026-11-21-A3-01",
    soldQuantityMilli: line.quantityMilli,
    returnedBeforeMilli: 0,
    sold: { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes },
  };
}

function deposit(changes: Partial<Deposit>): Deposit {
  return {
    depositId: uuid(700),
    heldCartId: uuid(701),
    heldNumber: "2026-11-21-A3-L01",
    receiptNumber: "2026-11-21-A3-02",
    kind: "deposit",
    customerId: null,
    currency: "KES",
    totalMinor: 137_350,
    paidBeforeMinor: 30_000,
    amountMinor: 50_000,
    roundingMinor: 0,
    paidMinor: 50_000,
    changeMinor: 50_000,
    payments: [
      {
        paymentId: uuid(900),
        method: "cash",
        amountMinor: 50_000,
        tenderedMinor: 100_000,
        changeMinor: 50_000,
        currency: "KES",
        foreign: null,
        reference: null,
      },
    ],
    cart: null,
    expiresOn: "2027-01-20",
    reason: null,
    approvals: [],
    ...changes,
  };
}

function cartGoods(orderDiscount: Discount | null) {
  return quotedGoods({
    quote: quote(CART, { orderDiscount }),
    currency: "KES",
    pricesIncludeTax: true,
    orderPercentPpm: orderDiscount?.kind === "percent" ? orderDiscount.percentPpm : null,
    lines: CART.map(({ name, unit = "each" }) => ({ name, unit, note: null })),
  });
}

/** What the ways of selling add to receipts, and the slips that are no receipts of sales. */
export function sampleSlips(): Record<string, ReceiptDocument> {
  const bought = sold(CART, {
    orderDiscount: TEN_PERCENT,
    tipMinor: minor(5_000),
    cashIncrementMinor: minor(100),
    payments: [
      { paymentId: uuid(901), method: "card", amountMinor: minor(20_000), reference: "A1 0042" },
      {
        paymentId: uuid(902),
        method: "cash",
        foreign: { currency: "USD", tenderedMinor: 1_000, rate: "129.35" },
      },
    ],
  });
  const [tea, sugar] = bought.lines;
  const back: LineSketch = { ...teaBack(tea, -1000), returned: returnOf(tea) };
  const exchange = sold([back, ...CART.slice(2, 3)], { receiptNumber: "2026-11-22-A3-04" });
  const customerName = "Njeri Kamau";
  const quoteSlip = {
    number: "2026-11-21-A3-Q01",
    expiresOn: "2026-12-05",
    note: "For the wedding",
  };
  return {
    "offers-and-tenders": receipt(bought, { customerName }),
    exchange: receipt(exchange, { customerName }),
    "returned-part": receipt(
      sold(
        [back, { ...teaBack(sugar, -2000), name: "Kabras sugar 1 kg", returned: returnOf(sugar) }],
        { kind: "refund", receiptNumber: "2026-11-22-A3-05", reason: "Damp" },
      ),
      { originalReceiptNumber: "2026-11-21-A3-01", customerName },
    ),
    void: receipt(
      sale([{ name: "Kabras sugar 1 kg", quantity: -2000, price: 15_500 }], {
        kind: "void",
        receiptNumber: "2026-11-21-A3-03",
        reason: "Wrong customer",
      }),
      { originalReceiptNumber: "2026-11-21-A3-02" },
    ),
    "tax-exempt": receipt(sold(CART.slice(0, 2), { isTaxExempt: true }), { customerName }),
    "quote-slip": buildReceipt({
      ...newFrame(),
      customerName,
      quote: { ...quoteSlip, goods: cartGoods(TEN_PERCENT) },
    }),
    "deposit-slip": buildReceipt({
      ...newFrame(),
      customerName,
      deposit: deposit({}),
      goods: cartGoods(null),
    }),
    "deposit-back": buildReceipt({
      ...newFrame(),
      store: { ...DUKA, language: "sw" },
      goods: null,
      deposit: deposit({
        kind: "cancellation",
        receiptNumber: "2026-11-29-A3-01",
        paidBeforeMinor: 80_000,
        amountMinor: -80_000,
        paidMinor: -80_000,
        changeMinor: 0,
        payments: [
          {
            paymentId: uuid(900),
            method: "cash",
            amountMinor: -80_000,
            tenderedMinor: -80_000,
            changeMinor: 0,
            currency: "KES",
            foreign: null,
            reference: null,
          },
        ],
        reason: "Changed her mind",
      }),
    }),
    "swahili-offers": receipt(sold(CART, { orderDiscount: TEN_PERCENT, payments: [cash()] }), {
      store: { ...DUKA, language: "sw-KE" },
      isCopy: true,
    }),
  };
}

function teaBack(line: SaleDocument["lines"][number] | undefined, quantity: number): LineSketch {
  return { name: "Ketepa Pride tea 250 g", quantity, price: line?.unitPriceMinor ?? 0 };
}
