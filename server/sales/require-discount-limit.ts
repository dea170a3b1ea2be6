import type { RoleLimits } from "../../core/access/limits";
import type { Quote } from "../../core/cart/quote-cart";
import { DomainError } from "../../core/errors";
import { mulDiv } from "../../core/money/mul-div";
import { PPM } from "../../core/tax/rate";

/**
 * Refuse discounts above what the caller's role may give alone [AC9]: over the API nobody stands by
 * to approve them. A limit never forbids the last minor unit that rounding makes.
 *
 * @param limits of a caller who may give discounts; of another a limit of nothing.
 *
 * @throws DomainError approval_required naming the first line.
 */
export function requireDiscountLimit(quote: Quote, limits: Pick<RoleLimits, "discountPpm">): void {
  for (const [index, line] of quote.lines.entries()) {
    const offMinor = Math.abs(line.discountMinor - line.promotionMinor);
    const allowedMinor = mulDiv(Math.abs(line.subtotalMinor), limits.discountPpm, PPM, "CEIL");
    if (offMinor > allowedMinor) {
      throw new DomainError("approval_required", { permission: "sale.discount", line: index });
    }
  }
}
