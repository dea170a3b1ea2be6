import type { RoleLimits } from "../../core/access/limits";
import { isPriceWithin } from "../../core/access/within-limits";
import type { Minor } from "../../core/money/minor";

/** Who may set this price by hand [TA11]; whoever may set any where the list has none. */
export function isPriceAllowed(
  listMinor: Minor | null,
  statedMinor: Minor,
): (limits: RoleLimits) => boolean {
  return (limits) => listMinor === null || isPriceWithin({ listMinor, statedMinor }, limits);
}
