import { priceCart } from "../../core/cart/price-cart";
import { CASH_METHOD } from "../../core/cart/settle-cart";
import { DomainError } from "../../core/errors";
import { type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import { type PaidTender, repayTenders } from "../../core/money/repay-tenders";
import { quantityMilli } from "../../core/quantity/quantity";
import {
  buildSaleDocument,
  type PaymentRequest,
  type SaleLineRequest,
} from "../../core/sale/build-sale-document";
import type { PaymentMethod, SaleDocument } from "../../core/sale/sale-document";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { SoldDocument } from "./load-sold-document";

export type ReturnRequest = {
  readonly kind: "refund" | "void";
  readonly sold: SoldDocument;
  /** What comes back now of each line, by its id, in thousandths. */
  readonly quantities: ReadonlyMap<string, number>;
  /** What each method took for the sale and has not given back. */
  readonly paid: readonly PaidTender[];
  readonly receiptNumber: string;
  readonly reason: string;
  readonly cashIncrementMinor: Minor;
  readonly newId: () => string;
};

/**
 * The document of goods that come back to a sale: each line its share of what it was sold for
 * [RF1–RF3], repaid by what had paid [RP1]. A void takes the tip back too, a refund leaves it.
 *
 * @throws DomainError return_exceeds_sold | quantity_not_positive | validation_failed (goods that
 *         would cost money to give back)
 */
export function buildReturn(request: ReturnRequest): SaleDocument {
  const { document } = request.sold;
  const lines = document.lines.flatMap((line) => {
    const quantity = request.quantities.get(line.lineId);
    return quantity === undefined ? [] : [returnedLine(request, line, quantity)];
  });
  const taxGroups = document.taxGroups as readonly TaxGroup[];
  const basis = {
    currency: document.currency,
    pricesIncludeTax: document.pricesIncludeTax,
    taxRounding: document.taxRounding,
    orderDiscountMinor: ZERO_MINOR,
  };
  const { totalMinor } = priceCart({
    ...basis,
    lines: lines.map((line) => ({
      ...line,
      taxGroup: groupOf(taxGroups, line.taxGroupCode),
    })),
  });
  const tipMinor = minor(request.kind === "void" ? 0 - document.tipMinor : 0);
  if (totalMinor > 0) throw new DomainError("validation_failed", { field: "lines" });
  return buildSaleDocument({
    ...basis,
    saleId: request.newId(),
    kind: request.kind,
    receiptNumber: request.receiptNumber,
    taxGroups,
    isTaxExempt: document.isTaxExempt,
    cashIncrementMinor: request.cashIncrementMinor,
    cashRoundingMode: "HALF_UP",
    customerId: document.customerId,
    originalSaleId: document.saleId,
    reason: request.reason,
    lines,
    tipMinor,
    payments: repay(request, minor(0 - totalMinor - tipMinor)),
  });
}

function groupOf(groups: readonly TaxGroup[], code: string): TaxGroup {
  const group = groups.find((each) => each.code === code);
  if (!group) throw new DomainError("validation_failed", { field: "taxGroupCode", code });
  return group;
}

function returnedLine(
  request: ReturnRequest,
  line: SaleDocument["lines"][number],
  quantity: number,
): SaleLineRequest {
  const { sold } = request;
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes } = line;
  return {
    lineId: request.newId(),
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    quantityMilli: quantityMilli(0 - quantity),
    unitPriceMinor: minor(line.unitPriceMinor),
    discountMinor: ZERO_MINOR,
    taxGroupCode: line.taxGroupCode,
    isStocked: line.isStocked,
    returned: {
      saleId: sold.document.saleId,
      lineId: line.lineId,
      receiptNumber: sold.document.receiptNumber,
      soldQuantityMilli: line.quantityMilli,
      returnedBeforeMilli: sold.returnedMilli.get(line.lineId) ?? 0,
      sold: { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes },
    },
  };
}

/** Cash is there for what no other method can take back, so it comes last even if it paid nothing. */
function repay(request: ReturnRequest, refundMinor: Minor): PaymentRequest[] {
  const paid = [...request.paid, { method: CASH_METHOD, amountMinor: ZERO_MINOR }];
  const repaid = repayTenders({ paid, refundMinor, cashMethod: CASH_METHOD });
  const others = repaid.filter((tender) => tender.method !== CASH_METHOD);
  const payments = others.map((tender) => ({
    paymentId: request.newId(),
    method: tender.method as PaymentMethod,
    amountMinor: minor(0 - tender.amountMinor),
  }));
  // One payment of cash without an amount takes the rest, rounded to what coins can pay.
  return others.length === repaid.length
    ? payments
    : [...payments, { paymentId: request.newId(), method: CASH_METHOD }];
}
