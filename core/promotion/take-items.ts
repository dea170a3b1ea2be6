import { type BatchPart, listBatchParts } from "./batch-outcome";
import type { CompiledPromotion } from "./compile-promotions";
import type { GoodsLine, PromotionMatch } from "./match-lines";
import { type PackedComponent, packGroups } from "./pack-groups";
import type { Batch } from "./packing";
import { computeArithmetic } from "./promotion-arithmetic";
import { arithmeticOf, bestSimple, type Segment } from "./simple-outcome";
import type { Take } from "./take-orders";

export type ItemOptions = {
  /** The lines that take part, as they are cut. */
  readonly segments: readonly Segment[];
  /** How long to search for the best packing of sets; a number of steps, never a time. */
  readonly stepsMax: number;
};

/**
 * Take all promotions on goods, so that most is off: sets first, then on each part of a line the
 * simple ones [PR10, PR12].
 *
 * @param matches other than order promotions.
 * @returns for each line in the order in which they were taken.
 */
export function takeItems(
  matches: readonly PromotionMatch[],
  goods: readonly GoodsLine[],
  { segments, stepsMax }: ItemOptions,
): Take[] {
  if (matches.length === 0) return [];
  return packGroups(segments, { matches, goods, stepsMax }).flatMap(listTakes);
}

function listTakes({ component: { segments }, packing }: PackedComponent): Take[] {
  const batches = [...packing.batches].sort(
    (left, right) => left.set.group.compiled.rank - right.set.group.compiled.rank,
  );
  const grouped = batches.flatMap((batch) =>
    listBatchParts(batch.set, batch.count, segments).flatMap((part) => {
      const segment = segments[part.segment];
      return segment ? listPartTakes(batch, part, segment) : [];
    }),
  );
  const simple = segments.flatMap((segment, index) => {
    const pieceCount = packing.remaining[index] ?? 0;
    const { takers } = bestSimple(segment, pieceCount);
    return listSimpleTakes(takers, segment, { pieceCount, takenMinor: 0 });
  });
  return [...grouped, ...simple];
}

function listPartTakes({ set }: Batch, part: BatchPart, segment: Segment): Take[] {
  const { pieceCount, arithmetic, amountMinor, after } = part;
  const later = listSimpleTakes(after.takers, segment, { pieceCount, takenMinor: amountMinor });
  if (arithmetic === null || amountMinor === 0) return later;
  const { lineIndex, pieceMilli } = segment;
  const quantityMilli = pieceCount * pieceMilli;
  const { compiled } = set.group;
  return [{ lineIndex, compiled, quantityMilli, arithmetic, amountMinor }, ...later];
}

function listSimpleTakes(
  takers: readonly CompiledPromotion[],
  segment: Segment,
  part: { readonly pieceCount: number; readonly takenMinor: number },
): Take[] {
  const quantityMilli = part.pieceCount * segment.pieceMilli;
  let leftMinor = part.pieceCount * segment.pieceMinor - part.takenMinor;
  return takers.flatMap((compiled): Take[] => {
    const arithmetic = arithmeticOf(compiled.promotion.effect, { leftMinor, quantityMilli });
    if (arithmetic === null) return [];
    const amountMinor = computeArithmetic(arithmetic);
    leftMinor -= amountMinor;
    return [{ lineIndex: segment.lineIndex, compiled, quantityMilli, arithmetic, amountMinor }];
  });
}
