import { assert } from "../assert";
import { DomainError } from "../errors";
import { allocate } from "../money/allocate";
import { type Minor, minor, sumMinor, ZERO_MINOR } from "../money/minor";
import { mulDiv, type RoundingMode } from "../money/mul-div";
import { PPM, type RatePpm } from "../tax/rate";

/**
 * A percentage off an amount, rounded once on the whole before any splitting [CT5].
 *
 * @param amountMinor what the percentage is taken of, in minor units; negative for returned goods.
 * @returns minor units of the amount's sign.
 */
export function computePercentDiscount(
  amountMinor: Minor,
  percentPpm: RatePpm,
  rounding: RoundingMode,
): Minor {
  return minor(mulDiv(amountMinor, percentPpm, PPM, rounding));
}

/**
 * Split a discount on the whole order over its line amounts by largest remainder [CT4]. It is
 * capped at the sum of the amounts, takes the sign of that sum, and goes only to lines of that
 * sign: in a cart that sells and takes back, the goods on the smaller side keep their price.
 *
 * @param amountsMinor line amounts after their own discounts, in minor units.
 * @param discountMinor the discount as a magnitude, in minor units, not negative.
 * @returns one signed part per line, none larger than its line.
 * @throws AssertionError on a negative discount.
 */
export function allocateOrderDiscount(
  amountsMinor: readonly Minor[],
  discountMinor: Minor,
): Minor[] {
  assert(discountMinor >= 0, "a discount is stated as a magnitude");
  const sum = sumMinor(amountsMinor);
  if (sum === 0 || discountMinor === 0) return amountsMinor.map(() => ZERO_MINOR);
  const sign = Math.sign(sum);
  const applied = minor(sign * Math.min(discountMinor, Math.abs(sum)));
  return allocate(
    applied,
    amountsMinor.map((amount) => (Math.sign(amount) === sign ? amount : 0)),
  );
}

/**
 * Cut a line's own discount down to the line and give it the line's sign [CT3].
 *
 * @param subtotalMinor price times quantity, in minor units; negative for returned goods.
 * @param discountMinor the discount as a magnitude, in minor units, not negative.
 * @throws AssertionError on a negative discount.
 */
export function capLineDiscount(subtotalMinor: Minor, discountMinor: Minor): Minor {
  assert(discountMinor >= 0, "a discount is stated as a magnitude");
  return minor(Math.sign(subtotalMinor) * Math.min(discountMinor, Math.abs(subtotalMinor)));
}

/**
 * Refuse a discount that is larger than what it is taken from. `priceCart` itself only caps; verbs
 * that take a discount from outside ask first [CT3].
 *
 * @param amountMinor what the discount is taken from, in minor units, of either sign.
 * @param discountMinor the discount as a magnitude, in minor units.
 * @throws DomainError discount_exceeds_amount
 */
export function requireDiscountWithin(amountMinor: Minor, discountMinor: Minor): void {
  if (discountMinor <= Math.abs(amountMinor)) return;
  throw new DomainError("discount_exceeds_amount", {
    amountMinor: Math.abs(amountMinor),
    discountMinor,
  });
}
