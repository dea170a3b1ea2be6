import { computeBatch } from "./batch-outcome";
import { findSet, orderSlots, type SlotOrders } from "./find-sets";
import type { GoodsSet, GroupPromotion } from "./goods-set";
import { type Batch, type Component, countSets, mergeBatches } from "./packing";
import { bestSimple } from "./simple-outcome";

type Offer = {
  readonly group: GroupPromotion;
  readonly orders: SlotOrders;
  usesLeft: number;
  /** Whether pieces of `next` have gone since it was found; it can only have become worse. */
  isStale: boolean;
  /** The best set of what is left, with what it brings above simple promotions; null: none. */
  next: { readonly set: GoodsSet; readonly gainMinor: number; readonly pieceCount: number } | null;
};

/**
 * A good packing at once: again and again the set that brings most a piece above what simple
 * promotions would take, until none brings anything. Deterministic; the rank decides among equals.
 */
export function seedPacking(
  component: Component,
  groups: readonly GroupPromotion[],
  orderBy: "amount" | "net",
): Batch[] {
  const { segments } = component;
  const simpleMinor = segments.map((segment) => bestSimple(segment, 1).discountMinor);
  const worthMinor = segments.map(
    ({ pieceMinor }, index) => pieceMinor - (orderBy === "net" ? (simpleMinor[index] ?? 0) : 0),
  );
  const remaining = Int32Array.from(segments, (segment) => segment.pieceCount);
  const refresh = (offer: Offer) => {
    const set = offer.usesLeft > 0 ? findSet(offer.group, offer.orders, remaining, segments) : null;
    const outcome = set && computeBatch(set, 1, segments);
    offer.isStale = false;
    offer.next = set && outcome && { set, ...gainOf(set, outcome.discountMinor, simpleMinor) };
  };
  const offers = groups.map((group): Offer => {
    const orders = orderSlots(group, worthMinor);
    const offer: Offer = { group, orders, usesLeft: group.usesMax, isStale: false, next: null };
    refresh(offer);
    return offer;
  });

  const batches: Batch[] = [];
  for (let best = pickBest(offers); best?.next; best = pickBest(offers)) {
    if (best.isStale) {
      refresh(best);
      continue;
    }
    const { set } = best.next;
    const count = countSets(set, remaining, best.usesLeft);
    const outcome = computeBatch(set, count, segments);
    if (outcome) batches.push({ set, count, outcome });
    best.usesLeft -= count;
    const touched = new Set<number>();
    for (const { segment, taken } of set.entries) {
      remaining[segment] = (remaining[segment] ?? 0) - taken * count;
      touched.add(segment);
    }
    for (const offer of offers) offer.isStale ||= isTouched(offer, touched);
  }
  return mergeBatches(component, batches);
}

function gainOf(set: GoodsSet, discountMinor: number, simpleMinor: readonly number[]) {
  let gainMinor = discountMinor;
  let pieceCount = 0;
  for (const { segment, taken } of set.entries) {
    gainMinor -= taken * (simpleMinor[segment] ?? 0);
    pieceCount += taken;
  }
  return { gainMinor, pieceCount };
}

function pickBest(offers: readonly Offer[]): Offer | null {
  let best: Offer | null = null;
  for (const offer of offers) {
    if (!offer.next || offer.next.gainMinor <= 0) continue;
    // gain ÷ pieces, compared without dividing.
    const isBetter =
      !best?.next ||
      offer.next.gainMinor * best.next.pieceCount > best.next.gainMinor * offer.next.pieceCount;
    if (isBetter) best = offer;
  }
  return best;
}

function isTouched({ next }: Offer, touched: ReadonlySet<number>): boolean {
  return next?.set.entries.some(({ segment }) => touched.has(segment)) ?? false;
}
