import { limitsOf, type RoleLimits } from "../../core/access/limits";
import type { Quote } from "../../core/cart/quote-cart";
import { mulDiv } from "../../core/money/mul-div";
import { PPM } from "../../core/tax/rate";

/** What was taken off a line by hand, and what of: magnitudes in the basis of the line's price. */
type ManualCut = { readonly offMinor: number; readonly ofMinor: number };

/** Discounts by hand of each line, its part of the order's among them. */
function manualCuts(quote: Quote): ReadonlyMap<string, ManualCut> {
  const cuts = new Map<string, ManualCut>();
  for (const line of quote.lines) {
    const offMinor = Math.abs(line.discountMinor - line.promotionMinor);
    // What a sale of a receipt had taken off is nobody's discount now.
    if (line.trace.length === 0) continue;
    cuts.set(line.lineId, { offMinor, ofMinor: Math.abs(line.subtotalMinor) });
  }
  return cuts;
}

/**
 * Whether every line stays within a person's limit, or within what it had before, in its share and
 * in its amount: an approved discount needs approval again only when it grows. A limit never forbids the
 * last minor unit that rounding makes.
 */
export function isCutAllowed(before: Quote, after: Quote, limits: RoleLimits): boolean {
  const known = manualCuts(before);
  for (const [lineId, { offMinor, ofMinor }] of manualCuts(after)) {
    if (offMinor <= mulDiv(ofMinor, limits.discountPpm, PPM, "CEIL")) continue;
    const earlier = known.get(lineId);
    if (!earlier || earlier.ofMinor === 0) return false;
    if (offMinor > mulDiv(ofMinor, earlier.offMinor, earlier.ofMinor, "CEIL")) return false;
    if (offMinor > earlier.offMinor + 1) return false;
  }
  return true;
}

export const NO_DISCOUNT: RoleLimits = limitsOf("");
