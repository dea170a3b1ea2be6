import * as z from "zod";
import { MINOR_MAX, type Minor } from "../money/minor";
import { PPM } from "../tax/rate";

// Branded by type alone, so that the schema can still be written out as JSON Schema.
const magnitudeField = z.number().int().min(0).max(MINOR_MAX) as unknown as z.ZodType<
  Minor,
  number
>;
const percentField = z.number().int().min(1).max(PPM);
const countField = z.number().int().min(1).max(1000);
const usesField = z.number().int().min(1).max(1_000_000_000);
const idsField = z.array(z.uuid()).max(5000);

/** Which goods: any of the products, categories or tags; all three lists empty is every product. */
export const targetSchema = z.strictObject({
  productIds: idsField,
  categoryIds: idsField,
  tags: z.array(z.string().min(1).max(60)).max(1000),
  excludedProductIds: idsField,
});
export type Target = z.infer<typeof targetSchema>;

/**
 * What a promotion does. Amounts are in minor units of the promotion's currency, per whole unit or
 * kilogram where they are not for the whole set; percentages are parts per million.
 */
export const effectSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percent_off"), percentPpm: percentField }),
  z.strictObject({ kind: z.literal("amount_off"), amountMinor: magnitudeField }),
  z.strictObject({ kind: z.literal("fixed_price"), priceMinor: magnitudeField }),
  z.strictObject({
    kind: z.literal("buy_x_get_y"),
    buyQuantity: countField,
    getQuantity: countField,
    /** None: both are from the promotion's target. */
    getTarget: targetSchema.nullable(),
    percentPpm: percentField,
  }),
  z.strictObject({
    kind: z.literal("mix_and_match"),
    quantity: countField,
    priceMinor: magnitudeField,
  }),
  z.strictObject({
    kind: z.literal("bundle"),
    parts: z
      .array(z.strictObject({ target: targetSchema, quantity: countField }))
      .min(1)
      .max(20),
    priceMinor: magnitudeField,
  }),
  z.strictObject({ kind: z.literal("order_percent_off"), percentPpm: percentField }),
  z.strictObject({ kind: z.literal("order_amount_off"), amountMinor: magnitudeField }),
]);
export type Effect = z.infer<typeof effectSchema>;

export const couponSchema = z.strictObject({
  /** Compared trimmed and in capitals. */
  code: z.string().min(1).max(40),
  usesMax: usesField.nullable(),
  usesPerCustomerMax: usesField.nullable(),
});

/**
 * One promotion as data. Days, minutes and weekdays are those of the store's wall clock; an empty
 * list of stores, customer groups or weekdays means all of them [PR2–PR5].
 */
export const promotionSchema = z.strictObject({
  id: z.uuid(),
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(80),
  /** Higher goes first. */
  priority: z.number().int().min(-1_000_000).max(1_000_000),
  /** Alone on the units that it takes; all others stack [PR6]. */
  isExclusive: z.boolean(),
  /** Of the money in effect and minimum spend; without any the promotion is for all currencies. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  validFrom: z.iso.datetime({ offset: true }).nullable(),
  /** The first instant at which it is over. */
  validUntil: z.iso.datetime({ offset: true }).nullable(),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  fromMinutes: z.number().int().min(0).max(1439).nullable(),
  untilMinutes: z.number().int().min(0).max(1440).nullable(),
  storeIds: idsField,
  customerGroupIds: idsField,
  coupon: couponSchema.nullable(),
  /** Which goods; for a bundle, whose parts have their own, what its minimum spend counts. */
  target: targetSchema,
  /** What the target's lines come to before promotions. */
  minimumSpendMinor: magnitudeField.nullable(),
  usesPerCartMax: usesField.nullable(),
  effect: effectSchema,
});
export type Promotion = z.infer<typeof promotionSchema>;
