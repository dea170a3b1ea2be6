import { type Minor, minor, sumMinor } from "../money/minor";
import type { SellingContext } from "../pricing/selling-context";
import { type QuantityMilli, quantityMilli } from "../quantity/quantity";
import { type CouponOutcome, judgeCoupons, newConditionCheck } from "./check-conditions";
import type { CompiledPromotions } from "./compile-promotions";
import { listGoods, matchPromotions, type PromotionLine } from "./match-lines";
import type { PromotionArithmetic } from "./promotion-arithmetic";
import { takeBest } from "./take-best";
import type { Take } from "./take-orders";

export type { CouponOutcome, CouponStatus } from "./check-conditions";
export type { PromotionLine } from "./match-lines";

/** What one promotion takes off one line. */
export type PromotionApplication = {
  readonly lineId: string;
  readonly promotionId: string;
  readonly code: string;
  readonly name: string;
  readonly couponCode: string | null;
  /** How much of the line it was taken on, in thousandths. */
  readonly quantityMilli: QuantityMilli;
  /** Computing it again gives `amountMinor` [PR9]. */
  readonly arithmetic: PromotionArithmetic;
  /** A magnitude above 0, in minor units of the basis of the price. */
  readonly amountMinor: Minor;
};

export type PromotionOutcome = {
  /** By line, then in the order in which they were taken. */
  readonly applications: readonly PromotionApplication[];
  readonly discountMinor: Minor;
  /** One for each code given, in the order given. */
  readonly coupons: readonly CouponOutcome[];
};

/**
 * Take promotions off a cart so that the customer pays least, by the rules PR1–PR15. The same
 * promotions, lines and context give the same bytes, whatever the promotions' order [PR1].
 *
 * @returns magnitudes in minor units; no line goes below zero.
 * @throws AssertionError on an amount beyond MINOR_MAX.
 */
export function applyPromotions(
  compiled: CompiledPromotions,
  lines: readonly PromotionLine[],
  context: SellingContext,
): PromotionOutcome {
  const goods = listGoods(lines);
  const matches = matchPromotions(compiled, lines, goods, newConditionCheck(context));
  const takes = takeBest(matches, goods);
  const ranks = new Set(takes.map((take) => take.compiled.rank));
  const applications = takes
    .sort((left, right) => left.lineIndex - right.lineIndex)
    .map((take) => toApplication(take, lines));
  return {
    applications,
    discountMinor: sumMinor(applications.map(({ amountMinor }) => amountMinor)),
    coupons: judgeCoupons(compiled, context, ranks),
  };
}

function toApplication(take: Take, lines: readonly PromotionLine[]): PromotionApplication {
  const { promotion, couponCode } = take.compiled;
  return {
    lineId: lines[take.lineIndex]?.lineId ?? "",
    promotionId: promotion.id,
    code: promotion.code,
    name: promotion.name,
    couponCode,
    quantityMilli: quantityMilli(take.quantityMilli),
    arithmetic: take.arithmetic,
    amountMinor: minor(take.amountMinor),
  };
}
