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
 * Refuse a price below the one that the lists have for this customer, quantity and time, from a
 * caller who may not change prices: over the API nobody stands by to approve it. Where the list and
 * the stated price differ in having the tax in them, they are compared without it.
 *
 * @throws DomainError approval_required naming the first line.
 */
export function requirePriceOverride(quote: Quote, basis: StatedPriceBasis): void {
  for (const [index, line] of quote.lines.entries()) {
    if (isBelowList(line, basis)) {
      throw new DomainError("approval_required", {
        permission: "sale.price_override",
        line: index,
      });
    }
  }
}

function isBelowList(line: Quote["lines"][number], basis: StatedPriceBasis): boolean {
  const listed = stepOf(line.trace, "list");
  const stated = stepOf(line.trace, "stated");
  if (!listed || !stated) return false;
  const list = [...basis.rules.lists.values()].find((each) => each.code === listed.code);
  const isListWithTax = list?.pricesIncludeTax ?? basis.pricesIncludeTax;
  if (isListWithTax === basis.pricesIncludeTax)
    return stated.unitPriceMinor < listed.unitPriceMinor;
  const group = basis.rules.taxGroups.get(line.taxGroupCode);
  const rates = group ? ratesOn(group, basis.businessDate).rates : [];
  const without = (unitPriceMinor: number, pricesIncludeTax: boolean) =>
    exemptPrice({ unitPriceMinor: minor(unitPriceMinor), pricesIncludeTax, rates });
  return (
    without(stated.unitPriceMinor, basis.pricesIncludeTax) <
    without(listed.unitPriceMinor, isListWithTax)
  );
}

function stepOf<Kind extends TraceStep["kind"]>(trace: readonly TraceStep[], kind: Kind) {
  return trace.find((step): step is Extract<TraceStep, { kind: Kind }> => step.kind === kind);
}
