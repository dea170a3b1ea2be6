import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDomainError } from "../errors";
import { uuidFrom } from "../ids";
import { postSale } from "../ledger/post-sale";
import { minor, ZERO_MINOR } from "../money/minor";
import { quantityMilli } from "../quantity/quantity";
import { ratePpm } from "../tax/rate";
import type { TaxGroup } from "../tax/tax-group";
import { buildSaleDocument, type SaleRequest } from "./build-sale-document";
import { type SaleDocument, saleDocumentSchema } from "./sale-document";
import { verifySaleDocument } from "./verify-sale-document";

const rate = (code: string, ppm: number) => ({
  code,
  name: code,
  ratePpm: ratePpm(ppm),
  kind: "percent" as const,
  isCompound: false,
});
const GROUPS: TaxGroup[] = [
  { code: "A", name: "Exempt", rates: [] },
  { code: "B", name: "Standard", rates: [rate("VAT", 160_000)] },
  { code: "X", name: "Two", rates: [rate("LEVY", 20_000), rate("VAT", 160_000)] },
];

type Line = { quantity: number; price: number; discount: number; group: string };

type StatedRequest = Extract<SaleRequest, { orderDiscountMinor: unknown }>;

function request(lines: readonly Line[], change: Partial<StatedRequest> = {}): StatedRequest {
  return {
    saleId: uuidFrom("sale"),
    kind: "sale",
    receiptNumber: "2026-04-30-A1-01",
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: GROUPS,
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: ZERO_MINOR,
    lines: lines.map((line, index) => ({
      lineId: uuidFrom("line", String(index)),
      productId: uuidFrom("product", String(index)),
      sku: `S${index}`,
      name: `Product ${index}`,
      unit: "kg",
      quantityMilli: quantityMilli(line.quantity),
      unitPriceMinor: minor(line.price),
      discountMinor: minor(line.discount),
      taxGroupCode: line.group,
      isStocked: true,
    })),
    payments: [{ paymentId: uuidFrom("payment"), method: "cash" }],
    ...change,
  };
}

const lineArbitrary = fc.record({
  quantity: fc.integer({ min: 1, max: 20_000 }),
  price: fc.integer({ min: 0, max: 500_000 }),
  discount: fc.integer({ min: 0, max: 2_000 }),
  group: fc.constantFrom("A", "B", "X"),
});
const cartArbitrary = fc.record({
  lines: fc.array(lineArbitrary, { minLength: 1, maxLength: 12 }),
  isInclusive: fc.boolean(),
  isRefund: fc.boolean(),
  orderDiscount: fc.integer({ min: 0, max: 5_000 }),
  increment: fc.constantFrom(1, 5, 100),
});
const RUNS = { seed: 20260430, numRuns: 400 };

function build(cart: {
  lines: readonly Line[];
  isInclusive: boolean;
  isRefund: boolean;
  orderDiscount: number;
  increment: number;
}): SaleDocument {
  const sign = cart.isRefund ? -1 : 1;
  return buildSaleDocument(
    request(
      cart.lines.map((line) => ({ ...line, quantity: line.quantity * sign })),
      {
        kind: cart.isRefund ? "refund" : "sale",
        pricesIncludeTax: cart.isInclusive,
        orderDiscountMinor: minor(cart.orderDiscount),
        cashIncrementMinor: minor(cart.increment),
      },
    ),
  );
}

describe("buildSaleDocument", () => {
  it("[SA3] makes a document that its own schema and the engine accept", () => {
    fc.assert(
      fc.property(cartArbitrary, (cart) => {
        const document = build(cart);
        const parsed = saleDocumentSchema.parse(JSON.parse(JSON.stringify(document)));
        verifySaleDocument(parsed as SaleDocument);
      }),
      RUNS,
    );
  });

  it("[SA1] adds up: lines, taxes, payments and change", () => {
    fc.assert(
      fc.property(cartArbitrary, (cart) => {
        const document = build(cart);
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(document.lines.map((line) => line.grossMinor))).toBe(document.totalMinor);
        expect(sum(document.taxes.map((tax) => tax.taxMinor))).toBe(document.taxMinor);
        expect(document.netMinor + document.taxMinor).toBe(document.totalMinor);
        expect(document.paidMinor).toBe(document.totalMinor + document.roundingMinor);
        expect(sum(document.payments.map((payment) => payment.amountMinor))).toBe(
          document.paidMinor,
        );
      }),
      RUNS,
    );
  });

  it("[SA1] refunds exactly what a sale of the same goods took, negated", () => {
    fc.assert(
      fc.property(cartArbitrary, (cart) => {
        const sale = build({ ...cart, isRefund: false, increment: 1 });
        const refund = build({ ...cart, isRefund: true, increment: 1 });
        expect(refund.totalMinor).toBe(0 - sale.totalMinor);
        expect(refund.taxMinor).toBe(0 - sale.taxMinor);
      }),
      RUNS,
    );
  });

  it("[SA2] keeps cash rounding out of the total", () => {
    const document = build({
      lines: [{ quantity: 1000, price: 99_950, discount: 0, group: "A" }],
      isInclusive: true,
      isRefund: false,
      orderDiscount: 0,
      increment: 100,
    });
    expect(document).toMatchObject({ totalMinor: 99_950, roundingMinor: 50, paidMinor: 100_000 });
  });

  it("[LG1] posts to accounts that add up to zero", () => {
    fc.assert(
      fc.property(cartArbitrary, (cart) => {
        const lines = postSale(build(cart));
        expect(lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(0);
        expect(lines.every((line) => line.amountMinor !== 0)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe("verifySaleDocument", () => {
  it("[SA4] finds any figure that was altered by one minor unit", () => {
    const document = build({
      lines: [
        { quantity: 2000, price: 16_500, discount: 100, group: "B" },
        { quantity: 625, price: 8_000, discount: 0, group: "A" },
      ],
      isInclusive: true,
      isRefund: false,
      orderDiscount: 250,
      increment: 1,
    });
    const figures = [
      "subtotalMinor",
      "discountMinor",
      "netMinor",
      "taxMinor",
      "totalMinor",
      "paidMinor",
      "roundingMinor",
      "changeMinor",
    ] as const;
    for (const field of figures) {
      expectMismatch({ ...document, [field]: document[field] + 1 });
    }
    const lineFigures = [
      "unitPriceMinor",
      "quantityMilli",
      "subtotalMinor",
      "discountMinor",
      "netMinor",
      "taxMinor",
      "grossMinor",
    ] as const;
    for (const field of lineFigures) {
      const [first, ...rest] = document.lines;
      if (!first) throw new Error("a document has lines");
      // A quantity changes by enough to be worth a minor unit.
      const step = field === "quantityMilli" ? 1000 : 1;
      expectMismatch({ ...document, lines: [{ ...first, [field]: first[field] + step }, ...rest] });
    }
    expectMismatch({
      ...document,
      taxes: document.taxes.map((tax) => ({ ...tax, taxMinor: tax.taxMinor + 1 })),
    });
    expectMismatch({
      ...document,
      payments: document.payments.map((payment) => ({
        ...payment,
        amountMinor: payment.amountMinor + 1,
      })),
    });
  });
});

function expectMismatch(document: SaleDocument): void {
  try {
    verifySaleDocument(document);
  } catch (error) {
    expect(isDomainError(error) && error.code).toBe("event_totals_mismatch");
    return;
  }
  throw new Error("an altered document was accepted");
}

describe("verifySaleDocument on what cannot be true", () => {
  const sale = build({
    lines: [{ quantity: 2000, price: 16_500, discount: 0, group: "B" }],
    isInclusive: true,
    isRefund: false,
    orderDiscount: 0,
    increment: 1,
  });
  const [payment] = sale.payments;
  const paying = (change: object) => ({
    payments: sale.payments.map((each) => ({ ...each, ...change })),
  });
  it.each<[string, object]>([
    ["a tip that goes the other way", { tipMinor: -100, paidMinor: sale.paidMinor - 100 }],
    ["rounding without cash", { roundingMinor: 5, ...paying({ method: "card" }) }],
    ["a deposit of no layaway", paying({ method: "deposit" })],
    ["a payment of another currency", paying({ currency: "USD" })],
    ["change on a card", paying({ method: "card", changeMinor: 5, tenderedMinor: 33_005 })],
    [
      "payments of both signs",
      {
        payments: [
          { ...payment, amountMinor: 40_000, tenderedMinor: 40_000 },
          { ...payment, amountMinor: -7000, tenderedMinor: -7000 },
        ],
      },
    ],
    ["a refund of goods that leave", { kind: "refund" }],
    ["a void of no sale", { kind: "void" }],
    ["a tax of another name", { taxes: sale.taxes.map((tax) => ({ ...tax, code: "LEVY" })) }],
  ])("[SA7] refuses %s", (_name, change) => {
    const refusal = expect.objectContaining({ code: "event_schema_invalid" });
    expect(() => verifySaleDocument({ ...sale, ...change } as SaleDocument)).toThrowError(refusal);
  });
});
