import { type Minor, minor, sumMinor } from "../money/minor";
import type { SellingContext } from "../pricing/selling-context";
import { type QuantityMilli, quantityMilli } from "../quantity/quantity";
import { type CouponOutcome, judgeCoupons, newConditionCheck } from "./check-conditions";
import type { CompiledPromotions } from "./compile-promotions";
import {
  type GoodsLine,
  listGoods,
  matchPromotions,
  type PromotionLine,
  type PromotionMatch,
} from "./match-lines";
import type { PromotionArithmetic } from "./promotion-arithmetic";
import { takeItems } from "./take-items";
import { isOrderPromotion, type Take, takeOrders } from "./take-orders";

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

/** Steps of the search for the whole cart. A number and not a time: every machine finds the same. */
const STEPS_MAX = 60_000;

// Exclusive order promotions come in one by one, each time the one that makes the outcome best.
function takeBest(matches: readonly PromotionMatch[], goods: readonly GoodsLine[]): Take[] {
  const items = matches.filter((match) => !isOrderPromotion(match));
  const orders = matches.filter(isOrderPromotion);
  const stackable = orders.filter((match) => !match.compiled.promotion.isExclusive);
  let rivals = orders.filter((match) => match.compiled.promotion.isExclusive);
  const chosen: PromotionMatch[] = [];
  const ownedBy = (owners: readonly PromotionMatch[]) =>
    new Set(owners.flatMap(({ goodsBySlot: [own = []] }) => own));

  const stepsMax = Math.floor(STEPS_MAX / (1 + rivals.length));
  const evaluate = (owners: readonly PromotionMatch[]): Take[] => {
    const owned = ownedBy(owners);
    const isFree = (position: number) => !owned.has(position);
    const leftMinor = goods.map((line): number => line.amountMinor);
    const takes = takeItems(items, goods, { isFree, stepsMax });
    lower(leftMinor, takes, goods);
    takes.push(...takeOrders(stackable, goods, leftMinor, isFree));
    takes.push(...takeOrders(owners, goods, leftMinor, () => true));
    return takes;
  };

  let best = evaluate(chosen);
  while (rivals.length > 0) {
    let winner: PromotionMatch | null = null;
    for (const rival of rivals) {
      const takes = evaluate([...chosen, rival]);
      if (!isBetter(takes, best)) continue;
      winner = rival;
      best = takes;
    }
    if (winner === null) break;
    chosen.push(winner);
    const owned = ownedBy(chosen);
    rivals = rivals.filter(({ goodsBySlot: [own = []] }) => !own.some((at) => owned.has(at)));
  }
  return best;
}

function lower(leftMinor: number[], takes: readonly Take[], goods: readonly GoodsLine[]): void {
  const positionOf = new Map(goods.map(({ lineIndex }, position) => [lineIndex, position]));
  for (const { lineIndex, amountMinor } of takes) {
    const position = positionOf.get(lineIndex) ?? 0;
    leftMinor[position] = (leftMinor[position] ?? 0) - amountMinor;
  }
}

function isBetter(rival: readonly Take[], best: readonly Take[]): boolean {
  const rivalMinor = sumTakes(rival);
  const bestMinor = sumTakes(best);
  return rivalMinor > bestMinor || (rivalMinor === bestMinor && rival.length < best.length);
}

function sumTakes(takes: readonly Take[]): number {
  let takenMinor = 0;
  for (const { amountMinor } of takes) takenMinor += amountMinor;
  return takenMinor;
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
