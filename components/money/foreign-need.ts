import { currencyExponent } from "../../core/money/currency";
import { type Minor, minor } from "../../core/money/minor";
import { divideExact, toSafeNumber } from "../../core/money/mul-div";

export type Exchange = {
  /** Home units for one foreign unit, an exact decimal. */
  rate: string;
  /** The foreign currency. */
  from: string;
  /** The home currency. */
  to: string;
};

/**
 * The least amount of foreign money that is worth a home amount, in minor units of `from`: rounded
 * up, so that it never falls short.
 */
export function neededForeignMinor(homeMinor: Minor, { rate, from, to }: Exchange): Minor {
  const [whole = "0", fraction = ""] = rate.split(".");
  const exponent = currencyExponent(from) - currencyExponent(to);
  const dividend = BigInt(homeMinor) * 10n ** BigInt(fraction.length + Math.max(0, exponent));
  const divisor = BigInt(`${whole}${fraction}`) * 10n ** BigInt(Math.max(0, -exponent));
  return divisor === 0n ? minor(0) : minor(toSafeNumber(divideExact(dividend, divisor, "CEIL")));
}
