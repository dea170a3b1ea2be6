import { mulDiv } from "../money/mul-div";
import { PPM } from "../tax/rate";
import { type Cutter, newCutter } from "./cut-segments";
import type { GoodsLine, PromotionMatch } from "./match-lines";
import { takeItems } from "./take-items";
import { computeWhole, isOrderPromotion, type Take, takeOrders } from "./take-orders";

/** Steps of the search for the whole cart. A number and not a time: every machine finds the same. */
const STEPS_MAX = 60_000;

/** Carts up to so many lines are searched again; beyond, it would take too long for one key. */
const FURTHER_GOODS_MAX = 20;

type Cart = {
  readonly goods: readonly GoodsLine[];
  /** Promotions on goods, and the stackable ones on the order. */
  readonly items: readonly PromotionMatch[];
  readonly stackable: readonly PromotionMatch[];
  readonly cutter: Cutter;
  readonly stepsMax: number;
};

/**
 * The takes by which most is off. Exclusive order promotions come in one by one, each time the one
 * that makes the outcome best [PR15].
 */
export function takeBest(matches: readonly PromotionMatch[], goods: readonly GoodsLine[]): Take[] {
  const items = matches.filter((match) => !isOrderPromotion(match));
  const orders = matches.filter(isOrderPromotion);
  const stackable = orders.filter((match) => !match.compiled.promotion.isExclusive);
  const cutter = newCutter(goods, items);
  const exclusive = orders.filter((match) => match.compiled.promotion.isExclusive);
  const keptPpm = listKeptPpm(stackable, goods);
  let rivals = exclusive
    .map((match) => ({ match, gainMinor: boundGain(match, { goods, cutter, keptPpm }) }))
    .filter(({ gainMinor }) => gainMinor >= 0)
    .sort((left, right) => right.gainMinor - left.gainMinor);

  const stepsMax = Math.floor(STEPS_MAX / (1 + exclusive.length));
  const cart = { goods, items, stackable, cutter, stepsMax };
  const chosen: PromotionMatch[] = [];
  let best = evaluate(cart, chosen);
  if (rivals.length < exclusive.length) best = searchFurther(cart, best);
  while (rivals.length > 0) {
    const winner = pickWinner(cart, { rivals, chosen, best });
    if (winner === null) break;
    best = winner.takes;
    chosen.push(winner.match);
    const owned = ownedBy(chosen);
    rivals = rivals.filter(
      ({ match }) => !match.goodsBySlot[0]?.some((position) => owned.has(position)),
    );
  }
  return best;
}

// Those passed over leave their steps to the outcome without any, which they could not better.
function searchFurther(cart: Cart, best: Take[]): Take[] {
  if (cart.goods.length > FURTHER_GOODS_MAX) return best;
  const takes = evaluate({ ...cart, stepsMax: 2 * cart.stepsMax }, []);
  return isBetter({ takes }, { takes: best }) ? takes : best;
}

type Rival = {
  readonly match: PromotionMatch;
  /** The outcome is at most so much better with it. */
  readonly gainMinor: number;
};

type Round = {
  /** Those that promise most first. */
  readonly rivals: readonly Rival[];
  readonly chosen: readonly PromotionMatch[];
  readonly best: readonly Take[];
};

type Outcome = { readonly match?: PromotionMatch; readonly takes: readonly Take[] };
type Winner = { readonly match: PromotionMatch; readonly takes: Take[] };

function pickWinner(cart: Cart, { rivals, chosen, best }: Round): Winner | null {
  const startMinor = sumTakes(best);
  let bestMinor = startMinor;
  let winner: Winner | null = null;
  for (const { match, gainMinor } of rivals) {
    if (startMinor + gainMinor < bestMinor) break;
    const takes = evaluate(cart, [...chosen, match]);
    if (!isBetter({ match, takes }, winner ?? { takes: best })) {
      continue;
    }
    winner = { match, takes };
    bestMinor = sumTakes(takes);
  }
  return winner;
}

/** More off, then fewer applications; among rivals then the higher rank. */
function isBetter(rival: Outcome, best: Outcome): boolean {
  const gainMinor = sumTakes(rival.takes) - sumTakes(best.takes);
  if (gainMinor !== 0) return gainMinor > 0;
  const fewer = best.takes.length - rival.takes.length;
  if (fewer !== 0 || !rival.match || !best.match) return fewer > 0;
  return rival.match.compiled.rank < best.match.compiled.rank;
}

/**
 * What a promotion takes off its lines above what these have without it whatever sets are packed:
 * simple promotions without a limit of uses, and the percentages of stackable order promotions.
 */
function boundGain(
  { compiled, goodsBySlot: [own = []] }: PromotionMatch,
  {
    goods,
    cutter,
    keptPpm,
  }: Pick<Cart, "goods" | "cutter"> & { readonly keptPpm: readonly number[] },
): number {
  let baseMinor = 0;
  let otherwiseMinor = 0;
  for (const position of own) {
    const amountMinor = goods[position]?.amountMinor ?? 0;
    const leftMinor = amountMinor - cutter.simpleMinor(position);
    baseMinor += amountMinor;
    otherwiseMinor += amountMinor - mulDiv(leftMinor, keptPpm[position] ?? PPM, PPM, "CEIL");
  }
  return computeWhole(compiled, baseMinor) - otherwiseMinor;
}

// What stackable percentages on the order leave of each line, at most, by position.
function listKeptPpm(
  stackable: readonly PromotionMatch[],
  goods: readonly GoodsLine[],
): readonly number[] {
  const kept = goods.map((): number => PPM);
  for (const { compiled, goodsBySlot } of stackable) {
    const { effect } = compiled.promotion;
    if (effect.kind !== "order_percent_off") continue;
    for (const position of goodsBySlot[0] ?? []) {
      kept[position] = mulDiv(kept[position] ?? PPM, PPM - effect.percentPpm, PPM, "CEIL");
    }
  }
  return kept;
}

/** The outcome when `owners` are alone on their target's lines. */
function evaluate(
  { goods, items, stackable, cutter, stepsMax }: Cart,
  owners: readonly PromotionMatch[],
): Take[] {
  const owned = ownedBy(owners);
  const isFree = (position: number) => !owned.has(position);
  const leftMinor = goods.map((line): number => line.amountMinor);
  const segments = cutter.cut(isFree);
  const takes = takeItems(items, goods, { segments, stepsMax });
  lower(leftMinor, takes, goods);
  takes.push(...takeOrders(stackable, goods, leftMinor, isFree));
  takes.push(...takeOrders(owners, goods, leftMinor, () => true));
  return takes;
}

function ownedBy(owners: readonly PromotionMatch[]): Set<number> {
  return new Set(owners.flatMap(({ goodsBySlot: [own = []] }) => own));
}

function lower(leftMinor: number[], takes: readonly Take[], goods: readonly GoodsLine[]): void {
  const positionOf = new Map(goods.map(({ lineIndex }, position) => [lineIndex, position]));
  for (const { lineIndex, amountMinor } of takes) {
    const position = positionOf.get(lineIndex) ?? 0;
    leftMinor[position] = (leftMinor[position] ?? 0) - amountMinor;
  }
}

function sumTakes(takes: readonly Take[]): number {
  let takenMinor = 0;
  for (const { amountMinor } of takes) takenMinor += amountMinor;
  return takenMinor;
}
