import type { PromotionLine } from "../../core/promotion/apply-promotions";
import type { Effect, Promotion, Target } from "../../core/promotion/promotion";

type Goods = { readonly line: number; readonly priceMinor: number };
type GoodsSet = {
  readonly promotion: Promotion;
  /** Pieces by line, and how many of them are got. */
  readonly taken: readonly number[];
  readonly got: readonly number[];
};

/**
 * The most that item promotions can take off a few whole pieces, by trying every way of making
 * sets. Slow and written apart from the engine on purpose; stackable promotions with a limit of
 * uses and order promotions are not part of it.
 */
export function exhaustPromotions(
  promotions: readonly Promotion[],
  lines: readonly PromotionLine[],
): number {
  const pieces = lines.flatMap((line, index): Goods[] =>
    Array.from({ length: line.quantityMilli / 1000 }, () => ({
      line: index,
      priceMinor: line.unitPriceMinor,
    })),
  );
  const ranked = [...promotions].sort(
    (left, right) =>
      right.priority - left.priority ||
      (left.code < right.code ? -1 : left.code > right.code ? 1 : left.id < right.id ? -1 : 1),
  );
  const groups = ranked.filter(
    ({ effect, isExclusive, usesPerCartMax }) =>
      isSet(effect) || (isExclusive && usesPerCartMax !== null),
  );
  let best = 0;
  const isUsed = pieces.map(() => false);
  const made: GoodsSet[] = [];
  // `from` only rises past pieces that are left alone, so a later set takes none of those.
  const go = (from: number): void => {
    const first = isUsed.findIndex((used, index) => !used && index >= from);
    if (first < 0) {
      best = Math.max(best, totalOf(made, ranked, lines));
      return;
    }
    isUsed[first] = true;
    go(first + 1);
    isUsed[first] = false;
    for (const promotion of groups) tryWith(promotion, first);
  };
  const tryWith = (promotion: Promotion, first: number): void => {
    const uses = made.filter((set) => set.promotion === promotion).length;
    if (uses >= (promotion.usesPerCartMax ?? Number.POSITIVE_INFINITY)) return;
    const ways = [...subsetsWith(first, isUsed, sizeOf(promotion.effect))].flatMap((members) => {
      const chosen = members.map((index) => pieces[index] as Goods);
      return setsOf(promotion, chosen, lines).map((set) => ({ members, set }));
    });
    for (const { members, set } of ways) {
      for (const index of members) isUsed[index] = true;
      made.push(set);
      go(first + 1);
      made.pop();
      for (const index of members) isUsed[index] = false;
    }
  };
  go(0);
  return best;
}

function* subsetsWith(first: number, isUsed: readonly boolean[], size: number): Iterable<number[]> {
  const free = isUsed.flatMap((used, index) => (used || index <= first ? [] : [index]));
  const choose = function* (from: number, missing: number): Iterable<number[]> {
    if (missing === 0) yield [];
    else {
      for (let at = from; at < free.length; at += 1) {
        for (const rest of choose(at + 1, missing - 1)) yield [free[at] as number, ...rest];
      }
    }
  };
  for (const others of choose(0, size - 1)) yield [first, ...others];
}

function setsOf(
  promotion: Promotion,
  members: readonly Goods[],
  lines: readonly PromotionLine[],
): GoodsSet[] {
  const { effect, target } = promotion;
  const taken = countByLine(members, lines.length);
  const plain = { promotion, taken, got: lines.map(() => 0) };
  const fits = (wanted: readonly Target[], order: readonly Goods[]) =>
    order.every(({ line }, index) => covers(wanted[index] as Target, lines[line] as PromotionLine));
  if (effect.kind === "bundle") {
    const wanted = effect.parts.flatMap((part) => Array(part.quantity).fill(part.target));
    return permutations(members).some((order) => fits(wanted, order)) ? [plain] : [];
  }
  if (effect.kind === "buy_x_get_y" && effect.getTarget !== null) {
    return setsOfTwo(promotion, members, lines);
  }
  if (!fits(Array(members.length).fill(target), members)) return [];
  if (effect.kind !== "buy_x_get_y") return [plain];
  const cheapest = [...members].sort(
    (left, right) => left.priceMinor - right.priceMinor || right.line - left.line,
  );
  return [{ ...plain, got: countByLine(cheapest.slice(0, effect.getQuantity), lines.length) }];
}

/** Each way of telling what is got from what is paid, where both have a target of their own. */
function setsOfTwo(
  promotion: Promotion,
  members: readonly Goods[],
  lines: readonly PromotionLine[],
): GoodsSet[] {
  const { effect, target } = promotion;
  if (effect.kind !== "buy_x_get_y" || effect.getTarget === null) return [];
  const { getTarget, getQuantity } = effect;
  const taken = countByLine(members, lines.length);
  const isIn = ({ line }: Goods, wanted: Target) => covers(wanted, lines[line] as PromotionLine);
  const found = new Map<string, GoodsSet>();
  for (const order of permutations(members)) {
    const got = order.slice(0, getQuantity);
    const paid = order.slice(getQuantity);
    const isUnfair = (one: Goods, other: Goods) =>
      isIn(one, target) && isIn(other, getTarget) && one.priceMinor > other.priceMinor;
    const isValid =
      got.every((goods) => isIn(goods, getTarget)) &&
      paid.every((goods) => isIn(goods, target)) &&
      !got.some((one) => paid.some((other) => isUnfair(one, other)));
    const byLine = countByLine(got, lines.length);
    if (isValid) found.set(byLine.join(), { promotion, taken, got: byLine });
  }
  return [...found.values()];
}

function totalOf(
  made: readonly GoodsSet[],
  ranked: readonly Promotion[],
  lines: readonly PromotionLine[],
): number {
  const left = lines.map((line) => line.quantityMilli / 1000);
  const equal = new Map<string, { set: GoodsSet; count: number }>();
  for (const set of made) {
    const key = `${ranked.indexOf(set.promotion)}/${set.taken}/${set.got}`;
    equal.set(key, { set, count: (equal.get(key)?.count ?? 0) + 1 });
    set.taken.forEach((count, line) => {
      left[line] = (left[line] ?? 0) - count;
    });
  }
  let total = 0;
  for (const { set, count } of equal.values()) {
    const value = amountOf(set, count, ranked, lines);
    if (value === null) return 0;
    total += value;
  }
  return lines.reduce((sum, line, index) => {
    const count = left[index] ?? 0;
    const base = count * line.unitPriceMinor;
    const simple = ranked.filter(
      ({ effect, target, isExclusive, usesPerCartMax }) =>
        !isSet(effect) && covers(target, line) && !(isExclusive && usesPerCartMax !== null),
    );
    const stacked =
      base -
      stack(
        simple.filter(({ isExclusive }) => !isExclusive),
        base,
        count,
      );
    const alone = simple
      .filter(({ isExclusive }) => isExclusive)
      .map(({ effect }) => base - lowered(effect, base, count));
    return sum + Math.max(stacked, ...alone, 0);
  }, total);
}

type Part = { readonly line: number; readonly pieces: number; readonly takenMinor: number };

function amountOf(
  set: GoodsSet,
  count: number,
  ranked: readonly Promotion[],
  lines: readonly PromotionLine[],
): number | null {
  const parts = partsOf(set, count, lines);
  const own = parts.reduce((sum, part) => sum + part.takenMinor, 0);
  if (own <= 0) return null;
  if (set.promotion.isExclusive) return own;
  return parts.reduce((sum, part) => {
    const line = lines[part.line] as PromotionLine;
    const base = part.pieces * line.unitPriceMinor - part.takenMinor;
    const chain = ranked.filter(
      (other) => !isSet(other.effect) && !other.isExclusive && covers(other.target, line),
    );
    return sum + base - stack(chain, base, part.pieces);
  }, own);
}

function partsOf(
  { promotion: { effect }, taken, got }: GoodsSet,
  count: number,
  lines: readonly PromotionLine[],
): Part[] {
  const baseOf = (line: number, pieces: number) =>
    pieces * count * (lines[line]?.unitPriceMinor ?? 0);
  if (effect.kind === "mix_and_match" || effect.kind === "bundle") {
    const weights = taken.map((pieces, line) => baseOf(line, pieces));
    const whole = weights.reduce((sum, weight) => sum + weight, 0) - effect.priceMinor * count;
    const shares = largestRemainder(Math.max(0, whole), weights);
    return taken.flatMap((pieces, line) =>
      pieces > 0 ? [{ line, pieces: pieces * count, takenMinor: shares[line] ?? 0 }] : [],
    );
  }
  return taken.flatMap((pieces, line): Part[] => {
    const isBuy = effect.kind === "buy_x_get_y";
    const discounted = isBuy ? (got[line] ?? 0) : pieces;
    const base = baseOf(line, discounted);
    const takenMinor = isBuy
      ? roundHalfUp(base * effect.percentPpm, 1_000_000)
      : base - lowered(effect, base, pieces * count);
    return [
      { line, pieces: discounted * count, takenMinor },
      { line, pieces: (pieces - discounted) * count, takenMinor: 0 },
    ].filter((part) => part.pieces > 0);
  });
}

function stack(chain: readonly Promotion[], base: number, count: number): number {
  return chain.reduce((left, { effect }) => lowered(effect, left, count), base);
}

function lowered(effect: Effect, base: number, count: number): number {
  if (effect.kind === "percent_off") {
    return base - roundHalfUp(base * effect.percentPpm, 1_000_000);
  }
  if (effect.kind === "amount_off") return Math.max(0, base - effect.amountMinor * count);
  return effect.kind === "fixed_price" ? Math.min(base, effect.priceMinor * count) : base;
}

function roundHalfUp(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor));
}

function largestRemainder(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((whole * weight) / sum));
  const order = weights
    .map((weight, index) => ({ index, rest: (whole * weight) % sum }))
    .sort((left, right) => right.rest - left.rest || left.index - right.index);
  let missing = whole - parts.reduce((total, part) => total + part, 0);
  for (const { index } of order) {
    if (missing === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    missing -= 1;
  }
  return parts;
}

function covers(target: Target, line: PromotionLine): boolean {
  const { productIds, categoryIds, tags, excludedProductIds } = target;
  if (line.productId === null || excludedProductIds.includes(line.productId)) return false;
  if (productIds.length + categoryIds.length + tags.length === 0) return true;
  return (
    productIds.includes(line.productId) ||
    (line.categoryId !== null && categoryIds.includes(line.categoryId)) ||
    line.tags.some((tag) => tags.includes(tag))
  );
}

function isSet({ kind }: Effect): boolean {
  return kind === "buy_x_get_y" || kind === "mix_and_match" || kind === "bundle";
}

function sizeOf(effect: Effect): number {
  if (effect.kind === "mix_and_match") return effect.quantity;
  if (effect.kind === "buy_x_get_y") return effect.buyQuantity + effect.getQuantity;
  if (effect.kind !== "bundle") return 1;
  return effect.parts.reduce((sum, { quantity }) => sum + quantity, 0);
}

function countByLine(members: readonly Goods[], lineCount: number): number[] {
  const counts = Array.from({ length: lineCount }, () => 0);
  for (const { line } of members) counts[line] = (counts[line] ?? 0) + 1;
  return counts;
}

function permutations<Value>(values: readonly Value[]): Value[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, index) =>
    permutations(values.filter((_, other) => other !== index)).map((rest) => [value, ...rest]),
  );
}
