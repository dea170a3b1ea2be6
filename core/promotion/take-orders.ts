import { allocate } from "../money/allocate";
import { minor } from "../money/minor";
import { mulDiv } from "../money/mul-div";
import { PPM } from "../tax/rate";
import type { CompiledPromotion } from "./compile-promotions";
import type { GoodsLine, PromotionMatch } from "./match-lines";
import { PROMOTION_ROUNDING, type PromotionArithmetic } from "./promotion-arithmetic";

/** What one promotion takes off one part of a line. */
export type Take = {
  readonly lineIndex: number;
  readonly compiled: CompiledPromotion;
  readonly quantityMilli: number;
  readonly arithmetic: PromotionArithmetic;
  readonly amountMinor: number;
};

/** Whether a promotion is taken off what the order still costs. */
export function isOrderPromotion({ compiled }: PromotionMatch): boolean {
  const { kind } = compiled.promotion.effect;
  return kind === "order_percent_off" || kind === "order_amount_off";
}

/**
 * Take order promotions one after the other off what their target's lines still cost, each split
 * over those lines by largest remainder [PR14].
 *
 * @param leftMinor what each line still costs, by position in `goods`; lowered in place.
 * @param isFree whether a line takes part.
 */
export function takeOrders(
  matches: readonly PromotionMatch[],
  goods: readonly GoodsLine[],
  leftMinor: number[],
  isFree: (position: number) => boolean,
): Take[] {
  return matches.flatMap(({ compiled, goodsBySlot: [own = []] }) => {
    const positions = own.filter((position) => isFree(position) && (leftMinor[position] ?? 0) > 0);
    const weightsMinor = positions.map((position) => minor(leftMinor[position] ?? 0));
    let baseMinor = 0;
    for (const weightMinor of weightsMinor) baseMinor += weightMinor;
    const wholeMinor = minor(computeWhole(compiled, baseMinor));
    if (wholeMinor === 0) return [];
    const amounts = allocate(wholeMinor, weightsMinor);
    return positions.flatMap((position, index): Take[] => {
      const line = goods[position];
      const amountMinor = amounts[index] ?? 0;
      if (!line || amountMinor === 0) return [];
      leftMinor[position] = (leftMinor[position] ?? 0) - amountMinor;
      const arithmetic = { kind: "share", wholeMinor, weightsMinor, index } as const;
      const { lineIndex, quantityMilli } = line;
      return [{ lineIndex, compiled, quantityMilli, arithmetic, amountMinor }];
    });
  });
}

/** What an order promotion takes off lines that cost `baseMinor`; a magnitude in minor units. */
export function computeWhole(
  { promotion: { effect } }: CompiledPromotion,
  baseMinor: number,
): number {
  if (effect.kind === "order_percent_off") {
    return mulDiv(baseMinor, effect.percentPpm, PPM, PROMOTION_ROUNDING);
  }
  return effect.kind === "order_amount_off" ? Math.min(effect.amountMinor, baseMinor) : 0;
}
