import { addMinor, type Minor, minor, subtractMinor, sumMinor } from "../money/minor";
import type { RoundingMode } from "../money/mul-div";
import { lineAmount, type QuantityMilli, quantityMilli } from "../quantity/quantity";
import type { RatePpm } from "../tax/rate";
import { addTaxes, type StackedTaxes, splitTaxes, type TaxPart } from "../tax/stacked-tax";
import type { TaxGroup } from "../tax/tax-group";
import { allocateOrderDiscount, capLineDiscount } from "./discount";

/** Where tax is rounded: on every line. */
export const TAX_ROUNDINGS = ["line"] as const;

export type TaxRounding = (typeof TAX_ROUNDINGS)[number];

export type CartLine = {
  readonly lineId: string;
  readonly unitPriceMinor: Minor;
  /** Negative for goods that come back. */
  readonly quantityMilli: QuantityMilli;
  /** Off this line alone, as a magnitude; none when left out. */
  readonly discountMinor?: Minor | undefined;
  readonly taxGroup: TaxGroup;
};

export type CartInput = {
  readonly currency: string;
  /** Whether unit prices and discounts are with tax. */
  readonly pricesIncludeTax: boolean;
  readonly taxRounding: TaxRounding;
  readonly lines: readonly CartLine[];
  /** Off the whole cart, as a magnitude. */
  readonly orderDiscountMinor: Minor;
};

/** Amounts are of the sign of the quantity; subtotal and discount are in the price's basis. */
export type PricedLine = {
  readonly lineId: string;
  readonly subtotalMinor: Minor;
  /** The line's own discount and its part of the order's. */
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly grossMinor: Minor;
  readonly taxes: readonly TaxPart[];
};

/** One tax over the cart; `netMinor` is what it was taken on, gross = net + tax. */
export type TaxTotal = {
  readonly taxGroupCode: string;
  readonly code: string;
  readonly name: string;
  readonly ratePpm: RatePpm;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly grossMinor: Minor;
};

export type PricedCart = {
  readonly lines: readonly PricedLine[];
  readonly taxes: readonly TaxTotal[];
  readonly subtotalMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly totalMinor: Minor;
};

const ROUNDING: RoundingMode = "HALF_UP";

/**
 * Price a cart: price × quantity, the line's discount, its part of the order's discount, then tax
 * line by line, each step rounded once and half away from zero. The total is the sum of the gross
 * lines and of net and tax [CT1]; negating every quantity negates every amount [CT2]. Discounts
 * above what they are taken from are capped [CT3, CT4]. Cash rounding is not part of it.
 *
 * @returns amounts in minor units; tax totals ordered by group code, then as within the group [CT6].
 * @throws AssertionError on a negative discount or an amount beyond MINOR_MAX.
 */
export function priceCart(input: CartInput): PricedCart {
  const drafts = input.lines.map(discountLine);
  const orderDiscounts = allocateOrderDiscount(
    drafts.map((draft) => draft.amountMinor),
    input.orderDiscountMinor,
  );
  const lines = drafts.map((draft, index) =>
    priceLine(draft, orderDiscounts[index] ?? minor(0), input.pricesIncludeTax),
  );
  return {
    lines,
    taxes: sumTaxes(input.lines, lines),
    subtotalMinor: sumMinor(lines.map((line) => line.subtotalMinor)),
    discountMinor: sumMinor(lines.map((line) => line.discountMinor)),
    netMinor: sumMinor(lines.map((line) => line.netMinor)),
    taxMinor: sumMinor(lines.map((line) => line.taxMinor)),
    totalMinor: sumMinor(lines.map((line) => line.grossMinor)),
  };
}

type LineDraft = {
  readonly line: CartLine;
  readonly subtotalMinor: Minor;
  readonly discountMinor: Minor;
  readonly amountMinor: Minor;
};

function discountLine(line: CartLine): LineDraft {
  const subtotalMinor = lineAmount(line.unitPriceMinor, line.quantityMilli, ROUNDING);
  const discountMinor = capLineDiscount(subtotalMinor, line.discountMinor ?? minor(0));
  const amountMinor = subtractMinor(subtotalMinor, discountMinor);
  return { line, subtotalMinor, discountMinor, amountMinor };
}

function priceLine(
  draft: LineDraft,
  orderDiscountMinor: Minor,
  pricesIncludeTax: boolean,
): PricedLine {
  const { line } = draft;
  const stack = {
    amountMinor: subtractMinor(draft.amountMinor, orderDiscountMinor),
    // A duty follows the sign of the line's amount, which a negative price turns round.
    quantityMilli: quantityMilli(
      line.unitPriceMinor < 0 ? -line.quantityMilli : line.quantityMilli,
    ),
    rates: line.taxGroup.rates,
    rounding: ROUNDING,
  };
  const taxed: StackedTaxes = pricesIncludeTax ? splitTaxes(stack) : addTaxes(stack);
  return {
    lineId: line.lineId,
    subtotalMinor: draft.subtotalMinor,
    discountMinor: addMinor(draft.discountMinor, orderDiscountMinor),
    netMinor: taxed.netMinor,
    taxMinor: taxed.taxMinor,
    grossMinor: taxed.grossMinor,
    taxes: taxed.taxes,
  };
}

type RankedTotal = { readonly total: TaxTotal; readonly rank: number };

// Lines may carry one group at two rates, as when goods come back after a change of the law.
function sumTaxes(cartLines: readonly CartLine[], lines: readonly PricedLine[]): TaxTotal[] {
  const totals = new Map<string, RankedTotal>();
  lines.forEach((line, lineIndex) => {
    const taxGroupCode = cartLines[lineIndex]?.taxGroup.code ?? "";
    line.taxes.forEach((tax, rank) => {
      const key = `${taxGroupCode}\n${tax.code}\n${tax.ratePpm}`;
      const known = totals.get(key);
      const netMinor = known ? addMinor(known.total.netMinor, tax.netMinor) : tax.netMinor;
      const taxMinor = known ? addMinor(known.total.taxMinor, tax.taxMinor) : tax.taxMinor;
      const { code, name, ratePpm } = tax;
      const grossMinor = addMinor(netMinor, taxMinor);
      totals.set(key, {
        total: { taxGroupCode, code, name, ratePpm, netMinor, taxMinor, grossMinor },
        rank: known?.rank ?? rank,
      });
    });
  });
  return [...totals.values()].sort(byGroupThenRank).map((ranked) => ranked.total);
}

function byGroupThenRank(left: RankedTotal, right: RankedTotal): number {
  return (
    compareText(left.total.taxGroupCode, right.total.taxGroupCode) ||
    left.rank - right.rank ||
    compareText(left.total.code, right.total.code) ||
    left.total.ratePpm - right.total.ratePpm
  );
}

// Not localeCompare: every machine must sort alike.
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
