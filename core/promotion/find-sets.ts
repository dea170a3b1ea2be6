import {
  type GoodsSet,
  type GroupPromotion,
  keyOf,
  makeSet,
  type Need,
  type Taken,
} from "./goods-set";
import type { Segment } from "./simple-outcome";

/**
 * Every set that a promotion can make of the segments, each once, in an order that depends on the
 * segments alone. Ask `estimateSets` first.
 */
export function listSets(group: GroupPromotion, segments: readonly Segment[]): GoodsSet[] {
  const chosen: Taken = { taken: new Map(), discounted: new Map() };
  const listing: Listing = { group, segments, chosen, found: new Map() };
  choose(listing, 0, { from: 0, missing: group.needs[0]?.quantity ?? 0 });
  return [...listing.found.values()];
}

type Listing = {
  readonly group: GroupPromotion;
  readonly segments: readonly Segment[];
  readonly chosen: Taken;
  readonly found: Map<string, GoodsSet>;
};

// `from` is a place in the need's slot; earlier places have their pieces.
function choose(
  listing: Listing,
  needIndex: number,
  { from, missing }: { readonly from: number; readonly missing: number },
): void {
  const { group, segments, chosen, found } = listing;
  const need = group.needs[needIndex];
  if (!need) {
    const set = makeSet(group, chosen, segments);
    if (set) found.set(keyOf(set), set);
    return;
  }
  if (missing === 0) {
    const quantity = group.needs[needIndex + 1]?.quantity ?? 0;
    choose(listing, needIndex + 1, { from: 0, missing: quantity });
    return;
  }
  const segment = group.slots[need.slot]?.[from];
  if (segment === undefined) return;
  const free = (segments[segment]?.pieceCount ?? 0) - (chosen.taken.get(segment) ?? 0);
  for (let count = Math.min(missing, free); count >= 0; count -= 1) {
    add(chosen, segment, count, need.isDiscounted);
    choose(listing, needIndex, { from: from + 1, missing: missing - count });
    add(chosen, segment, -count, need.isDiscounted);
  }
}

/**
 * How many sets there are at most, counted without making them; more than `countMax` count as
 * infinitely many.
 */
export function estimateSets(
  group: GroupPromotion,
  segments: readonly Segment[],
  countMax: number,
): number {
  let product = 1;
  for (const { slot, quantity } of group.needs) {
    // ways[n]: in how many ways n pieces come out of the segments so far.
    const ways = new Float64Array(quantity + 1);
    ways[0] = 1;
    for (const segment of group.slots[slot] ?? []) {
      addWays(ways, segments[segment]?.pieceCount ?? 0);
      if ((ways[quantity] ?? 0) > countMax) return Number.POSITIVE_INFINITY;
    }
    product *= ways[quantity] ?? 0;
  }
  return product > countMax ? Number.POSITIVE_INFINITY : product;
}

// One more segment; from the top, so that what is read does not count it yet.
function addWays(ways: Float64Array, pieceCount: number): void {
  for (let pieces = ways.length - 1; pieces > 0; pieces -= 1) {
    let sum = 0;
    for (let own = Math.min(pieces, pieceCount); own >= 0; own -= 1) sum += ways[pieces - own] ?? 0;
    ways[pieces] = sum;
  }
}

/** For each slot its segments, the most worthwhile first. */
export type SlotOrders = readonly (readonly number[])[];

/** Order each slot by a worth by segment, larger first, the earlier segment first among equals. */
export function orderSlots(group: GroupPromotion, worthMinor: readonly number[]): SlotOrders {
  return group.slots.map((slot) =>
    [...slot].sort(
      (left, right) => (worthMinor[right] ?? 0) - (worthMinor[left] ?? 0) || left - right,
    ),
  );
}

/**
 * The set of the most worthwhile pieces that are left, or null when they do not make one. Where
 * what is got has a target of its own, the dearest that the other pieces allow is got.
 *
 * @param remaining pieces left by segment.
 */
export function findSet(
  group: GroupPromotion,
  orders: SlotOrders,
  remaining: Int32Array,
  segments: readonly Segment[],
): GoodsSet | null {
  const [first] = group.needs;
  if (!first?.isDiscounted) return fillSet(group, orders, { remaining, segments, skip: 0 });
  const startCount = orders[first.slot]?.length ?? 0;
  const paidOrders = [orderPaid(group, orders), ...orders.slice(1)];
  for (let skip = 0; skip < startCount; skip += 1) {
    const set = fillSet(group, paidOrders, { remaining, segments, skip });
    if (set) return set;
  }
  return null;
}

// Pieces that could not be got themselves are paid for first.
function orderPaid(group: GroupPromotion, orders: SlotOrders): readonly number[] {
  const gettable = new Set(group.slots[1]);
  const paid = orders[0] ?? [];
  return [
    ...paid.filter((segment) => !gettable.has(segment)).reverse(),
    ...paid.filter((segment) => gettable.has(segment)),
  ];
}

type Stock = {
  readonly remaining: Int32Array;
  readonly segments: readonly Segment[];
  /** How many segments of what is got are passed over. */
  readonly skip: number;
};

function fillSet(group: GroupPromotion, orders: SlotOrders, stock: Stock): GoodsSet | null {
  const chosen: Taken = { taken: new Map(), discounted: new Map() };
  const breadthOf = ({ slot }: Need) => orders[slot]?.length ?? 0;
  // A need that few goods meet must not lose them to one that many meet.
  const isFixed = group.needs.length === 1 || group.needs.some((need) => need.isDiscounted);
  const needs = isFixed
    ? group.needs
    : [...group.needs].sort((left, right) => breadthOf(left) - breadthOf(right));
  for (const need of needs) {
    if (!fillNeed(need, orders[need.slot] ?? [], chosen, stock)) return null;
  }
  return makeSet(group, chosen, stock.segments);
}

function fillNeed(
  { quantity, isDiscounted }: Need,
  order: readonly number[],
  chosen: Taken,
  { remaining, skip }: Stock,
): boolean {
  let missing = quantity;
  for (let at = isDiscounted ? skip : 0; at < order.length; at += 1) {
    const segment = order[at] ?? 0;
    const free = (remaining[segment] ?? 0) - (chosen.taken.get(segment) ?? 0);
    const count = Math.min(missing, free);
    add(chosen, segment, count, isDiscounted);
    missing -= count;
    if (missing === 0) return true;
  }
  return false;
}

function add({ taken, discounted }: Taken, segment: number, count: number, isGot: boolean): void {
  if (count === 0) return;
  taken.set(segment, (taken.get(segment) ?? 0) + count);
  if (isGot) discounted.set(segment, (discounted.get(segment) ?? 0) + count);
}
