import type { Promotion, Target } from "./promotion";

/** A promotion made ready: `rank` is its place by priority, code and id, 0 first. */
export type CompiledPromotion = {
  readonly promotion: Promotion;
  readonly rank: number;
  readonly couponCode: string | null;
  /** Epoch milliseconds; the end is exclusive. */
  readonly validFromMs: number;
  readonly validUntilMs: number;
};

/** One target of a promotion; slot 0 is the promotion's own, further slots belong to its effect. */
export type CompiledTarget = {
  readonly targetIndex: number;
  readonly compiled: CompiledPromotion;
  readonly slot: number;
  readonly excludedProductIds: ReadonlySet<string>;
};

type TargetIndex = ReadonlyMap<string, readonly CompiledTarget[]>;

/** Promotions indexed by what they can touch. */
export type CompiledPromotions = {
  readonly ranked: readonly CompiledPromotion[];
  readonly targetCount: number;
  readonly byProduct: TargetIndex;
  readonly byCategory: TargetIndex;
  readonly byTag: TargetIndex;
  readonly everywhere: readonly CompiledTarget[];
  readonly byCoupon: ReadonlyMap<string, readonly CompiledPromotion[]>;
};

/** The form in which coupon codes are compared: trimmed, in capitals [PR4]. */
export function normalizeCouponCode(code: string): string {
  return code.trim().toUpperCase();
}

/**
 * Rank promotions by priority, code and id and index them by product, category and tag, once for
 * each change of the catalogue, so that a cart looks only at those that can touch it. The order in
 * which they are given does not matter [PR1].
 */
export function compilePromotions(promotions: readonly Promotion[]): CompiledPromotions {
  const ranked = [...promotions].sort(byRank).map(compile);
  const index: OpenIndex = {
    byProduct: new Map(),
    byCategory: new Map(),
    byTag: new Map(),
    everywhere: [],
  };
  const byCoupon = new Map<string, CompiledPromotion[]>();
  let targetCount = 0;
  for (const compiled of ranked) {
    if (compiled.couponCode !== null) push(byCoupon, compiled.couponCode, compiled);
    for (const { slot, target } of listTargets(compiled.promotion)) {
      const excludedProductIds = new Set(target.excludedProductIds);
      addTarget(index, target, { targetIndex: targetCount, compiled, slot, excludedProductIds });
      targetCount += 1;
    }
  }
  return { ranked, targetCount, ...index, byCoupon };
}

type OpenIndex = {
  readonly byProduct: Map<string, CompiledTarget[]>;
  readonly byCategory: Map<string, CompiledTarget[]>;
  readonly byTag: Map<string, CompiledTarget[]>;
  readonly everywhere: CompiledTarget[];
};

function addTarget(index: OpenIndex, target: Target, entry: CompiledTarget): void {
  if (isEveryProduct(target)) index.everywhere.push(entry);
  for (const productId of target.productIds) push(index.byProduct, productId, entry);
  for (const categoryId of target.categoryIds) push(index.byCategory, categoryId, entry);
  for (const tag of target.tags) push(index.byTag, tag, entry);
}

function compile(promotion: Promotion, rank: number): CompiledPromotion {
  const { coupon, validFrom, validUntil } = promotion;
  return {
    promotion,
    rank,
    couponCode: coupon === null ? null : normalizeCouponCode(coupon.code),
    validFromMs: validFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(validFrom),
    validUntilMs: validUntil === null ? Number.POSITIVE_INFINITY : Date.parse(validUntil),
  };
}

function listTargets(promotion: Promotion): { slot: number; target: Target }[] {
  const { effect } = promotion;
  const own = { slot: 0, target: promotion.target };
  if (effect.kind === "buy_x_get_y" && effect.getTarget !== null) {
    return [own, { slot: 1, target: effect.getTarget }];
  }
  if (effect.kind !== "bundle") return [own];
  const parts = effect.parts.map(({ target }, index) => ({ slot: index + 1, target }));
  return promotion.minimumSpendMinor === null ? parts : [own, ...parts];
}

function isEveryProduct({ productIds, categoryIds, tags }: Target): boolean {
  return productIds.length === 0 && categoryIds.length === 0 && tags.length === 0;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function byRank(left: Promotion, right: Promotion): number {
  return (
    right.priority - left.priority ||
    compareText(left.code, right.code) ||
    compareText(left.id, right.id)
  );
}

// Not localeCompare: every machine must sort alike.
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
