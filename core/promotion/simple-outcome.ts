import type { Minor } from "../money/minor";
import { mulDiv } from "../money/mul-div";
import { ONE_UNIT, type QuantityMilli } from "../quantity/quantity";
import { PPM } from "../tax/rate";
import type { CompiledPromotion } from "./compile-promotions";
import type { Effect } from "./promotion";
import { PROMOTION_ROUNDING, type PromotionArithmetic } from "./promotion-arithmetic";

/** Pieces of one line that are treated alike. */
export type Segment = {
  readonly lineIndex: number;
  readonly pieceCount: number;
  readonly pieceMilli: number;
  readonly pieceMinor: number;
  readonly isCountable: boolean;
  /** Stackable simple promotions, in order of rank. */
  readonly chain: readonly CompiledPromotion[];
  /** Exclusive simple promotions without a limit of uses. */
  readonly exclusives: readonly CompiledPromotion[];
  /** Best outcomes by number of pieces. */
  readonly known: Map<number, SimpleOutcome>;
  /** The same pieces with one more promotion in the chain, by its rank. */
  readonly longer: Map<number, Segment>;
};

/** What simple promotions take off a part; `takers` take it one after the other. */
export type SimpleOutcome = {
  readonly discountMinor: number;
  readonly applicationCount: number;
  readonly takers: readonly CompiledPromotion[];
};

export const NO_OUTCOME: SimpleOutcome = { discountMinor: 0, applicationCount: 0, takers: [] };

/** A part of a line: `leftMinor` is what it costs by now, `quantityMilli` how much of it there is. */
type Part = { readonly leftMinor: number; readonly quantityMilli: number };

/** The arithmetic by which a simple effect is taken, or null for an effect of another kind. */
export function arithmeticOf(effect: Effect, part: Part): PromotionArithmetic | null {
  const baseMinor = part.leftMinor as Minor;
  const quantityMilli = part.quantityMilli as QuantityMilli;
  switch (effect.kind) {
    case "percent_off":
      return { kind: "percent", baseMinor, percentPpm: effect.percentPpm };
    case "amount_off":
      return { kind: "amount_each", baseMinor, eachMinor: effect.amountMinor, quantityMilli };
    case "fixed_price":
      return { kind: "fixed_price", baseMinor, priceMinor: effect.priceMinor, quantityMilli };
    default:
      return null;
  }
}

/** Stackable promotions one after the other, each on what the one before left [PR6]. */
export function stackOn(chain: readonly CompiledPromotion[], part: Part): SimpleOutcome {
  if (chain.length === 0 || part.leftMinor === 0) return NO_OUTCOME;
  const takers: CompiledPromotion[] = [];
  const left = { leftMinor: part.leftMinor, quantityMilli: part.quantityMilli };
  for (const taker of chain) {
    const amountMinor = takeSimple(taker, left);
    if (amountMinor === 0) continue;
    left.leftMinor -= amountMinor;
    takers.push(taker);
    if (left.leftMinor === 0) break;
  }
  return {
    discountMinor: part.leftMinor - left.leftMinor,
    applicationCount: takers.length,
    takers,
  };
}

/**
 * The best that simple promotions do for some pieces of a segment as one part: all stackable ones
 * or one exclusive; ties by fewer applications, then by rank [PR6, PR10].
 */
export function bestSimple(segment: Segment, pieceCount: number): SimpleOutcome {
  if (pieceCount === 0) return NO_OUTCOME;
  const known = segment.known.get(pieceCount);
  if (known) return known;
  const part = {
    leftMinor: pieceCount * segment.pieceMinor,
    quantityMilli: pieceCount * segment.pieceMilli,
  };
  let best = stackOn(segment.chain, part);
  for (const exclusive of segment.exclusives) {
    const discountMinor = takeSimple(exclusive, part);
    if (discountMinor === 0) continue;
    const rival = { discountMinor, applicationCount: 1, takers: [exclusive] };
    if (isBetter(rival, best)) best = rival;
  }
  segment.known.set(pieceCount, best);
  return best;
}

// As computeArithmetic on what arithmeticOf gives, without making it: nothing runs as often.
function takeSimple({ promotion: { effect } }: CompiledPromotion, part: Part): number {
  const { leftMinor, quantityMilli } = part;
  switch (effect.kind) {
    case "percent_off":
      return mulDiv(leftMinor, effect.percentPpm, PPM, PROMOTION_ROUNDING);
    case "amount_off": {
      const offMinor = mulDiv(effect.amountMinor, quantityMilli, ONE_UNIT, PROMOTION_ROUNDING);
      return Math.min(leftMinor, offMinor);
    }
    case "fixed_price": {
      const fixedMinor = mulDiv(effect.priceMinor, quantityMilli, ONE_UNIT, PROMOTION_ROUNDING);
      return Math.max(0, leftMinor - fixedMinor);
    }
    default:
      return 0;
  }
}

function isBetter(rival: SimpleOutcome, best: SimpleOutcome): boolean {
  if (rival.discountMinor !== best.discountMinor) return rival.discountMinor > best.discountMinor;
  if (rival.applicationCount !== best.applicationCount) {
    return rival.applicationCount < best.applicationCount;
  }
  return (rival.takers[0]?.rank ?? 0) < (best.takers[0]?.rank ?? 0);
}
