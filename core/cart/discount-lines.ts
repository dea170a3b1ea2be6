import { assert } from "../assert";
import { type Minor, minor, subtractMinor, sumMinor, ZERO_MINOR } from "../money/minor";
import type { TraceStep } from "../pricing/price-trace";
import {
  applyPromotions,
  type CouponOutcome,
  type PromotionApplication,
  type PromotionLine,
  type PromotionOutcome,
} from "../promotion/apply-promotions";
import type { QuantityMilli } from "../quantity/quantity";
import type { TaxGroup } from "../tax/tax-group";
import { allocateOrderDiscount, computePercentDiscount } from "./discount";
import type { PricedLine } from "./price-lines";
import type { Discount, QuoteInput } from "./quote-input";

/** A line after every reduction, before tax. Amounts carry the sign of the line. */
export type DraftLine = {
  readonly lineId: string;
  readonly quantityMilli: QuantityMilli;
  readonly unitPriceMinor: Minor;
  readonly pricesIncludeTax: boolean;
  readonly subtotalMinor: Minor;
  readonly promotionMinor: Minor;
  readonly amountMinor: Minor;
  readonly taxGroup: TaxGroup;
  readonly trace: readonly TraceStep[];
};

export type DiscountedLines = {
  readonly lines: readonly DraftLine[];
  readonly orderDiscountMinor: Minor;
  readonly coupons: readonly CouponOutcome[];
};

/**
 * Take the reductions in their order: promotions, then the line's own discount of what is left,
 * then the order's discount of what is left of all, spread by largest remainder [CT3–CT5, CT7].
 */
export function discountLines(input: QuoteInput, priced: readonly PricedLine[]): DiscountedLines {
  const outcome = promote(input, priced);
  const byLine = new Map<string, PromotionApplication[]>();
  for (const application of outcome.applications) {
    const known = byLine.get(application.lineId);
    if (known) known.push(application);
    else byLine.set(application.lineId, [application]);
  }
  const own = priced.map((line) => discountLine(line, byLine.get(line.line.lineId) ?? []));
  const amounts = own.map((line) => line.amountMinor);
  const asked = orderDiscountOf(input.orderDiscount, amounts);
  const shares = allocateOrderDiscount(amounts, asked);
  return {
    lines: own.map((line, index) => withOrderDiscount(line, shares[index] ?? ZERO_MINOR)),
    orderDiscountMinor: minor(Math.abs(sumMinor(shares))),
    coupons: outcome.coupons,
  };
}

function promote(input: QuoteInput, priced: readonly PricedLine[]): PromotionOutcome {
  const { promotions } = input.rules;
  if (promotions === null) return { applications: [], discountMinor: ZERO_MINOR, coupons: [] };
  return applyPromotions(promotions, priced.map(promotionLine), input.context);
}

/** Promotions are for goods at list prices: what a person priced or a barcode carried stays so. */
function promotionLine({ line, unitPriceMinor }: PricedLine): PromotionLine {
  return {
    lineId: line.lineId,
    productId: line.productId,
    categoryId: line.categoryId,
    tags: line.tags,
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    unitPriceMinor,
    isExcluded: line.stated !== null || line.embeddedMinor !== null || unitPriceMinor < 0,
  };
}

function discountLine(
  priced: PricedLine,
  applications: readonly PromotionApplication[],
): DraftLine {
  const { line, subtotalMinor } = priced;
  const sign = Math.sign(subtotalMinor);
  const trace: TraceStep[] = [...priced.trace];
  let leftMinor = minor(Math.abs(subtotalMinor));
  for (const application of applications) {
    trace.push(promotionStep(application));
    leftMinor = subtractMinor(leftMinor, application.amountMinor);
  }
  const promotionMinor = subtractMinor(minor(Math.abs(subtotalMinor)), leftMinor);
  if (line.discount) {
    const baseMinor = leftMinor;
    const amountMinor = amountOff(line.discount, baseMinor);
    leftMinor = subtractMinor(leftMinor, amountMinor);
    trace.push(lineDiscountStep(line.discount, baseMinor, amountMinor));
  }
  return {
    lineId: line.lineId,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: priced.unitPriceMinor,
    pricesIncludeTax: priced.pricesIncludeTax,
    subtotalMinor,
    promotionMinor: minor(sign * promotionMinor),
    amountMinor: minor(sign * leftMinor),
    taxGroup: priced.taxGroup,
    trace,
  };
}

/** Capped at what it is taken of; verbs refuse more than that before they quote [CT3]. */
function amountOff(discount: Discount, baseMinor: Minor): Minor {
  assertMagnitude(discount);
  const wanted =
    discount.kind === "amount"
      ? discount.amountMinor
      : computePercentDiscount(baseMinor, discount.percentPpm, "HALF_UP");
  return minor(Math.min(wanted, baseMinor));
}

function orderDiscountOf(discount: Discount | null, amounts: readonly Minor[]): Minor {
  if (!discount) return ZERO_MINOR;
  assertMagnitude(discount);
  if (discount.kind === "amount") return discount.amountMinor;
  const wholeMinor = minor(Math.abs(sumMinor(amounts)));
  return computePercentDiscount(wholeMinor, discount.percentPpm, "HALF_UP");
}

function assertMagnitude(discount: Discount): void {
  const isMagnitude = discount.kind === "percent" || discount.amountMinor >= 0;
  assert(isMagnitude, "a discount is stated as a magnitude");
}

function withOrderDiscount(line: DraftLine, shareMinor: Minor): DraftLine {
  if (shareMinor === 0) return line;
  const step: TraceStep = {
    kind: "order_discount",
    baseMinor: Math.abs(line.amountMinor),
    amountMinor: Math.abs(shareMinor),
  };
  return {
    ...line,
    amountMinor: subtractMinor(line.amountMinor, shareMinor),
    trace: [...line.trace, step],
  };
}

function promotionStep(application: PromotionApplication): TraceStep {
  const { promotionId, code, name, couponCode, quantityMilli, arithmetic, amountMinor } =
    application;
  return {
    kind: "promotion",
    promotionId,
    code,
    name,
    couponCode,
    quantityMilli,
    arithmetic: arithmetic as never,
    amountMinor,
  };
}

function lineDiscountStep(discount: Discount, baseMinor: Minor, amountMinor: Minor): TraceStep {
  return {
    kind: "line_discount",
    percentPpm: discount.kind === "percent" ? discount.percentPpm : null,
    askedMinor: discount.kind === "amount" ? discount.amountMinor : null,
    baseMinor,
    amountMinor,
    reason: discount.reason,
  };
}
