import type { RoleLimits } from "../../core/access/limits";
import { isPriceWithin } from "../../core/access/within-limits";
import type { Quote } from "../../core/cart/quote-cart";
import { DomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import { exemptPrice } from "../../core/pricing/exempt-price";
import type { TraceStep } from "../../core/pricing/price-trace";
import { ratesOn } from "../../core/tax/rates-on";
import type { SellingRules } from "../catalog/load-selling-rules";

export type StatedPriceBasis = {
  readonly rules: Pick<SellingRules, "lists" | "taxGroups">;
  readonly businessDate: string;
  /** Whether prices that are stated have the tax in them. */
  readonly pricesIncludeTax: boolean;
};

/**
 * Refuse a price further below the one that the lists have for this customer, quantity and time
 * than the caller may set by hand: over the API nobody stands by to approve it. Where the list and
 * the stated price differ in having the tax in them, they are compared without it.
 *
 * @param limits of a caller who may change prices; of another a limit of nothing.
 *
 * @throws DomainError approval_required naming the first line.
 */
export function requirePriceOverride(
  quote: Quote,
  basis: StatedPriceBasis,
  limits: Pick<RoleLimits, "priceOverridePpm">,
): void {
  for (const [index, line] of quote.lines.entries()) {
    const price = comparedPrice(line, basis);
    if (price !== null && !isPriceWithin(price, limits)) {
      throw new DomainError("approval_required", {
        permission: "sale.price_override",
        line: index,
      });
    }
  }
}

/** The list's price and the stated one, both with or both without tax; null where one is missing. */
function comparedPrice(
  line: Quote["lines"][number],
  basis: StatedPriceBasis,
): { listMinor: number; statedMinor: number } | null {
  const listed = stepOf(line.trace, "list");
  const stated = stepOf(line.trace, "stated");
  if (!listed || !stated) return null;
  const list = [...basis.rules.lists.values()].find((each) => each.code === listed.code);
  const isListWithTax = list?.pricesIncludeTax ?? basis.pricesIncludeTax;
  if (isListWithTax === basis.pricesIncludeTax) {
    return { listMinor: listed.unitPriceMinor, statedMinor: stated.unitPriceMinor };
  }
  const group = basis.rules.taxGroups.get(line.taxGroupCode);
  const rates = group ? ratesOn(group, basis.businessDate).rates : [];
  const without = (unitPriceMinor: number, pricesIncludeTax: boolean) =>
    exemptPrice({ unitPriceMinor: minor(unitPriceMinor), pricesIncludeTax, rates });
  return {
    listMinor: without(listed.unitPriceMinor, isListWithTax),
    statedMinor: without(stated.unitPriceMinor, basis.pricesIncludeTax),
  };
}

function stepOf<Kind extends TraceStep["kind"]>(trace: readonly TraceStep[], kind: Kind) {
  return trace.find((step): step is Extract<TraceStep, { kind: Kind }> => step.kind === kind);
}
