import { allocate } from "../money/allocate";
import { type Minor, minor } from "../money/minor";
import { mulDiv } from "../money/mul-div";
import type { GoodsSet } from "./goods-set";
import { computeArithmetic, type PromotionArithmetic } from "./promotion-arithmetic";
import {
  arithmeticOf,
  NO_OUTCOME,
  type Segment,
  type SimpleOutcome,
  stackOn,
} from "./simple-outcome";

/** Pieces of one segment that a batch treats alike; no arithmetic for pieces that are only paid. */
export type BatchPart = {
  readonly segment: number;
  readonly pieceCount: number;
  readonly arithmetic: PromotionArithmetic | null;
  readonly amountMinor: number;
  /** What stackable simple promotions then take. */
  readonly after: SimpleOutcome;
};

/**
 * A number of equal sets as one application: what it takes off, and what stackable simple
 * promotions take after it [PR12].
 */
export type BatchOutcome = { readonly discountMinor: number; readonly applicationCount: number };

/** The outcome of `count` equal sets, or null when the promotion takes nothing off them. */
export function computeBatch(
  set: GoodsSet,
  count: number,
  segments: readonly Segment[],
): BatchOutcome | null {
  const shared = computeShared(set, count, segments);
  if (shared !== undefined) return shared;
  let groupMinor = 0;
  let afterMinor = 0;
  let applicationCount = 0;
  for (const { amountMinor, after } of listBatchParts(set, count, segments)) {
    groupMinor += amountMinor;
    afterMinor += after.discountMinor;
    applicationCount += after.applicationCount + (amountMinor > 0 ? 1 : 0);
  }
  if (groupMinor <= 0) return null;
  return { discountMinor: groupMinor + afterMinor, applicationCount };
}

/** The parts of lines that `count` equal sets are made of, with what is taken off each. */
export function listBatchParts(
  set: GoodsSet,
  count: number,
  segments: readonly Segment[],
): BatchPart[] {
  const { isExclusive } = set.group.compiled.promotion;
  return draftParts(set, count, segments).map((draft) => {
    const { segment, pieceCount, arithmetic, amountMinor } = draft;
    const after = isExclusive ? NO_OUTCOME : stackAfter(draft, segments);
    return { segment, pieceCount, arithmetic, amountMinor, after };
  });
}

// A whole that nothing follows need not be split to be counted; undefined: it must be.
function computeShared(
  set: GoodsSet,
  count: number,
  segments: readonly Segment[],
): BatchOutcome | null | undefined {
  const { effect, isExclusive } = set.group.compiled.promotion;
  if (effect.kind !== "mix_and_match" && effect.kind !== "bundle") return undefined;
  let goodsMinor = 0;
  let leastMinor = Number.MAX_SAFE_INTEGER;
  let isFollowed = false;
  for (const { segment, taken } of set.entries) {
    const known = segments[segment];
    const weightMinor = taken * count * (known?.pieceMinor ?? 0);
    goodsMinor += weightMinor;
    leastMinor = Math.min(leastMinor, weightMinor);
    isFollowed ||= !isExclusive && (known?.chain.length ?? 0) > 0;
  }
  const discountMinor = goodsMinor - effect.priceMinor * count;
  if (discountMinor <= 0) return null;
  const isInEveryPart = mulDiv(discountMinor, leastMinor, goodsMinor, "FLOOR") > 0;
  if (isFollowed || !isInEveryPart) return undefined;
  return { discountMinor, applicationCount: set.entries.length };
}

type Draft = Omit<BatchPart, "after">;

function stackAfter(draft: Draft, segments: readonly Segment[]): SimpleOutcome {
  const segment = segments[draft.segment];
  if (!segment) return NO_OUTCOME;
  return stackOn(segment.chain, {
    leftMinor: draft.pieceCount * segment.pieceMinor - draft.amountMinor,
    quantityMilli: draft.pieceCount * segment.pieceMilli,
  });
}

function draftParts(set: GoodsSet, count: number, segments: readonly Segment[]): Draft[] {
  const { effect } = set.group.compiled.promotion;
  switch (effect.kind) {
    case "mix_and_match":
    case "bundle":
      return shareOut(set, count, segments);
    case "buy_x_get_y":
      return set.entries.flatMap(({ segment, taken, discounted }) => {
        const baseMinor = (discounted * count * (segments[segment]?.pieceMinor ?? 0)) as Minor;
        const { percentPpm } = effect;
        const arithmetic = { kind: "percent", baseMinor, percentPpm } as const;
        const paid = {
          segment,
          pieceCount: (taken - discounted) * count,
          arithmetic: null,
          amountMinor: 0,
        };
        const got = {
          segment,
          pieceCount: discounted * count,
          arithmetic,
          amountMinor: computeArithmetic(arithmetic),
        };
        return [got, paid].filter(({ pieceCount }) => pieceCount > 0);
      });
    default:
      return set.entries.map(({ segment, taken }) => {
        const pieceCount = taken * count;
        const arithmetic = arithmeticOf(effect, {
          leftMinor: pieceCount * (segments[segment]?.pieceMinor ?? 0),
          quantityMilli: pieceCount * (segments[segment]?.pieceMilli ?? 0),
        });
        const amountMinor = arithmetic === null ? 0 : computeArithmetic(arithmetic);
        return { segment, pieceCount, arithmetic, amountMinor };
      });
  }
}

// What the goods cost above the price of the set is split over them by what they cost.
function shareOut(set: GoodsSet, count: number, segments: readonly Segment[]): Draft[] {
  const { effect } = set.group.compiled.promotion;
  const priceMinor = "priceMinor" in effect ? effect.priceMinor * count : 0;
  const weightsMinor = set.entries.map(({ segment, taken }) =>
    minor(taken * count * (segments[segment]?.pieceMinor ?? 0)),
  );
  let wholeMinor = -priceMinor;
  for (const weightMinor of weightsMinor) wholeMinor += weightMinor;
  if (wholeMinor <= 0) return [];
  const whole = minor(wholeMinor);
  const amounts = weightsMinor.length === 1 ? [whole] : allocate(whole, weightsMinor);
  return set.entries.map(({ segment, taken }, index) => ({
    segment,
    pieceCount: taken * count,
    arithmetic: { kind: "share", wholeMinor: whole, weightsMinor, index } as const,
    amountMinor: amounts[index] ?? 0,
  }));
}
