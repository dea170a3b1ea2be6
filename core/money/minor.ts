import { assert } from "../assert";

declare const minorBrand: unique symbol;

/** An amount of money in the smallest unit of its currency: KES 12.50 is 1250, JPY 12 is 12. */
export type Minor = number & { readonly [minorBrand]: true };

/** Largest magnitude of an amount. Two of them still add up inside the safe integers [MN1]. */
export const MINOR_MAX = 2 ** 51;

/** No money. */
export const ZERO_MINOR = 0 as Minor;

/**
 * Brand an integer as an amount in minor units. Turns -0 into 0 [MN1].
 *
 * @throws AssertionError when `amount` is not an integer within ±MINOR_MAX.
 */
export function minor(amount: number): Minor {
  assertMinor(amount);
  return (amount + 0) as Minor;
}

/**
 * @throws AssertionError when `amount` is not an integer within ±MINOR_MAX [MN1].
 */
export function assertMinor(amount: number): asserts amount is Minor {
  assert(Number.isInteger(amount), "an amount of money must be an integer of minor units");
  assert(Math.abs(amount) <= MINOR_MAX, "an amount of money must stay within 2^51 minor units");
}

/**
 * Sum of two amounts of one currency, in minor units [MN2].
 *
 * @throws AssertionError when the sum leaves ±MINOR_MAX.
 */
export function addMinor(augend: Minor, addend: Minor): Minor {
  return minor(augend + addend);
}

/**
 * Difference of two amounts of one currency, in minor units [MN2].
 *
 * @throws AssertionError when the difference leaves ±MINOR_MAX.
 */
export function subtractMinor(minuend: Minor, subtrahend: Minor): Minor {
  return minor(minuend - subtrahend);
}

/**
 * Sum of amounts of one currency, in minor units; 0 for none [MN2].
 *
 * @throws AssertionError when a running sum leaves ±MINOR_MAX.
 */
export function sumMinor(amounts: readonly Minor[]): Minor {
  let sumSoFar = ZERO_MINOR;
  for (const amount of amounts) sumSoFar = addMinor(sumSoFar, amount);
  return sumSoFar;
}

/** The same amount the other way round, in minor units. The negative of 0 is 0, never -0 [MN1]. */
export function negateMinor(amount: Minor): Minor {
  return minor(-amount);
}
