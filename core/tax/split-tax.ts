import { addMinor, assertMinor, type Minor, minor, subtractMinor } from "../money/minor";
import { mulDiv, type RoundingMode } from "../money/mul-div";
import { assertRatePpm, PPM, type RatePpm } from "./rate";

/** An amount without and with its tax, in minor units: net + tax = gross [TX2]. */
export type TaxSplit = {
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly grossMinor: Minor;
};

/**
 * Add the tax to a net amount: tax = round(net × rate), gross = net + tax [TX1, TX2].
 *
 * @param netMinor amount before tax, in minor units; negative on a refund.
 * @param ratePpm tax rate in parts per million.
 * @param rounding the country's rule; there is no default.
 * @throws AssertionError on a non-integer amount or rate, or a gross beyond MINOR_MAX.
 */
export function addExclusiveTax(
  netMinor: Minor,
  ratePpm: RatePpm,
  rounding: RoundingMode,
): TaxSplit {
  assertMinor(netMinor);
  assertRatePpm(ratePpm);
  const taxMinor = minor(mulDiv(netMinor, ratePpm, PPM, rounding));
  return { netMinor, taxMinor, grossMinor: addMinor(netMinor, taxMinor) };
}

/**
 * Split the tax out of a tax-inclusive amount: tax = round(gross × rate ÷ (1 + rate)), the net is
 * the rest, so that they always add up [TX2]. Under DOWN and the HALF modes the split of -x is the
 * negative of the split of x [TX3].
 *
 * @param grossMinor amount with tax, after discounts, in minor units; negative on a refund.
 * @param ratePpm tax rate in parts per million.
 * @param rounding the country's rule; there is no default.
 * @throws AssertionError on a non-integer amount or rate.
 */
export function splitInclusiveTax(
  grossMinor: Minor,
  ratePpm: RatePpm,
  rounding: RoundingMode,
): TaxSplit {
  assertMinor(grossMinor);
  assertRatePpm(ratePpm);
  const taxMinor = minor(mulDiv(grossMinor, ratePpm, PPM + ratePpm, rounding));
  return { netMinor: subtractMinor(grossMinor, taxMinor), taxMinor, grossMinor };
}

/**
 * As `splitInclusiveTax`, but the net is rounded and the tax is the rest:
 * net = round(gross ÷ (1 + rate)). The two differ on exact halves only [TX4].
 *
 * @param grossMinor amount with tax, in minor units; negative on a refund.
 * @param ratePpm tax rate in parts per million.
 * @param rounding applied to the net.
 * @throws AssertionError on a non-integer amount or rate.
 */
export function splitInclusiveTaxByNet(
  grossMinor: Minor,
  ratePpm: RatePpm,
  rounding: RoundingMode,
): TaxSplit {
  assertMinor(grossMinor);
  assertRatePpm(ratePpm);
  const netMinor = minor(mulDiv(grossMinor, PPM, PPM + ratePpm, rounding));
  return { netMinor, taxMinor: subtractMinor(grossMinor, netMinor), grossMinor };
}
