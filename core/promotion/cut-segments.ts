import { mulDiv } from "../money/mul-div";
import type { CompiledPromotion } from "./compile-promotions";
import type { GoodsLine, PromotionMatch } from "./match-lines";
import { bestSimple, type Segment } from "./simple-outcome";

/**
 * Cut lines into segments whose pieces have the same simple promotions. A stackable simple
 * promotion with a limit of uses takes, when its turn by rank comes, the pieces for which it adds
 * most to the best simple outcome, the earlier line first [PR11].
 *
 * @param isFree whether a line, by its position in `goods`, takes part.
 * @returns in line order.
 */
export function cutSegments(
  goods: readonly GoodsLine[],
  matches: readonly PromotionMatch[],
  isFree: (position: number) => boolean,
): Segment[] {
  const simple = matches.filter(isSimple);
  const unlimited = simple.filter(({ compiled }) => compiled.promotion.usesPerCartMax === null);
  const limited = simple.filter(
    ({ compiled: { promotion } }) => promotion.usesPerCartMax !== null && !promotion.isExclusive,
  );
  const chains = goods.map((): CompiledPromotion[] => []);
  const exclusives = goods.map((): CompiledPromotion[] => []);
  for (const { compiled, goodsBySlot } of unlimited) {
    const takers = compiled.promotion.isExclusive ? exclusives : chains;
    for (const position of goodsBySlot[0] ?? []) takers[position]?.push(compiled);
  }
  let segments = goods.flatMap((line, position): Segment[] => {
    if (!isFree(position)) return [];
    const { lineIndex, pieceCount, pieceMilli, pieceMinor, isCountable } = line;
    return [
      {
        ...{ lineIndex, pieceCount, pieceMilli, pieceMinor, isCountable },
        chain: chains[position] ?? [],
        exclusives: exclusives[position] ?? [],
        known: new Map(),
      },
    ];
  });
  for (const { compiled, goodsBySlot } of limited) {
    const lineIndexes = new Set((goodsBySlot[0] ?? []).map((at) => goods[at]?.lineIndex));
    segments = spendUses(segments, compiled, lineIndexes);
  }
  return segments;
}

/** Whether a promotion acts on each unit by itself. */
export function isSimple({ compiled }: PromotionMatch): boolean {
  const { kind } = compiled.promotion.effect;
  return kind === "percent_off" || kind === "amount_off" || kind === "fixed_price";
}

type Cut = {
  readonly without: Segment;
  readonly withIt: Segment;
  /** Thousandths of a minor unit a piece. */
  readonly gainEach: number;
};

function spendUses(
  segments: readonly Segment[],
  compiled: CompiledPromotion,
  lineIndexes: ReadonlySet<number | undefined>,
): Segment[] {
  const usesMax = compiled.promotion.usesPerCartMax ?? 0;
  const cuts = segments
    .filter(({ lineIndex }) => lineIndexes.has(lineIndex))
    .map((without): Cut => {
      const chain = [...without.chain, compiled].sort((left, right) => left.rank - right.rank);
      const withIt = { ...without, chain, known: new Map() };
      const count = Math.min(usesMax, without.pieceCount);
      const gainMinor =
        bestSimple(withIt, count).discountMinor - bestSimple(without, count).discountMinor;
      return { without, withIt, gainEach: mulDiv(gainMinor, 1000, count, "DOWN") };
    })
    .filter(({ gainEach }) => gainEach > 0)
    .sort((left, right) => right.gainEach - left.gainEach);

  let usesLeft = usesMax;
  const replaced = new Map<Segment, Segment[]>();
  for (const { without, withIt } of cuts) {
    if (usesLeft === 0) break;
    const count = Math.min(usesLeft, without.pieceCount);
    const taken = { ...withIt, pieceCount: count };
    const rest = { ...without, pieceCount: without.pieceCount - count };
    // Rounding two parts instead of one can cost more than a tiny promotion brings.
    if (sumBest([taken, rest]) <= sumBest([without])) continue;
    usesLeft -= count;
    replaced.set(without, rest.pieceCount === 0 ? [taken] : [taken, rest]);
  }
  return segments.flatMap((segment) => replaced.get(segment) ?? [segment]);
}

function sumBest(segments: readonly Segment[]): number {
  let sumMinor = 0;
  for (const segment of segments) sumMinor += bestSimple(segment, segment.pieceCount).discountMinor;
  return sumMinor;
}
