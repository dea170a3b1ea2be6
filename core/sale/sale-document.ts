import * as z from "zod";
import { MINOR_MAX } from "../money/minor";
import { priceTraceSchema } from "../pricing/price-trace";
import { taxGroupSchema } from "../tax/tax-group";
import { TAX_ROUNDINGS } from "../tax/tax-lines";
import { returnedLineSchema } from "./return-line";

/**
 * How money can change hands. `other` is a tender whose kind was not recorded; `deposit` is what a
 * customer has paid on a layaway before.
 */
export const PAYMENT_METHODS = ["cash", "card", "mpesa", "other", "deposit"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const UNITS = ["each", "kg"] as const;
export type Unit = (typeof UNITS)[number];

/** A void takes a whole sale back as if it had never been; an exchange is a sale with both signs. */
export const SALE_KINDS = ["sale", "refund", "void"] as const;
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
  /** Whether this line's price is with tax: lists of both kinds may meet in one cart. */
  pricesIncludeTax: z.boolean(),
  subtotalMinor: minor,
  /** The part of the discount that promotions gave. */
  promotionMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  taxGroupCode: z.string().max(20),
  taxes: z.array(saleLineTaxSchema).max(8),
  points: z.number().int(),
  isStocked: z.boolean(),
  /** How the price came about; null for goods that come back to a receipt. */
  trace: priceTraceSchema.nullable(),
  returned: returnedLineSchema.nullable(),
  note: z.string().max(200).nullable(),
});
export type SaleLine = z.infer<typeof saleLineSchema> & {
  /** The sold line of goods that came back, when version 1 named it and said nothing else of it. */
  readonly soldLineId?: string;
};

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

/** Money of another currency as it was handed over, at the rate that held then. */
export const foreignTenderSchema = z.strictObject({
  currency: z.string().length(3),
  tenderedMinor: minor,
  /** Home units for one foreign unit, an exact decimal. */
  rate: z.string().regex(/^\d{1,9}(\.\d{1,9})?$/),
});
export type ForeignTender = z.infer<typeof foreignTenderSchema>;

export const salePaymentSchema = z.strictObject({
  paymentId: z.uuid(),
  method: z.enum(PAYMENT_METHODS),
  amountMinor: minor,
  tenderedMinor: minor,
  changeMinor: minor,
  currency: z.string().length(3),
  foreign: foreignTenderSchema.nullable(),
  reference: z.string().max(120).nullable(),
});
export type SalePayment = z.infer<typeof salePaymentSchema>;

/** Who let a cashier do what was above the cashier's own limit, and why. */
export const approvalSchema = z.strictObject({
  permission: z.string().max(40),
  approverId: z.uuid(),
  reason: z.string().max(200),
  at: z.iso.datetime(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** A line that was taken out of the cart before it was paid. */
export const voidedLineSchema = z.strictObject({
  productId: z.uuid().nullable(),
  sku: z.string().max(64),
  name: z.string().min(1).max(200),
  quantityMilli: milli,
  unitPriceMinor: minor,
  reason: z.string().min(1).max(200),
  at: z.iso.datetime(),
});
export type VoidedLine = z.infer<typeof voidedLineSchema>;

export const orderDiscountSchema = z.strictObject({
  percentPpm: z.number().int().min(0).max(1_000_000).nullable(),
  askedMinor: z.number().int().min(0).max(MINOR_MAX).nullable(),
  /** What it came to, as a magnitude. */
  amountMinor: z.number().int().min(0).max(MINOR_MAX),
  reason: z.string().max(200).nullable(),
});

/**
 * What a SALE, REFUND or VOID event says, version 2. Signed: what comes back has negative
 * quantities and amounts, so that every figure is a plain sum [SA1]. `totalMinor` excludes
 * `roundingMinor` and `tipMinor`; the money due is the sum of the three [SA2].
 */
export const saleDocumentSchema = z.strictObject({
  saleId: z.uuid(),
  kind: z.enum(SALE_KINDS),
  receiptNumber: z.string().min(1).max(40),
  currency: z.string().length(3),
  pricesIncludeTax: z.boolean(),
  taxRounding: z.enum(TAX_ROUNDINGS),
  taxGroups: z.array(taxGroupSchema).max(50),
  isTaxExempt: z.boolean(),
  customerId: z.uuid().nullable(),
  /** What a void or a plain refund takes back; an exchange names sales on its lines. */
  originalSaleId: z.uuid().nullable(),
  /** The parked cart, quote or layaway that was sold. */
  heldCartId: z.uuid().nullable(),
  reason: z.string().max(200).nullable(),
  note: z.string().max(500).nullable(),
  coupons: z.array(z.string().max(40)).max(20),
  orderDiscount: orderDiscountSchema.nullable(),
  lines: z.array(saleLineSchema).min(1).max(5_000),
  voidedLines: z.array(voidedLineSchema).max(1_000),
  approvals: z.array(approvalSchema).max(100),
  taxes: z.array(saleTaxSchema).max(100),
  subtotalMinor: minor,
  promotionMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  roundingMinor: minor,
  tipMinor: minor,
  paidMinor: minor,
  changeMinor: minor,
  points: z.number().int(),
  payments: z.array(salePaymentSchema).max(50),
});
export type SaleDocument = Omit<z.infer<typeof saleDocumentSchema>, "lines"> & {
  lines: SaleLine[];
};

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
  /** Cash of other currencies in the drawer. */
  foreignCash: z
    .array(
      z.strictObject({
        currency: z.string().length(3),
        expectedMinor: minor,
        countedMinor: minor.nullable(),
      }),
    )
    .max(20)
    .optional(),
});
export type ShiftClosed = z.infer<typeof shiftClosedSchema>;

export const STOCK_REASONS = [
  "sale",
  "refund",
  "void",
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

/** The drawer was opened without a sale. */
export const drawerOpenedSchema = z.strictObject({
  reason: z.string().min(1).max(200),
  approvals: z.array(approvalSchema).max(5),
});
export type DrawerOpened = z.infer<typeof drawerOpenedSchema>;

/** A cart was emptied without being sold. */
export const cartVoidedSchema = z.strictObject({
  cartId: z.uuid(),
  currency: z.string().length(3),
  reason: z.string().min(1).max(200),
  totalMinor: minor,
  voidedLines: z.array(voidedLineSchema).min(1).max(1_000),
  approvals: z.array(approvalSchema).max(20),
});
export type CartVoided = z.infer<typeof cartVoidedSchema>;

/**
 * Money on or off a layaway: a deposit is positive, giving it back is negative. The goods stay in
 * the cart that the layaway holds, and leave with the SALE that settles it.
 */
export const depositSchema = z.strictObject({
  depositId: z.uuid(),
  heldCartId: z.uuid(),
  heldNumber: z.string().min(1).max(40),
  receiptNumber: z.string().min(1).max(40),
  kind: z.enum(["deposit", "cancellation"]),
  customerId: z.uuid().nullable(),
  currency: z.string().length(3),
  /** What the goods of the layaway cost in all. */
  totalMinor: minor,
  /** Deposits before this one. */
  paidBeforeMinor: minor,
  amountMinor: minor,
  roundingMinor: minor,
  paidMinor: minor,
  changeMinor: minor,
  payments: z.array(salePaymentSchema).min(1).max(20),
  /** The held cart as it stands after this, for the other tills of the store. */
  cart: z.unknown(),
  expiresOn: z.iso.date().nullable(),
  reason: z.string().max(200).nullable(),
  approvals: z.array(approvalSchema).max(5),
});
export type Deposit = z.infer<typeof depositSchema>;
