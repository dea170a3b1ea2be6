import * as z from "zod";
import { allocate } from "../money/allocate";
import { MINOR_MAX, type Minor, minor, subtractMinor, ZERO_MINOR } from "../money/minor";
import { mulDiv, type RoundingMode } from "../money/mul-div";
import { lineAmount, QUANTITY_MILLI_MAX, type QuantityMilli } from "../quantity/quantity";
import { PPM } from "../tax/rate";

/** Every rounding of a promotion: half away from zero [PR8]. */
export const PROMOTION_ROUNDING: RoundingMode = "HALF_UP";

// Branded by type alone, so that the schema can still be written out as JSON Schema.
const magnitudeField = z.number().int().min(0).max(MINOR_MAX) as unknown as z.ZodType<
  Minor,
  number
>;
const quantityField = z.number().int().min(0).max(QUANTITY_MILLI_MAX) as unknown as z.ZodType<
  QuantityMilli,
  number
>;

/**
 * How one amount of a promotion came about, complete enough to compute it again [PR9]. `baseMinor`
 * is what was left of the units before it; amounts are magnitudes in minor units.
 */
export const promotionArithmeticSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("percent"),
    baseMinor: magnitudeField,
    percentPpm: z.number().int().min(0).max(PPM),
  }),
  z.strictObject({
    kind: z.literal("amount_each"),
    baseMinor: magnitudeField,
    eachMinor: magnitudeField,
    quantityMilli: quantityField,
  }),
  z.strictObject({
    kind: z.literal("fixed_price"),
    baseMinor: magnitudeField,
    priceMinor: magnitudeField,
    quantityMilli: quantityField,
  }),
  z.strictObject({
    kind: z.literal("share"),
    wholeMinor: magnitudeField,
    weightsMinor: z.array(magnitudeField).min(1).max(1000),
    index: z.number().int().min(0).max(999),
  }),
]);
export type PromotionArithmetic = z.infer<typeof promotionArithmeticSchema>;

/**
 * The amount that an arithmetic comes to [PR9]: a percentage of the base, so much a unit capped at
 * the base, what the base is above a fixed price, or one part of a whole by largest remainder.
 * Rounded once, half away from zero [PR8].
 *
 * @returns a magnitude in minor units; 0 when a share's index is beyond its weights.
 */
export function computeArithmetic(arithmetic: PromotionArithmetic): Minor {
  switch (arithmetic.kind) {
    case "percent":
      return minor(mulDiv(arithmetic.baseMinor, arithmetic.percentPpm, PPM, PROMOTION_ROUNDING));
    case "amount_each": {
      const { baseMinor, eachMinor, quantityMilli } = arithmetic;
      return minor(Math.min(baseMinor, lineAmount(eachMinor, quantityMilli, PROMOTION_ROUNDING)));
    }
    case "fixed_price": {
      const { baseMinor, priceMinor, quantityMilli } = arithmetic;
      const fixedMinor = lineAmount(priceMinor, quantityMilli, PROMOTION_ROUNDING);
      return fixedMinor >= baseMinor ? ZERO_MINOR : subtractMinor(baseMinor, fixedMinor);
    }
    case "share":
      return (
        allocate(arithmetic.wholeMinor, arithmetic.weightsMinor)[arithmetic.index] ?? ZERO_MINOR
      );
  }
}
