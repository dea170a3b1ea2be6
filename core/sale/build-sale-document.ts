import { priceCart } from "../cart/price-cart";
import { settlePayments } from "../cart/settle-cart";
import { DomainError } from "../errors";
import { type Minor, minor } from "../money/minor";
import type { RoundingMode } from "../money/mul-div";
import { type QuantityMilli, quantityMilli } from "../quantity/quantity";
import type { TaxGroup } from "../tax/tax-group";
import type { PaymentMethod, SaleDocument, SaleKind, Unit } from "./sale-document";

/** A line as the cart holds it; amounts are of the price basis (with or without tax). */
export type SaleLineRequest = {
  readonly lineId: string;
  readonly productId: string | null;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
  readonly quantityMilli: QuantityMilli;
  readonly unitPriceMinor: Minor;
  readonly discountMinor: Minor;
  readonly taxGroupCode: string;
  readonly isStocked: boolean;
  readonly originalLineId?: string | null;
  readonly note?: string | null;
};

export type PaymentRequest = {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  /** What is to stay of this payment; left out for cash that is handed over and given change. */
  readonly amountMinor?: Minor;
  readonly tenderedMinor?: Minor;
  readonly reference?: string | null;
};

export type SaleRequest = {
  readonly saleId: string;
  readonly kind: SaleKind;
  readonly receiptNumber: string;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly taxGroups: readonly TaxGroup[];
  readonly cashIncrementMinor: Minor;
  readonly cashRoundingMode: RoundingMode;
  readonly customerId?: string | null;
  readonly originalSaleId?: string | null;
  readonly reason?: string | null;
  readonly note?: string | null;
  readonly lines: readonly SaleLineRequest[];
  readonly orderDiscountMinor: Minor;
  readonly payments: readonly PaymentRequest[];
};

/**
 * Price, tax and settle a cart into the document that its event carries [SA3]. The till, REST,
 * imports and the demo all sell through this one function.
 *
 * @throws DomainError cart_empty | payment_below_total | payment_above_total |
 *         discount_exceeds_amount | validation_failed (a tax group that is not given).
 */
export function buildSaleDocument(request: SaleRequest): SaleDocument {
  if (request.lines.length === 0) throw new DomainError("cart_empty");
  const groups = new Map(request.taxGroups.map((group) => [group.code, group]));
  const cart = priceCart({
    currency: request.currency,
    pricesIncludeTax: request.pricesIncludeTax,
    taxRounding: "line",
    orderDiscountMinor: request.orderDiscountMinor,
    lines: request.lines.map((line) => ({
      lineId: line.lineId,
      unitPriceMinor: line.unitPriceMinor,
      quantityMilli: line.quantityMilli,
      discountMinor: line.discountMinor,
      taxGroup: taxGroupOf(groups, line.taxGroupCode),
    })),
  });
  const settled = settlePayments({
    totalMinor: cart.totalMinor,
    cashIncrementMinor: request.cashIncrementMinor,
    cashRoundingMode: request.cashRoundingMode,
    payments: request.payments.map((payment) => ({
      method: payment.method,
      ...(payment.amountMinor === undefined ? {} : { amountMinor: payment.amountMinor }),
      ...(payment.tenderedMinor === undefined ? {} : { tenderedMinor: payment.tenderedMinor }),
    })),
  });
  const used = new Set(request.lines.map((line) => line.taxGroupCode));
  return {
    saleId: request.saleId,
    kind: request.kind,
    receiptNumber: request.receiptNumber,
    currency: request.currency,
    pricesIncludeTax: request.pricesIncludeTax,
    taxRounding: "line",
    taxGroups: request.taxGroups.filter((group) => used.has(group.code)).map(copyGroup),
    customerId: request.customerId ?? null,
    originalSaleId: request.originalSaleId ?? null,
    reason: request.reason ?? null,
    note: request.note ?? null,
    lines: request.lines.map((line, index) => documentLine(line, cart.lines[index])),
    taxes: cart.taxes.map((tax) => ({ ...tax })),
    subtotalMinor: cart.subtotalMinor,
    discountMinor: cart.discountMinor,
    netMinor: cart.netMinor,
    taxMinor: cart.taxMinor,
    totalMinor: cart.totalMinor,
    roundingMinor: settled.roundingMinor,
    paidMinor: settled.paidMinor,
    changeMinor: settled.changeMinor,
    payments: request.payments.map((payment, index) => {
      const settledPayment = settled.payments[index];
      return {
        paymentId: payment.paymentId,
        method: payment.method,
        amountMinor: settledPayment?.amountMinor ?? minor(0),
        tenderedMinor: settledPayment?.tenderedMinor ?? minor(0),
        changeMinor: settledPayment?.changeMinor ?? minor(0),
        currency: request.currency,
        reference: payment.reference ?? null,
      };
    }),
  };
}

function taxGroupOf(groups: ReadonlyMap<string, TaxGroup>, code: string): TaxGroup {
  const group = groups.get(code);
  if (!group) throw new DomainError("validation_failed", { field: "taxGroupCode", code });
  return group;
}

function copyGroup(group: TaxGroup): SaleDocument["taxGroups"][number] {
  return { ...group, rates: group.rates.map((rate) => ({ ...rate })) };
}

type PricedLine = ReturnType<typeof priceCart>["lines"][number];

function documentLine(
  line: SaleLineRequest,
  priced: PricedLine | undefined,
): SaleDocument["lines"][number] {
  if (!priced) throw new Error("a priced cart has a line for each of its cart's lines");
  return {
    lineId: line.lineId,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: line.unitPriceMinor,
    subtotalMinor: priced.subtotalMinor,
    discountMinor: priced.discountMinor,
    netMinor: priced.netMinor,
    taxMinor: priced.taxMinor,
    grossMinor: priced.grossMinor,
    taxGroupCode: line.taxGroupCode,
    taxes: priced.taxes.map((tax) => ({ ...tax })),
    isStocked: line.isStocked,
    originalLineId: line.originalLineId ?? null,
    note: line.note ?? null,
  };
}

/**
 * Whether a document's figures are what the engine makes of its own lines [SA4]: the server runs
 * this on every event before it books one.
 *
 * @throws DomainError event_totals_mismatch naming the first figure that differs.
 */
export function verifySaleDocument(document: SaleDocument): void {
  const groups = new Map(document.taxGroups.map((group) => [group.code, group]));
  const cart = priceCart({
    currency: document.currency,
    pricesIncludeTax: document.pricesIncludeTax,
    taxRounding: document.taxRounding,
    orderDiscountMinor: minor(0),
    lines: document.lines.map((line) => ({
      lineId: line.lineId,
      unitPriceMinor: minor(line.unitPriceMinor),
      quantityMilli: quantityMilli(line.quantityMilli),
      discountMinor: minor(Math.abs(line.discountMinor)),
      taxGroup: taxGroupOf(groups, line.taxGroupCode),
    })),
  });
  document.lines.forEach((line, index) => {
    const priced = cart.lines[index];
    for (const field of ["subtotalMinor", "netMinor", "taxMinor", "grossMinor"] as const) {
      requireEqual(`lines.${index}.${field}`, line[field], priced?.[field]);
    }
  });
  for (const field of ["subtotalMinor", "discountMinor", "netMinor", "taxMinor"] as const) {
    requireEqual(field, document[field], cart[field]);
  }
  requireEqual("totalMinor", document.totalMinor, cart.totalMinor);
  verifyTaxes(document, cart.taxes);
  verifyPayments(document);
}

function verifyTaxes(document: SaleDocument, computed: ReturnType<typeof priceCart>["taxes"]) {
  requireEqual("taxes.length", document.taxes.length, computed.length);
  document.taxes.forEach((tax, index) => {
    requireEqual(`taxes.${index}.taxMinor`, tax.taxMinor, computed[index]?.taxMinor);
    requireEqual(`taxes.${index}.netMinor`, tax.netMinor, computed[index]?.netMinor);
  });
}

function verifyPayments(document: SaleDocument): void {
  let paidMinor = 0;
  let changeMinor = 0;
  document.payments.forEach((payment, index) => {
    requireEqual(
      `payments.${index}.amountMinor`,
      payment.amountMinor,
      payment.tenderedMinor - payment.changeMinor,
    );
    paidMinor += payment.amountMinor;
    changeMinor += payment.changeMinor;
  });
  requireEqual("paidMinor", document.paidMinor, document.totalMinor + document.roundingMinor);
  requireEqual("payments", paidMinor, document.paidMinor);
  requireEqual("changeMinor", document.changeMinor, changeMinor);
}

function requireEqual(field: string, stated: number, computed: number | undefined): void {
  if (stated !== computed) {
    throw new DomainError("event_totals_mismatch", {
      field,
      stated,
      computed: computed ?? null,
    });
  }
}
