import { ZERO_MINOR } from "../../core/money/minor";
import type { Deposit, SaleDocument, SaleLine } from "../../core/sale/sale-document";

const ONE_PIECE_MILLI = 1_000;

/**
 * A deposit in the form of a sale, for paper and screen alone: one line that is the layaway, without
 * tax, since the goods are not sold yet.
 */
export function depositDocument(deposit: Deposit): SaleDocument {
  const { amountMinor, currency } = deposit;
  return {
    saleId: deposit.depositId,
    kind: deposit.kind === "cancellation" ? "refund" : "sale",
    receiptNumber: deposit.receiptNumber,
    currency,
    pricesIncludeTax: true,
    taxRounding: "line",
    taxGroups: [],
    isTaxExempt: false,
    customerId: deposit.customerId,
    originalSaleId: null,
    heldCartId: deposit.heldCartId,
    reason: deposit.reason,
    note: null,
    coupons: [],
    orderDiscount: null,
    lines: [depositLine(deposit)],
    voidedLines: [],
    approvals: deposit.approvals,
    taxes: [],
    subtotalMinor: amountMinor,
    promotionMinor: 0,
    discountMinor: 0,
    netMinor: amountMinor,
    taxMinor: 0,
    totalMinor: amountMinor,
    roundingMinor: deposit.roundingMinor,
    tipMinor: 0,
    paidMinor: deposit.paidMinor,
    changeMinor: deposit.changeMinor,
    points: 0,
    payments: deposit.payments,
  };
}

function depositLine(deposit: Deposit): SaleLine {
  const { amountMinor, depositId, heldNumber } = deposit;
  return {
    lineId: depositId,
    productId: null,
    sku: "",
    name: heldNumber,
    unit: "each",
    quantityMilli: amountMinor < 0 ? -ONE_PIECE_MILLI : ONE_PIECE_MILLI,
    unitPriceMinor: Math.abs(amountMinor),
    pricesIncludeTax: true,
    subtotalMinor: amountMinor,
    promotionMinor: ZERO_MINOR,
    discountMinor: ZERO_MINOR,
    netMinor: amountMinor,
    taxMinor: ZERO_MINOR,
    grossMinor: amountMinor,
    taxGroupCode: "",
    taxes: [],
    points: 0,
    isStocked: false,
    trace: null,
    returned: null,
    note: null,
  };
}
