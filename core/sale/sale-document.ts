import * as z from "zod";
import { MINOR_MAX } from "../money/minor";
import { taxGroupSchema } from "../tax/tax-group";

/** How money can change hands. `other` is a tender whose kind was not recorded. */
export const PAYMENT_METHODS = ["cash", "card", "mpesa", "other"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const UNITS = ["each", "kg"] as const;
export type Unit = (typeof UNITS)[number];

export const SALE_KINDS = ["sale", "refund"] as const;
export type SaleKind = (typeof SALE_KINDS)[number];

export const SALE_STATUSES = [
  "pending",
  "completed",
  "voided",
  "refunded",
  "partially_refunded",
] as const;

const minor = z.number().int().min(-MINOR_MAX).max(MINOR_MAX);
const milli = z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000);

export const saleLineTaxSchema = z.strictObject({
  code: z.string().max(20),
  name: z.string().max(40),
  ratePpm: z.number().int(),
  netMinor: minor,
  taxMinor: minor,
});

/** One line as sold: it copies all that it needs, so no catalogue edit can change history. */
export const saleLineSchema = z.strictObject({
  lineId: z.uuid(),
  productId: z.uuid().nullable(),
  sku: z.string().max(64),
  name: z.string().min(1).max(200),
  unit: z.enum(UNITS),
  quantityMilli: milli,
  unitPriceMinor: minor,
  subtotalMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  taxGroupCode: z.string().max(20),
  taxes: z.array(saleLineTaxSchema).max(8),
  isStocked: z.boolean(),
  originalLineId: z.uuid().nullable(),
  note: z.string().max(200).nullable(),
});
export type SaleLine = z.infer<typeof saleLineSchema>;

export const saleTaxSchema = z.strictObject({
  taxGroupCode: z.string().max(20),
  code: z.string().max(20),
  name: z.string().max(40),
  ratePpm: z.number().int(),
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
});
export type SaleTax = z.infer<typeof saleTaxSchema>;

export const salePaymentSchema = z.strictObject({
  paymentId: z.uuid(),
  method: z.enum(PAYMENT_METHODS),
  amountMinor: minor,
  tenderedMinor: minor,
  changeMinor: minor,
  currency: z.string().length(3),
  reference: z.string().max(120).nullable(),
});
export type SalePayment = z.infer<typeof salePaymentSchema>;

/**
 * What a SALE or REFUND event says, version 1. Signed: a refund's quantities and amounts are
 * negative, so that every figure is a plain sum [SA1]. `totalMinor` excludes `roundingMinor`;
 * the money due is their sum [SA2].
 */
export const saleDocumentSchema = z.strictObject({
  saleId: z.uuid(),
  kind: z.enum(SALE_KINDS),
  receiptNumber: z.string().min(1).max(40),
  currency: z.string().length(3),
  pricesIncludeTax: z.boolean(),
  taxRounding: z.literal("line"),
  taxGroups: z.array(taxGroupSchema).max(50),
  customerId: z.uuid().nullable(),
  originalSaleId: z.uuid().nullable(),
  reason: z.string().max(200).nullable(),
  note: z.string().max(500).nullable(),
  lines: z.array(saleLineSchema).min(1).max(5_000),
  taxes: z.array(saleTaxSchema).max(100),
  subtotalMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  roundingMinor: minor,
  paidMinor: minor,
  changeMinor: minor,
  payments: z.array(salePaymentSchema).max(50),
});
export type SaleDocument = z.infer<typeof saleDocumentSchema>;

export const shiftOpenedSchema = z.strictObject({
  shiftId: z.uuid(),
  shiftNumber: z.number().int().min(1),
  currency: z.string().length(3),
  floatMinor: minor,
});
export type ShiftOpened = z.infer<typeof shiftOpenedSchema>;

export const shiftClosedSchema = z.strictObject({
  shiftId: z.uuid(),
  currency: z.string().length(3),
  expectedCashMinor: minor,
  countedCashMinor: minor.nullable(),
});
export type ShiftClosed = z.infer<typeof shiftClosedSchema>;

export const STOCK_REASONS = [
  "sale",
  "refund",
  "adjustment",
  "damage",
  "found",
  "opening",
  "delivery",
] as const;
export type StockReason = (typeof STOCK_REASONS)[number];

export const stockAdjustedSchema = z.strictObject({
  adjustmentId: z.uuid(),
  reason: z.enum(STOCK_REASONS),
  note: z.string().max(200).nullable(),
  lines: z
    .array(
      z.strictObject({
        productId: z.uuid(),
        sku: z.string().max(64),
        quantityMilli: milli,
        note: z.string().max(200).nullable(),
      }),
    )
    .min(1)
    .max(5_000),
});
export type StockAdjusted = z.infer<typeof stockAdjustedSchema>;
