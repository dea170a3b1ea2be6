import { DomainError } from "../errors";
import { allocate } from "../money/allocate";
import { type Minor, minor, sumMinor, ZERO_MINOR } from "../money/minor";
import { mulDiv } from "../money/mul-div";
import type { TraceStep } from "../pricing/price-trace";
import type { CouponOutcome } from "../promotion/apply-promotions";
import type { QuantityMilli } from "../quantity/quantity";
import { computeReturn, type ReturnedLine } from "../sale/return-line";
import { PPM } from "../tax/rate";
import { ratesOn } from "../tax/rates-on";
import type { StackedTaxes } from "../tax/stacked-tax";
import type { TaxGroup } from "../tax/tax-group";
import { taxLines } from "../tax/tax-lines";
import { type DraftLine, discountLines } from "./discount-lines";
import { priceLines } from "./price-lines";
import type { QuoteInput, QuoteLine } from "./quote-input";
import { sumTaxes, type TaxTotal } from "./sum-taxes";

/** Amounts carry the sign of the quantity; subtotal, discounts and amount are in the price's basis. */
export type QuotedLine = {
  readonly lineId: string;
  readonly quantityMilli: QuantityMilli;
  readonly unitPriceMinor: Minor;
  readonly pricesIncludeTax: boolean;
  readonly subtotalMinor: Minor;
  readonly promotionMinor: Minor;
  /** All reductions: promotions, the line's own discount and its part of the order's. */
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly grossMinor: Minor;
  readonly taxes: StackedTaxes["taxes"];
  readonly taxGroupCode: string;
  readonly points: number;
  readonly trace: readonly TraceStep[];
};

export type Quote = {
  readonly lines: readonly QuotedLine[];
  readonly taxes: readonly TaxTotal[];
  /** The tax groups of this day that the lines use, by code. */
  readonly taxGroups: readonly TaxGroup[];
  readonly subtotalMinor: Minor;
  readonly promotionMinor: Minor;
  /** What the order's discount came to, as a magnitude. */
  readonly orderDiscountMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly totalMinor: Minor;
  readonly points: number;
  readonly coupons: readonly CouponOutcome[];
};

/**
 * Price a cart: a price for every line, promotions at the customer's best, discounts by hand, the
 * order's discount spread, taxes, points. Each step is rounded half away from zero, once [CT1–CT9].
 * The till runs it on every change, the server for every sale it is asked to make; the same input
 * gives the same bytes.
 *
 * @throws DomainError price_not_valid when a line has no price at all | validation_failed for an
 *         unknown tax group | return_exceeds_sold [RF3].
 */
export function quoteCart(input: QuoteInput): Quote {
  const priced = priceLines(input);
  const discounted = discountLines(input, priced);
  const taxed = taxLines({
    lines: discounted.lines.map((line) => ({
      taxGroupCode: line.taxGroup.code,
      rates: line.taxGroup.rates,
      amountMinor: line.amountMinor,
      // A duty follows the sign of the line's amount, which a negative price turns round.
      quantityMilli: line.unitPriceMinor < 0 ? negated(line.quantityMilli) : line.quantityMilli,
      pricesIncludeTax: line.pricesIncludeTax,
    })),
    rounding: "HALF_UP",
    taxRounding: input.rules.taxRounding,
  });
  const byId = new Map<string, QuotedLine>();
  discounted.lines.forEach((line, index) => {
    const taxes = taxed[index];
    if (taxes) byId.set(line.lineId, quotedLine(line, taxes));
  });
  const unpointed = input.lines.map((line) =>
    line.returned ? returnedLine(input, line, line.returned) : requireLine(byId, line.lineId),
  );
  const lines = withPoints(input, unpointed);
  return {
    lines,
    taxes: sumTaxes(lines),
    taxGroups: usedGroups(input, discounted.lines),
    subtotalMinor: sumMinor(lines.map((line) => line.subtotalMinor)),
    promotionMinor: sumMinor(lines.map((line) => line.promotionMinor)),
    orderDiscountMinor: discounted.orderDiscountMinor,
    discountMinor: sumMinor(lines.map((line) => line.discountMinor)),
    netMinor: sumMinor(lines.map((line) => line.netMinor)),
    taxMinor: sumMinor(lines.map((line) => line.taxMinor)),
    totalMinor: sumMinor(lines.map((line) => line.grossMinor)),
    points: lines.reduce((sum, line) => sum + line.points, 0),
    coupons: discounted.coupons,
  };
}

function requireLine(lines: ReadonlyMap<string, QuotedLine>, lineId: string): QuotedLine {
  const line = lines.get(lineId);
  if (!line) throw new DomainError("validation_failed", { field: "lineId" });
  return line;
}

function quotedLine(line: DraftLine, taxed: StackedTaxes): QuotedLine {
  return {
    lineId: line.lineId,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: line.unitPriceMinor,
    pricesIncludeTax: line.pricesIncludeTax,
    subtotalMinor: line.subtotalMinor,
    promotionMinor: line.promotionMinor,
    discountMinor: minor(line.subtotalMinor - line.amountMinor),
    netMinor: taxed.netMinor,
    taxMinor: taxed.taxMinor,
    grossMinor: taxed.grossMinor,
    taxes: taxed.taxes,
    taxGroupCode: line.taxGroup.code,
    points: 0,
    trace: line.trace,
  };
}

/** Goods that come back carry the price they were sold at, whatever the lists say now. */
function returnedLine(input: QuoteInput, line: QuoteLine, returned: ReturnedLine): QuotedLine {
  const figures = computeReturn(returned, negated(line.quantityMilli));
  const { sold } = returned;
  const pricesIncludeTax = sold.netMinor !== sold.subtotalMinor - sold.discountMinor;
  return {
    lineId: line.lineId,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: line.stated?.unitPriceMinor ?? ZERO_MINOR,
    pricesIncludeTax: line.stated?.pricesIncludeTax ?? pricesIncludeTax,
    promotionMinor: ZERO_MINOR,
    // As for goods sold: a caller may know a group by another name than its own.
    taxGroupCode: input.rules.taxGroups.get(line.taxGroupCode)?.code ?? line.taxGroupCode,
    trace: [],
    ...figures,
  };
}

function negated(quantity: QuantityMilli): QuantityMilli {
  return (0 - quantity) as QuantityMilli;
}

/** Points are earned on what is paid for goods sold, rounded down once, and spread over them. */
function withPoints(input: QuoteInput, lines: readonly QuotedLine[]): readonly QuotedLine[] {
  if (!input.earnsPoints || input.rules.pointsPpm === 0) return lines;
  const weights = lines.map((line) => (line.quantityMilli > 0 ? Math.max(0, line.grossMinor) : 0));
  const paid = weights.reduce((sum, weight) => sum + weight, 0);
  const earned = minor(mulDiv(paid, input.rules.pointsPpm, PPM, "FLOOR"));
  const shares = allocate(earned, weights);
  return lines.map((line, index) =>
    line.quantityMilli > 0 ? { ...line, points: shares[index] ?? 0 } : line,
  );
}

function usedGroups(input: QuoteInput, lines: readonly DraftLine[]): readonly TaxGroup[] {
  const groups = new Map(lines.map((line) => [line.taxGroup.code, line.taxGroup]));
  for (const line of input.lines) {
    const group = input.rules.taxGroups.get(line.taxGroupCode);
    if (group && !groups.has(group.code))
      groups.set(group.code, ratesOn(group, input.businessDate));
  }
  return [...groups.values()];
}
