import { mulDiv } from "../money/mul-div";
import { PPM } from "../tax/rate";
import { type BatchOutcome, computeBatch } from "./batch-outcome";
import type { CompiledPromotion } from "./compile-promotions";
import type { GoodsSet } from "./goods-set";
import {
  type Batch,
  type Component,
  countSets,
  isBetterPacking,
  newPacking,
  type Packing,
} from "./packing";
import { bestSimple, type Segment } from "./simple-outcome";

/** A set that may be part of the best packing. */
type Candidate = {
  readonly set: GoodsSet;
  /** At most so much above the simple bound of its pieces, for each set. */
  readonly gainMinor: number;
  readonly outcomes: Map<number, BatchOutcome | null>;
};

type Search = {
  readonly component: Component;
  readonly candidates: readonly Candidate[];
  /** By candidate and segment: at most so much a piece, with that candidate and later ones. */
  readonly bounds: readonly Float64Array[];
  readonly remaining: Int32Array;
  readonly usesLeft: Map<number, number>;
  readonly batches: Batch[];
  /** What simple promotions take, by segment and number of pieces, as far as it is known. */
  readonly simple: readonly (number | undefined)[][];
  best: Packing;
  stepsLeft: number;
};

/**
 * Look for a packing better than `seed` by branch and bound over sets and how often each is made.
 * It stops after `stepsMax` steps, never by time, so that every machine finds the same [PR10].
 *
 * @returns `isProven` when nothing better exists.
 */
export function searchPacking(
  component: Component,
  sets: readonly GoodsSet[],
  seed: Packing,
  stepsMax: number,
): { packing: Packing; isProven: boolean } {
  const { segments, groups } = component;
  const simple = segments.map(boundSimple);
  const pieces = Int32Array.from(segments, (segment) => segment.pieceCount);
  const candidates = sets
    .flatMap((set) => newCandidate(set, segments, { simple, pieces }))
    .sort((left, right) => right.gainMinor - left.gainMinor);
  const search: Search = {
    component,
    candidates,
    bounds: boundPieces(candidates, segments, simple),
    remaining: pieces,
    usesLeft: new Map(groups.map(({ compiled, usesMax }) => [compiled.rank, usesMax])),
    batches: [],
    simple: segments.map(() => []),
    best: seed,
    stepsLeft: stepsMax,
  };
  visit(search, 0, 0);
  return { packing: search.best, isProven: search.stepsLeft > 0 };
}

function visit(search: Search, from: number, batchMinor: number): void {
  const { candidates, remaining, usesLeft } = search;
  search.stepsLeft -= remaining.length;
  if (search.stepsLeft <= 0 || isHopeless(search, from, batchMinor)) return;
  keepBetter(search, batchMinor);

  for (let index = from; index < candidates.length && search.stepsLeft > 0; index += 1) {
    search.stepsLeft -= 1;
    const candidate = candidates[index];
    if (!candidate) return;
    const uses = usesLeft.get(candidate.set.group.compiled.rank) ?? 0;
    let count = countSets(candidate.set, remaining, uses);
    for (; count > 0 && search.stepsLeft > 0; count -= 1) {
      branch(search, { candidate, count, next: index + 1 }, batchMinor);
    }
  }
}

type Branch = { readonly candidate: Candidate; readonly count: number; readonly next: number };

function branch(search: Search, { candidate, count, next }: Branch, batchMinor: number): void {
  const { component, remaining, usesLeft, batches } = search;
  const { set, outcomes } = candidate;
  const { rank } = set.group.compiled;
  let outcome = outcomes.get(count);
  if (outcome === undefined) {
    outcome = computeBatch(set, count, component.segments);
    outcomes.set(count, outcome);
  }
  if (outcome === null) return;
  const uses = usesLeft.get(rank) ?? 0;
  take(remaining, set, count);
  usesLeft.set(rank, uses - count);
  batches.push({ set, count, outcome });
  visit(search, next, batchMinor + outcome.discountMinor);
  batches.pop();
  usesLeft.set(rank, uses);
  take(remaining, set, -count);
}

function keepBetter(search: Search, batchMinor: number): void {
  const { best, batches } = search;
  const discountMinor = batchMinor + sumSimple(search);
  if (discountMinor < best.discountMinor) return;
  let applicationCount = 0;
  for (const { outcome } of batches) applicationCount += outcome.applicationCount;
  if (discountMinor === best.discountMinor && applicationCount > best.applicationCount) return;
  const packing = newPacking(search.component, [...batches]);
  if (isBetterPacking(packing, best)) search.best = packing;
}

function sumSimple({ component: { segments }, remaining, simple }: Search): number {
  let sumMinor = 0;
  for (let index = 0; index < remaining.length; index += 1) {
    const pieceCount = remaining[index] ?? 0;
    const known = simple[index];
    const segment = segments[index];
    if (!known || !segment) continue;
    const knownMinor = known[pieceCount];
    if (knownMinor !== undefined) {
      sumMinor += knownMinor;
      continue;
    }
    const { discountMinor } = bestSimple(segment, pieceCount);
    if (pieceCount < KNOWN_PIECES_MAX) known[pieceCount] = discountMinor;
    sumMinor += discountMinor;
  }
  return sumMinor;
}

const KNOWN_PIECES_MAX = 64;

function take(remaining: Int32Array, { entries }: GoodsSet, count: number): void {
  for (const { segment, taken } of entries) {
    remaining[segment] = (remaining[segment] ?? 0) - taken * count;
  }
}

function isHopeless({ bounds, remaining, best }: Search, from: number, batchMinor: number) {
  const bound = bounds[from];
  let reachMinor = batchMinor;
  for (let segment = 0; segment < remaining.length; segment += 1) {
    reachMinor += (remaining[segment] ?? 0) * (bound?.[segment] ?? 0);
  }
  return reachMinor < best.discountMinor;
}

type SimpleBound = { readonly eachMinor: number; readonly slackMinor: number };

// Rounding a part once instead of piece by piece can bring one unit more for each percentage.
function boundSimple(segment: Segment): SimpleBound {
  const eachMinor = bestSimple(segment, 1).discountMinor;
  if (segment.pieceCount === 1) return { eachMinor, slackMinor: 0 };
  const inChain = countPercentages(segment.chain);
  const slackMinor = Math.max(inChain, Math.min(1, countPercentages(segment.exclusives)));
  return { eachMinor, slackMinor };
}

function countPercentages(promotions: readonly CompiledPromotion[]): number {
  return promotions.filter(({ promotion }) => promotion.effect.kind === "percent_off").length;
}

function newCandidate(
  set: GoodsSet,
  segments: readonly Segment[],
  { simple, pieces }: { readonly simple: readonly SimpleBound[]; readonly pieces: Int32Array },
): Candidate[] {
  const first = computeBatch(set, 1, segments);
  if (first === null) return [];
  const isSeveral = countSets(set, pieces, set.group.usesMax) > 1;
  const reachMinor = first.discountMinor + (isSeveral ? slackOf(set, segments) : 0);
  let gainMinor = reachMinor;
  let surelyLostMinor = 0;
  for (const { segment, taken } of set.entries) {
    const { eachMinor, slackMinor } = simple[segment] ?? { eachMinor: 0, slackMinor: 0 };
    surelyLostMinor += taken * (eachMinor - slackMinor) - 2 * slackMinor;
    gainMinor -= taken * (eachMinor + slackMinor);
  }
  if (reachMinor < surelyLostMinor) return [];
  return [{ set, gainMinor, outcomes: new Map([[1, first]]) }];
}

// What several equal sets can bring more for each than one alone, by rounding.
function slackOf(set: GoodsSet, segments: readonly Segment[]): number {
  const { effect, isExclusive } = set.group.compiled.promotion;
  const isRounded = "percentPpm" in effect && effect.percentPpm < PPM;
  let slackMinor = isRounded ? set.entries.length : 0;
  if (isExclusive) return slackMinor;
  for (const { segment } of set.entries) {
    const chain = segments[segment]?.chain ?? [];
    if (chain.length > 0) slackMinor += 2 * (1 + countPercentages(chain));
  }
  return slackMinor;
}

function boundPieces(
  candidates: readonly Candidate[],
  segments: readonly Segment[],
  simple: readonly SimpleBound[],
): Float64Array[] {
  const base = simple.map(({ eachMinor, slackMinor }) => eachMinor + slackMinor);
  const bounds: Float64Array[] = [Float64Array.from(base)];
  let later = new Float64Array(segments.length);
  for (const { set, gainMinor } of [...candidates].reverse()) {
    later = later.slice();
    let weightMinor = 0;
    for (const { segment, taken } of set.entries) {
      weightMinor += taken * (segments[segment]?.pieceMinor ?? 0);
    }
    for (const { segment } of set.entries) {
      if (gainMinor <= 0) break;
      const pieceMinor = segments[segment]?.pieceMinor ?? 0;
      const shareMinor = mulDiv(gainMinor, pieceMinor, weightMinor, "CEIL");
      later[segment] = Math.max(later[segment] ?? 0, shareMinor);
    }
    bounds.push(later.map((above, segment) => above + (base[segment] ?? 0)));
  }
  return bounds.reverse();
}
