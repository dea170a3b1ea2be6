import { type Minor, minor, ZERO_MINOR } from "../money/minor";
import { remapPrice } from "../tax/remap-price";
import type { TaxRate } from "../tax/tax-group";

/**
 * The price for a customer who pays no tax: one unit's price without the taxes inside it, rounded
 * half away from zero once [CT8]. A price that is all duty becomes nothing, it is never turned into
 * money that goes out.
 *
 * @param price minor units of one unit, with the rates in force on it.
 */
export function exemptPrice(price: {
  readonly unitPriceMinor: Minor;
  readonly pricesIncludeTax: boolean;
  readonly rates: readonly TaxRate[];
}): Minor {
  const { unitPriceMinor, pricesIncludeTax, rates } = price;
  const withoutMinor = remapPrice({
    unitPriceMinor,
    pricesIncludeTax,
    from: { code: "from", name: "from", rates },
    to: { code: "to", name: "to", rates: [] },
    rounding: "HALF_UP",
  });
  return Math.sign(withoutMinor) === -Math.sign(unitPriceMinor) ? ZERO_MINOR : minor(withoutMinor);
}
