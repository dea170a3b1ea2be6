import { mulDiv } from "../money/mul-div";
import type { CompiledPromotion } from "./compile-promotions";
import type { GoodsLine, PromotionMatch } from "./match-lines";
import { bestSimple, type Segment } from "./simple-outcome";

/** Cuts the lines of one cart, for any choice of lines that take part. */
export type Cutter = {
  /**
   * Segments whose pieces have the same simple promotions, in line order.
   *
   * @param isFree whether a line, by its position in `goods`, takes part.
   */
  cut(isFree: (position: number) => boolean): readonly Segment[];
  /** What simple promotions without a limit of uses take off a line by themselves, by position. */
  simpleMinor(position: number): number;
};

/**
 * Cut lines into segments whose pieces have the same simple promotions. A stackable simple
 * promotion with a limit of uses takes, when its turn by rank comes, the pieces for which it adds
 * most to the best simple outcome, the earlier line first [PR11].
 *
 * @param matches other than order promotions.
 */
export function newCutter(goods: readonly GoodsLine[], matches: readonly PromotionMatch[]): Cutter {
  const simple = matches.filter(isSimple);
  const limited = simple.filter(
    ({ compiled: { promotion } }) => promotion.usesPerCartMax !== null && !promotion.isExclusive,
  );
  const whole = listWhole(goods, simple);
  const slots = limited.map(({ compiled, goodsBySlot: [own = []] }) => ({
    compiled,
    lineIndexes: new Set(own.map((at) => goods[at]?.lineIndex)),
  }));
  return {
    cut(isFree) {
      let segments: readonly Segment[] = whole.filter((_, position) => isFree(position));
      for (const { compiled, lineIndexes } of slots) {
        segments = spendUses(segments, compiled, lineIndexes);
      }
      return segments;
    },
    simpleMinor(position) {
      const segment = whole[position];
      return segment ? bestSimple(segment, segment.pieceCount).discountMinor : 0;
    },
  };
}

// Each line as one segment, before limits of uses cut it.
function listWhole(goods: readonly GoodsLine[], simple: readonly PromotionMatch[]): Segment[] {
  const chains = goods.map((): CompiledPromotion[] => []);
  const exclusives = goods.map((): CompiledPromotion[] => []);
  for (const { compiled, goodsBySlot } of simple) {
    const { usesPerCartMax, isExclusive } = compiled.promotion;
    if (usesPerCartMax !== null) continue;
    for (const position of goodsBySlot[0] ?? []) {
      if (!isExclusive) chains[position]?.push(compiled);
      else if (!exclusives[position]?.some((earlier) => isAsStrong(earlier, compiled))) {
        exclusives[position]?.push(compiled);
      }
    }
  }
  return goods.map((line, position): Segment => {
    const { lineIndex, pieceCount, pieceMilli, pieceMinor, isCountable } = line;
    return {
      ...{ lineIndex, pieceCount, pieceMilli, pieceMinor, isCountable },
      chain: chains[position] ?? [],
      exclusives: exclusives[position] ?? [],
      known: new Map(),
      longer: new Map(),
    };
  });
}

/** Whether a promotion acts on each unit by itself. */
export function isSimple({ compiled }: PromotionMatch): boolean {
  const { kind } = compiled.promotion.effect;
  return kind === "percent_off" || kind === "amount_off" || kind === "fixed_price";
}

// One of higher rank that takes at least as much of any part leaves nothing to the later one.
function isAsStrong({ promotion: earlier }: CompiledPromotion, later: CompiledPromotion): boolean {
  const strong = earlier.effect;
  const weak = later.promotion.effect;
  if (strong.kind === "percent_off" && weak.kind === "percent_off") {
    return strong.percentPpm >= weak.percentPpm;
  }
  if (strong.kind === "amount_off" && weak.kind === "amount_off") {
    return strong.amountMinor >= weak.amountMinor;
  }
  if (strong.kind === "fixed_price" && weak.kind === "fixed_price") {
    return strong.priceMinor <= weak.priceMinor;
  }
  return false;
}

type Cut = {
  readonly without: Segment;
  readonly longer: Segment;
  /** Thousandths of a minor unit a piece. */
  readonly gainEach: number;
};

/** Where a promotion adds anything, most first. */
function listCuts(
  segments: readonly Segment[],
  compiled: CompiledPromotion,
  lineIndexes: ReadonlySet<number | undefined>,
): Cut[] {
  const usesMax = compiled.promotion.usesPerCartMax ?? 0;
  const cuts: Cut[] = [];
  for (const without of segments) {
    if (!lineIndexes.has(without.lineIndex)) continue;
    const longer = lengthen(without, compiled);
    const count = Math.min(usesMax, without.pieceCount);
    const gainMinor =
      bestSimple(longer, count).discountMinor - bestSimple(without, count).discountMinor;
    const gainEach = mulDiv(gainMinor, 1000, count, "DOWN");
    if (gainEach > 0) cuts.push({ without, longer, gainEach });
  }
  return cuts.sort((left, right) => right.gainEach - left.gainEach);
}

function spendUses(
  segments: readonly Segment[],
  compiled: CompiledPromotion,
  lineIndexes: ReadonlySet<number | undefined>,
): readonly Segment[] {
  const usesMax = compiled.promotion.usesPerCartMax ?? 0;
  const cuts = listCuts(segments, compiled, lineIndexes);
  if (cuts.length === 0) return segments;
  let usesLeft = usesMax;
  const replaced = new Map<Segment, Segment[]>();
  for (const { without, longer } of cuts) {
    if (usesLeft === 0) break;
    const count = Math.min(usesLeft, without.pieceCount);
    const taken = { ...longer, pieceCount: count };
    const rest = { ...without, pieceCount: without.pieceCount - count };
    // Rounding two parts instead of one can cost more than a tiny promotion brings.
    if (sumBest([taken, rest]) <= sumBest([without])) continue;
    usesLeft -= count;
    replaced.set(without, rest.pieceCount === 0 ? [taken] : [taken, rest]);
  }
  return segments.flatMap((segment) => replaced.get(segment) ?? [segment]);
}

// What is known of a longer chain serves every other choice of lines that take part.
function lengthen(without: Segment, compiled: CompiledPromotion): Segment {
  const known = without.longer.get(compiled.rank);
  if (known) return known;
  const { chain: shorter } = without;
  const after = shorter.findIndex(({ rank }) => rank > compiled.rank);
  const at = after < 0 ? shorter.length : after;
  const chain = [...shorter.slice(0, at), compiled, ...shorter.slice(at)];
  const longer = { ...without, chain, known: new Map(), longer: new Map() };
  without.longer.set(compiled.rank, longer);
  return longer;
}

function sumBest(segments: readonly Segment[]): number {
  let sumMinor = 0;
  for (const segment of segments) sumMinor += bestSimple(segment, segment.pieceCount).discountMinor;
  return sumMinor;
}
