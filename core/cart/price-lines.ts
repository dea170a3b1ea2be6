import { DomainError } from "../errors";
import { type Minor, minor } from "../money/minor";
import { choosePrice } from "../pricing/choose-price";
import { exemptPrice } from "../pricing/exempt-price";
import type { TraceStep } from "../pricing/price-trace";
import { lineAmount, type QuantityMilli, quantityMilli } from "../quantity/quantity";
import { ratesOn } from "../tax/rates-on";
import type { TaxGroup } from "../tax/tax-group";
import type { QuoteInput, QuoteLine } from "./quote-input";

/** A line with its price, before any reduction. */
export type PricedLine = {
  readonly line: QuoteLine;
  readonly unitPriceMinor: Minor;
  readonly pricesIncludeTax: boolean;
  readonly subtotalMinor: Minor;
  readonly taxGroup: TaxGroup;
  readonly trace: readonly TraceStep[];
};

/**
 * The price of every line that is sold or taken back without a receipt: the list's, unless one is
 * stated; the amount of a weighed good's barcode goes before price × weight; a customer who pays no
 * tax gets the price without it.
 *
 * @throws DomainError price_not_valid | validation_failed (an unknown tax group).
 */
export function priceLines(input: QuoteInput): readonly PricedLine[] {
  const soldByProduct = countByProduct(input.lines);
  return input.lines.flatMap((line) =>
    line.returned ? [] : [priceLine(input, line, soldByProduct)],
  );
}

/** A quantity break looks at all pieces of a product in the cart [PL2]. */
function countByProduct(lines: readonly QuoteLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { productId, quantityMilli: quantity } of lines) {
    if (productId === null || quantity <= 0) continue;
    counts.set(productId, (counts.get(productId) ?? 0) + quantity);
  }
  return counts;
}

type BasePrice = {
  readonly unitPriceMinor: Minor;
  readonly pricesIncludeTax: boolean;
  readonly steps: readonly TraceStep[];
};

function priceLine(
  input: QuoteInput,
  line: QuoteLine,
  soldByProduct: ReadonlyMap<string, number>,
): PricedLine {
  const group = input.rules.taxGroups.get(line.taxGroupCode);
  if (!group) {
    throw new DomainError("validation_failed", { field: "taxGroupCode", code: line.taxGroupCode });
  }
  const taxGroup = ratesOn(group, input.businessDate);
  const sold = soldByProduct.get(line.productId ?? "") ?? line.quantityMilli;
  const base = basePrice(input, line, quantityMilli(Math.max(0, sold)));
  const exempt = input.isTaxExempt ? exemptBase(base, taxGroup) : null;
  const { unitPriceMinor, pricesIncludeTax, steps } = exempt ?? base;
  const embedded = line.embeddedMinor !== null && exempt === null ? line.embeddedMinor : null;
  return {
    line,
    unitPriceMinor,
    pricesIncludeTax,
    subtotalMinor: embedded ?? lineAmount(unitPriceMinor, line.quantityMilli, "HALF_UP"),
    taxGroup: exempt ? { ...taxGroup, rates: [] } : taxGroup,
    trace: embedded === null ? steps : [...steps, { kind: "embedded", amountMinor: embedded }],
  };
}

function basePrice(input: QuoteInput, line: QuoteLine, sold: QuantityMilli): BasePrice {
  const chosen = choosePrice(line.prices, input.rules.book, sold, input.context);
  const { stated } = line;
  if (!chosen && !stated) throw new DomainError("price_not_valid", { line: line.lineId });
  const steps: TraceStep[] = [];
  if (chosen) {
    const { list, why, minQuantityMilli, unitPriceMinor } = chosen;
    const { code, name } = list;
    steps.push({ kind: "list", code, name, why, minQuantityMilli, unitPriceMinor });
  }
  if (stated) {
    const { why, unitPriceMinor, reason } = stated;
    steps.push({ kind: "stated", why, unitPriceMinor, reason });
  }
  return {
    unitPriceMinor: stated?.unitPriceMinor ?? minor(chosen?.unitPriceMinor ?? 0),
    pricesIncludeTax: stated
      ? (stated.pricesIncludeTax ?? input.pricesIncludeTax)
      : (chosen?.list.pricesIncludeTax ?? input.pricesIncludeTax),
    steps,
  };
}

/** Null when there is no tax to take out. */
function exemptBase(base: BasePrice, from: TaxGroup): BasePrice | null {
  if (from.rates.length === 0) return null;
  const unitPriceMinor = exemptPrice({ ...base, rates: from.rates });
  return {
    ...base,
    unitPriceMinor,
    steps: [
      ...base.steps,
      {
        kind: "tax_exempt",
        fromMinor: base.unitPriceMinor,
        rates: from.rates.map((rate) => ({ ...rate })),
        unitPriceMinor,
      },
    ],
  };
}
