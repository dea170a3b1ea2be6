import { priceCart } from "../cart/price-cart";
import type { Quote } from "../cart/quote-cart";
import type { Discount } from "../cart/quote-input";
import { settlePayments } from "../cart/settle-cart";
import { DomainError } from "../errors";
import { type Minor, ZERO_MINOR } from "../money/minor";
import type { RoundingMode } from "../money/mul-div";
import { sealTrace } from "../pricing/run-trace";
import type { QuantityMilli } from "../quantity/quantity";
import type { TaxGroup } from "../tax/tax-group";
import type { ReturnedLine } from "./return-line";
import type {
  Approval,
  ForeignTender,
  PaymentMethod,
  SaleDocument,
  SaleKind,
  SaleLine,
  Unit,
  VoidedLine,
} from "./sale-document";

/** What a line is, besides what it costs. */
export type SaleLineItem = {
  readonly lineId: string;
  readonly productId: string | null;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
  readonly quantityMilli: QuantityMilli;
  readonly taxGroupCode: string;
  readonly isStocked: boolean;
  readonly returned?: ReturnedLine | null;
  readonly note?: string | null;
};

/** A line whose price is stated; amounts are of the price basis (with or without tax). */
export type SaleLineRequest = SaleLineItem & {
  readonly unitPriceMinor: Minor;
  readonly discountMinor: Minor;
};

export type PaymentRequest = {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  /** What is to stay of this payment; left out for cash that is handed over and given change. */
  readonly amountMinor?: Minor;
  readonly tenderedMinor?: Minor;
  /** Cash of another currency: it counts for what it is worth at the rate. */
  readonly foreign?: ForeignTender | null;
  readonly reference?: string | null;
};

type SaleCircumstances = {
  readonly saleId: string;
  readonly kind: SaleKind;
  readonly receiptNumber: string;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly taxGroups: readonly TaxGroup[];
  readonly cashIncrementMinor: Minor;
  readonly cashRoundingMode: RoundingMode;
  readonly taxRounding?: SaleDocument["taxRounding"];
  readonly isTaxExempt?: boolean;
  readonly customerId?: string | null;
  readonly originalSaleId?: string | null;
  readonly heldCartId?: string | null;
  readonly reason?: string | null;
  readonly note?: string | null;
  readonly coupons?: readonly string[];
  readonly voidedLines?: readonly VoidedLine[];
  readonly approvals?: readonly Approval[];
  readonly tipMinor?: Minor;
  readonly payments: readonly PaymentRequest[];
};

/** A cart as `quoteCart` priced it, with the same lines. */
type QuotedSale = {
  readonly quote: Quote;
  readonly lines: readonly SaleLineItem[];
  readonly orderDiscount: Discount | null;
};

/** Prices and discounts as the caller states them; there are no lists and no promotions. */
type StatedSale = {
  readonly quote?: undefined;
  readonly lines: readonly SaleLineRequest[];
  readonly orderDiscountMinor: Minor;
};

export type SaleRequest = SaleCircumstances & (QuotedSale | StatedSale);

/**
 * Price, tax and settle a cart into the document that its event carries [SA3]. The till, REST,
 * imports and the demo all sell through this one function.
 *
 * @throws DomainError cart_empty | payment_below_total | payment_above_total | tip_not_valid |
 *         validation_failed (a tax group that is not given) | return_exceeds_sold.
 */
export function buildSaleDocument(request: SaleRequest): SaleDocument {
  if (request.lines.length === 0) throw new DomainError("cart_empty");
  const quote = request.quote === undefined ? quoteStated(request) : request.quote;
  const tipMinor = request.tipMinor ?? ZERO_MINOR;
  const settled = settlePayments({
    totalMinor: quote.totalMinor,
    tipMinor,
    currency: request.currency,
    cashIncrementMinor: request.cashIncrementMinor,
    cashRoundingMode: request.cashRoundingMode,
    payments: request.payments,
  });
  const { roundingMinor, paidMinor, changeMinor } = settled;
  return {
    saleId: request.saleId,
    kind: request.kind,
    receiptNumber: request.receiptNumber,
    currency: request.currency,
    pricesIncludeTax: request.pricesIncludeTax,
    taxRounding: request.taxRounding ?? "line",
    taxGroups: usedGroups(request, quote),
    isTaxExempt: request.isTaxExempt ?? false,
    ...circumstancesOf(request),
    orderDiscount: orderDiscountOf(request, quote),
    lines: request.lines.map((line, index) => documentLine(line, quote.lines[index])),
    taxes: quote.taxes.map((tax) => ({ ...tax })),
    subtotalMinor: quote.subtotalMinor,
    promotionMinor: quote.promotionMinor,
    discountMinor: quote.discountMinor,
    netMinor: quote.netMinor,
    taxMinor: quote.taxMinor,
    totalMinor: quote.totalMinor,
    roundingMinor,
    tipMinor,
    paidMinor,
    changeMinor,
    points: quote.points,
    payments: request.payments.map((payment, index) => ({
      paymentId: payment.paymentId,
      method: payment.method,
      amountMinor: settled.payments[index]?.amountMinor ?? ZERO_MINOR,
      tenderedMinor: settled.payments[index]?.tenderedMinor ?? ZERO_MINOR,
      changeMinor: settled.payments[index]?.changeMinor ?? ZERO_MINOR,
      currency: request.currency,
      foreign: payment.foreign ?? null,
      reference: payment.reference ?? null,
    })),
  };
}

/** Whom, what and why a sale is about, besides its figures. */
function circumstancesOf(request: SaleCircumstances) {
  return {
    customerId: request.customerId ?? null,
    originalSaleId: request.originalSaleId ?? null,
    heldCartId: request.heldCartId ?? null,
    reason: request.reason ?? null,
    note: request.note ?? null,
    coupons: [...(request.coupons ?? [])],
    voidedLines: [...(request.voidedLines ?? [])],
    approvals: [...(request.approvals ?? [])],
  };
}

/** Nothing but the prices and discounts that the caller states: no lists, no promotions. */
function quoteStated(request: SaleCircumstances & StatedSale): Quote {
  const groups = new Map(request.taxGroups.map((group) => [group.code, group]));
  return priceCart({
    currency: request.currency,
    pricesIncludeTax: request.pricesIncludeTax,
    taxRounding: request.taxRounding ?? "line",
    orderDiscountMinor: request.orderDiscountMinor,
    lines: request.lines.map((line) => ({ ...line, taxGroup: taxGroupOf(groups, line) })),
  });
}

function taxGroupOf(groups: ReadonlyMap<string, TaxGroup>, line: SaleLineRequest): TaxGroup {
  const group = groups.get(line.taxGroupCode);
  if (!group) {
    throw new DomainError("validation_failed", { field: "taxGroupCode", code: line.taxGroupCode });
  }
  return group;
}

function orderDiscountOf(request: SaleRequest, quote: Quote): SaleDocument["orderDiscount"] {
  const asked = request.quote === undefined ? statedDiscount(request) : request.orderDiscount;
  if (!asked) return null;
  return {
    percentPpm: asked.kind === "percent" ? asked.percentPpm : null,
    askedMinor: asked.kind === "amount" ? asked.amountMinor : null,
    amountMinor: quote.orderDiscountMinor,
    reason: asked.reason,
  };
}

function statedDiscount({ orderDiscountMinor: amountMinor }: StatedSale): Discount | null {
  return amountMinor === 0 ? null : { kind: "amount", amountMinor, reason: null };
}

function usedGroups(request: SaleRequest, quote: Quote): SaleDocument["taxGroups"] {
  const used = new Set(request.lines.map((line) => line.taxGroupCode));
  const quoted = new Map(quote.taxGroups.map((group) => [group.code, group]));
  return request.taxGroups
    .filter((group) => used.has(group.code))
    .map((group) => quoted.get(group.code) ?? group)
    .map((group) => ({ ...group, rates: group.rates.map((rate) => ({ ...rate })) }));
}

function documentLine(line: SaleLineItem, quoted: Quote["lines"][number] | undefined): SaleLine {
  if (!quoted) throw new Error("a quoted cart has a line for each of its cart's lines");
  const returned = line.returned ?? null;
  return {
    lineId: line.lineId,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: quoted.unitPriceMinor,
    pricesIncludeTax: quoted.pricesIncludeTax,
    subtotalMinor: quoted.subtotalMinor,
    promotionMinor: quoted.promotionMinor,
    discountMinor: quoted.discountMinor,
    netMinor: quoted.netMinor,
    taxMinor: quoted.taxMinor,
    grossMinor: quoted.grossMinor,
    taxGroupCode: line.taxGroupCode,
    taxes: quoted.taxes.map((tax) => ({ ...tax })),
    points: quoted.points,
    isStocked: line.isStocked,
    trace: returned ? null : sealTrace(quoted.trace),
    returned: returned && { ...returned },
    note: line.note ?? null,
  };
}
