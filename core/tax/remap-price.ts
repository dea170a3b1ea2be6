import { type Minor, minor } from "../money/minor";
import { divideExact, type RoundingMode, toSafeNumber } from "../money/mul-div";
import { ONE_UNIT } from "../quantity/quantity";
import type { TaxGroup } from "./tax-group";
import { expandTerms } from "./tax-terms";

/**
 * A unit price for goods that go to another tax group, as for an exempt customer or a place with
 * other rates: the net of one unit stays, what is inside the price changes, rounded once [TX22]. A
 * price without tax inside stays as it is, and so does one whose group stays.
 *
 * @param input `from` and `to` with the rates in force, in one basis.
 * @returns minor units.
 * @throws AssertionError when the price leaves ±MINOR_MAX.
 */
export function remapPrice(input: {
  readonly unitPriceMinor: Minor;
  readonly pricesIncludeTax: boolean;
  readonly from: TaxGroup;
  readonly to: TaxGroup;
  readonly rounding: RoundingMode;
}): Minor {
  const { unitPriceMinor: amountMinor, pricesIncludeTax, from, to, rounding } = input;
  const unit = { amountMinor, quantityMilli: ONE_UNIT, pricesIncludeTax, rounding };
  const before = expandTerms({ ...unit, rates: from.rates });
  const after = expandTerms({ ...unit, rates: to.rates });
  const netScaled = BigInt(amountMinor) * before.scale - before.offsetSum;
  const price = netScaled * after.slopeSum + after.offsetSum * before.slopeSum;
  return minor(toSafeNumber(divideExact(price, before.slopeSum * after.scale, rounding)));
}
