import { mulDiv } from "../money/mul-div";
import { PPM } from "../tax/rate";
import type { RoleLimits } from "./limits";

/**
 * Whether somebody may set a price by hand [AC7]: no further below the list's than their limit. One
 * above the list is nobody's loss. A limit never forbids the last minor unit that rounding makes.
 */
export function isPriceWithin(
  price: { readonly listMinor: number; readonly statedMinor: number },
  { priceOverridePpm }: Pick<RoleLimits, "priceOverridePpm">,
): boolean {
  const { listMinor, statedMinor } = price;
  return statedMinor >= listMinor - mulDiv(listMinor, priceOverridePpm, PPM, "CEIL");
}

/** Whether somebody may give out so much money at once, stated as a magnitude [AC8]. */
export function isPayOutWithin(
  amountMinor: number,
  { payOutMinor }: Pick<RoleLimits, "payOutMinor">,
): boolean {
  return payOutMinor === null || amountMinor <= payOutMinor;
}
