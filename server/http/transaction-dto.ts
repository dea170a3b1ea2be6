import { z } from "zod";
import { formatQuantity, quantityMilli } from "../../core/quantity/quantity";
import { SALE_KINDS, SALE_STATUSES, UNITS } from "../../core/sale/sale-document";
import type { SaleView } from "../sales/sale-view";

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
  subtotalMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  roundingMinor: minor,
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
      subtotalMinor: minor,
      discountMinor: minor,
      netMinor: minor,
      taxMinor: minor,
      totalMinor: minor,
      taxGroup: z.string(),
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
      reference: z.string().nullable(),
    }),
  ),
});

export type Transaction = z.infer<typeof transactionSchema>;

/** The ledger says sale, the API says transaction; the figures are the same. */
export function toTransaction(sale: SaleView): Transaction {
  const { soldAt, businessOn, originalSaleId, lines, taxes, payments, ...same } = sale;
  return {
    ...same,
    occurredAt: soldAt,
    businessDate: businessOn,
    originalTransactionId: originalSaleId,
    lines: lines.map(({ quantityMilli: milli, grossMinor, taxGroupCode, ...line }) => ({
      ...line,
      quantity: formatQuantity(quantityMilli(milli)),
      totalMinor: grossMinor,
      taxGroup: taxGroupCode,
    })),
    taxes: taxes.map(({ taxGroupCode, ...tax }) => ({ ...tax, taxGroup: taxGroupCode })),
    payments: payments.map((payment) => ({ ...payment })),
  };
}
