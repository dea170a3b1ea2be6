import { z } from "zod";
import { formatQuantity, quantityMilli } from "../../core/quantity/quantity";
import { SALE_KINDS, SALE_STATUSES, UNITS } from "../../core/sale/sale-document";
import { plainTraceSchema, type SaleView, type SaleViewLine } from "../sales/sale-view";

const minor = z.number().int();
const quantity = z.string().regex(/^-?\d+(\.\d{1,3})?$/);

/** A sale or refund as REST clients read it: amounts in minor units, quantities as decimals. */
export const transactionSchema = z.object({
  id: z.uuid(),
  kind: z.enum(SALE_KINDS),
  status: z.enum(SALE_STATUSES),
  receiptNumber: z.string(),
  storeId: z.uuid(),
  registerName: z.string(),
  cashierName: z.string(),
  customerId: z.uuid().nullable(),
  originalTransactionId: z.uuid().nullable(),
  businessDate: z.iso.date(),
  occurredAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  currency: z.string(),
  pricesIncludeTax: z.boolean(),
  isTaxExempt: z.boolean(),
  coupons: z.array(z.string()),
  subtotalMinor: minor,
  promotionMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  returnTotalMinor: minor,
  roundingMinor: minor,
  tipMinor: minor,
  points: z.number().int(),
  paidMinor: minor,
  changeMinor: minor,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  lines: z.array(
    z.object({
      id: z.uuid(),
      lineNumber: z.number().int(),
      productId: z.uuid().nullable(),
      sku: z.string(),
      name: z.string(),
      unit: z.enum(UNITS),
      quantity,
      unitPriceMinor: minor,
      pricesIncludeTax: z.boolean(),
      subtotalMinor: minor,
      promotionMinor: minor,
      discountMinor: minor,
      netMinor: minor,
      taxMinor: minor,
      totalMinor: minor,
      taxGroup: z.string(),
      points: z.number().int(),
      /** How the price came about, step by step. */
      trace: plainTraceSchema.nullable(),
      originalTransactionId: z.uuid().nullable(),
      originalLineId: z.uuid().nullable(),
      originalReceiptNumber: z.string().nullable(),
      returnedQuantity: quantity,
      returnableQuantity: quantity,
      note: z.string().nullable(),
    }),
  ),
  taxes: z.array(
    z.object({
      taxGroup: z.string(),
      code: z.string(),
      name: z.string(),
      ratePpm: z.number().int(),
      netMinor: minor,
      taxMinor: minor,
      grossMinor: minor,
    }),
  ),
  payments: z.array(
    z.object({
      id: z.uuid(),
      method: z.string(),
      currency: z.string(),
      amountMinor: minor,
      tenderedMinor: minor,
      changeMinor: minor,
      foreignCurrency: z.string().nullable(),
      foreignTenderedMinor: minor.nullable(),
      foreignRate: z.string().nullable(),
      reference: z.string().nullable(),
    }),
  ),
  /** What took something of this one back. */
  returns: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(SALE_KINDS),
      receiptNumber: z.string(),
      occurredAt: z.iso.datetime(),
      amountMinor: minor,
    }),
  ),
  approvals: z.array(
    z.object({
      permission: z.string(),
      approverName: z.string(),
      reason: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  /** Lines that were taken out before it was paid. */
  voidedLines: z.array(
    z.object({ name: z.string(), unitPriceMinor: minor, reason: z.string(), at: z.iso.datetime() }),
  ),
});

export type Transaction = z.infer<typeof transactionSchema>;

/** The ledger says sale, the API says transaction; the figures are the same. */
export function toTransaction(sale: SaleView): Transaction {
  const { soldAt, businessOn, originalSaleId, lines, taxes, actions, ...same } = sale;
  return {
    ...same,
    coupons: [...sale.coupons],
    occurredAt: soldAt,
    businessDate: businessOn,
    originalTransactionId: originalSaleId,
    lines: lines.map(toLine),
    taxes: taxes.map(({ taxGroupCode, ...tax }) => ({ ...tax, taxGroup: taxGroupCode })),
    payments: sale.payments.map((payment) => ({ ...payment })),
    returns: sale.returns.map(({ soldAt: occurredAt, ...back }) => ({ ...back, occurredAt })),
    approvals: actions
      .filter(({ kind }) => kind === "approval")
      .map(({ subject, approverName, reason, at }) => ({
        permission: subject ?? "",
        approverName: approverName ?? "",
        reason: reason ?? "",
        at,
      })),
    voidedLines: actions
      .filter(({ kind }) => kind === "line_voided")
      .map(({ subject, amountMinor, reason, at }) => ({
        name: subject ?? "",
        unitPriceMinor: amountMinor ?? 0,
        reason: reason ?? "",
        at,
      })),
  };
}

function toLine(line: SaleViewLine): Transaction["lines"][number] {
  const { quantityMilli: milli, grossMinor, taxGroupCode, originalSaleId, ...same } = line;
  const decimal = (quantity: number) => formatQuantity(quantityMilli(quantity));
  return {
    ...same,
    quantity: decimal(milli),
    totalMinor: grossMinor,
    taxGroup: taxGroupCode,
    originalTransactionId: originalSaleId,
    returnedQuantity: decimal(line.returnedMilli),
    returnableQuantity: decimal(line.returnableMilli),
  };
}
