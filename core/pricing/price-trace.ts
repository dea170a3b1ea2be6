import * as z from "zod";
import { MINOR_MAX } from "../money/minor";
import { promotionArithmeticSchema } from "../promotion/promotion-arithmetic";
import { RATE_PPM_MAX } from "../tax/rate";
import { taxRateSchema } from "../tax/tax-group";
import { PRICE_REASONS } from "./choose-price";

const amount = z.number().int().min(0).max(MINOR_MAX);
const signedPrice = z.number().int().min(-MINOR_MAX).max(MINOR_MAX);
const percent = z.number().int().min(0).max(RATE_PPM_MAX);
const quantity = z.number().int().min(0).max(1_000_000_000_000);
const reason = z.string().max(200).nullable();

/** Why a price that no list gave was taken. */
export const STATED_REASONS = ["open", "override", "quote", "given"] as const;
export type StatedReason = (typeof STATED_REASONS)[number];

/**
 * How a line came to its price, step by step and in this order; each step states what it was taken
 * of and what it made. All amounts are magnitudes in the basis of the price [TR1].
 */
export const traceStepSchema = z.discriminatedUnion("kind", [
  /** The price of a list. */
  z.strictObject({
    kind: z.literal("list"),
    code: z.string().max(40),
    name: z.string().max(80),
    why: z.enum(PRICE_REASONS),
    minQuantityMilli: quantity,
    unitPriceMinor: amount,
  }),
  /** A price typed, quoted or given by the caller; it replaces the list's. */
  z.strictObject({
    kind: z.literal("stated"),
    why: z.enum(STATED_REASONS),
    unitPriceMinor: signedPrice,
    reason,
  }),
  /** The amount that the barcode of a weighed good carried: it is the subtotal. */
  z.strictObject({ kind: z.literal("embedded"), amountMinor: amount }),
  /** A price with tax, for a customer who pays none. */
  z.strictObject({
    kind: z.literal("tax_exempt"),
    fromMinor: signedPrice,
    rates: z.array(taxRateSchema).max(8),
    unitPriceMinor: signedPrice,
  }),
  z.strictObject({
    kind: z.literal("promotion"),
    promotionId: z.uuid(),
    code: z.string().max(40),
    name: z.string().max(80),
    couponCode: z.string().max(40).nullable(),
    quantityMilli: quantity,
    arithmetic: promotionArithmeticSchema,
    amountMinor: amount,
  }),
  /** A discount given by hand on this line: a percentage of what is left, or an amount. */
  z.strictObject({
    kind: z.literal("line_discount"),
    percentPpm: percent.nullable(),
    askedMinor: amount.nullable(),
    baseMinor: amount,
    amountMinor: amount,
    reason,
  }),
  /** This line's share of a discount on the whole sale. */
  z.strictObject({
    kind: z.literal("order_discount"),
    baseMinor: amount,
    amountMinor: amount,
  }),
]);
export type TraceStep = z.infer<typeof traceStepSchema>;

/** The steps and a digest of their canonical text, so that not even a name in them can change. */
export const priceTraceSchema = z.strictObject({
  steps: z.array(traceStepSchema).max(60),
  digest: z.string().regex(/^[0-9a-f]{16}$/),
});
export type PriceTrace = z.infer<typeof priceTraceSchema>;
