import type { Minor } from "../money/minor";
import { lineAmount, ONE_UNIT, type QuantityMilli } from "../quantity/quantity";
import type { CompiledPromotion, CompiledPromotions, CompiledTarget } from "./compile-promotions";
import { PROMOTION_ROUNDING } from "./promotion-arithmetic";

/** One line of a cart, as far as promotions look at it. */
export type PromotionLine = {
  readonly lineId: string;
  /** None for an open item, which takes no part. */
  readonly productId: string | null;
  readonly categoryId: string | null;
  readonly tags: readonly string[];
  readonly unit: "each" | "kg";
  /** Thousandths; goods that come back take no part. */
  readonly quantityMilli: QuantityMilli;
  /** Per whole unit or kilogram, before any discount. */
  readonly unitPriceMinor: Minor;
  /** A price set by hand, a gift card and the like. */
  readonly isExcluded: boolean;
};

/** A line that takes part. It is made of whole units, or is one piece when weighed [PR7]. */
export type GoodsLine = {
  readonly lineIndex: number;
  readonly quantityMilli: QuantityMilli;
  /** Price × quantity, rounded once. */
  readonly amountMinor: Minor;
  readonly pieceCount: number;
  readonly pieceMilli: number;
  readonly pieceMinor: number;
  /** Whether its pieces are whole units, so that sets can be made of them. */
  readonly isCountable: boolean;
};

/** A promotion that can touch the cart, with the positions in `goods` of what its slots target. */
export type PromotionMatch = {
  readonly compiled: CompiledPromotion;
  readonly goodsBySlot: readonly (readonly number[])[];
};

/** The lines that take part [PR7], in the cart's order. */
export function listGoods(lines: readonly PromotionLine[]): GoodsLine[] {
  return lines.flatMap((line, lineIndex) => {
    const { quantityMilli, unitPriceMinor, unit } = line;
    if (line.isExcluded || line.productId === null) return [];
    if (quantityMilli <= 0 || unitPriceMinor < 0) return [];
    const amountMinor = lineAmount(unitPriceMinor, quantityMilli, PROMOTION_ROUNDING);
    const isCountable = unit === "each" && quantityMilli % ONE_UNIT === 0;
    const pieces = isCountable
      ? {
          pieceCount: quantityMilli / ONE_UNIT,
          pieceMilli: ONE_UNIT,
          pieceMinor: unitPriceMinor,
        }
      : { pieceCount: 1, pieceMilli: quantityMilli, pieceMinor: amountMinor };
    return [{ lineIndex, quantityMilli, amountMinor, isCountable, ...pieces }];
  });
}

/**
 * The promotions that can touch the goods: their target is in the cart, their conditions hold and
 * their target's lines reach the minimum spend before promotions [PR3].
 *
 * @returns in order of rank.
 */
export function matchPromotions(
  promotions: CompiledPromotions,
  lines: readonly PromotionLine[],
  goods: readonly GoodsLine[],
  isInForce: (compiled: CompiledPromotion) => boolean,
): PromotionMatch[] {
  const found: (number[][] | null | undefined)[] = new Array(promotions.ranked.length);
  const lastGoods = new Int32Array(promotions.targetCount).fill(-1);
  const slotsOf = (compiled: CompiledPromotion) => {
    const known = found[compiled.rank];
    if (known !== undefined) return known;
    const slots = isInForce(compiled) ? newSlots(compiled) : null;
    found[compiled.rank] = slots;
    return slots;
  };
  const visit = (targets: readonly CompiledTarget[], position: number, productId: string) => {
    for (const { targetIndex, compiled, slot, excludedProductIds } of targets) {
      // A line can be in one target by product, category and several tags at once.
      if (lastGoods[targetIndex] === position) continue;
      lastGoods[targetIndex] = position;
      if (excludedProductIds.size > 0 && excludedProductIds.has(productId)) continue;
      slotsOf(compiled)?.[slot]?.push(position);
    }
  };
  goods.forEach(({ lineIndex }, position) => {
    const line = lines[lineIndex];
    if (!line || line.productId === null) return;
    visit(promotions.byProduct.get(line.productId) ?? [], position, line.productId);
    if (line.categoryId !== null) {
      visit(promotions.byCategory.get(line.categoryId) ?? [], position, line.productId);
    }
    for (const tag of line.tags) visit(promotions.byTag.get(tag) ?? [], position, line.productId);
    visit(promotions.everywhere, position, line.productId);
  });
  return promotions.ranked.flatMap((compiled) => {
    const goodsBySlot = found[compiled.rank];
    if (!goodsBySlot || !reachesMinimum(compiled, goodsBySlot, goods)) return [];
    return [{ compiled, goodsBySlot }];
  });
}

function newSlots({ promotion: { effect } }: CompiledPromotion): number[][] {
  if (effect.kind === "bundle") return [[], ...effect.parts.map(() => [])];
  return effect.kind === "buy_x_get_y" && effect.getTarget !== null ? [[], []] : [[]];
}

function reachesMinimum(
  { promotion: { minimumSpendMinor } }: CompiledPromotion,
  [own = []]: readonly (readonly number[])[],
  goods: readonly GoodsLine[],
): boolean {
  if (minimumSpendMinor === null) return true;
  let spentMinor = 0;
  for (const position of own) spentMinor += goods[position]?.amountMinor ?? 0;
  return spentMinor >= minimumSpendMinor;
}
