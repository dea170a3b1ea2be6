import { roundCash } from "./cash-rounding";
import { type Minor, minor } from "./minor";

const CENTS_PER_SHILLING = minor(100);

/**
 * What to ask of M-Pesa, which moves whole shillings: the total rounded half away from zero [MN7].
 *
 * @param totalMinor KES in cents.
 * @returns whole shillings, and the difference in cents that is posted as rounding.
 */
export function computeMpesaAmount(totalMinor: Minor): {
  amountShillings: number;
  roundingMinor: Minor;
} {
  const { payableMinor, roundingMinor } = roundCash(totalMinor, CENTS_PER_SHILLING, "HALF_UP");
  return { amountShillings: payableMinor / CENTS_PER_SHILLING, roundingMinor };
}
