import { type BatchOutcome, computeBatch } from "./batch-outcome";
import { type GoodsSet, type GroupPromotion, keyOf } from "./goods-set";
import { bestSimple, type Segment } from "./simple-outcome";

/** Segments and the promotions that take sets of them; no other promotion takes sets of these. */
export type Component = {
  readonly segments: readonly Segment[];
  readonly groups: readonly GroupPromotion[];
};

/** `count` equal sets as one application. */
export type Batch = {
  readonly set: GoodsSet;
  readonly count: number;
  readonly outcome: BatchOutcome;
};

/** Batches of a component with the best simple outcome of every piece that they leave. */
export type Packing = {
  readonly batches: readonly Batch[];
  /** Pieces left by segment. */
  readonly remaining: readonly number[];
  readonly discountMinor: number;
  readonly applicationCount: number;
};

/** Put batches into a component that has the pieces for them. */
export function newPacking(component: Component, batches: readonly Batch[]): Packing {
  const remaining = component.segments.map((segment) => segment.pieceCount);
  let discountMinor = 0;
  let applicationCount = 0;
  for (const { set, count, outcome } of batches) {
    for (const { segment, taken } of set.entries) {
      remaining[segment] = (remaining[segment] ?? 0) - taken * count;
    }
    discountMinor += outcome.discountMinor;
    applicationCount += outcome.applicationCount;
  }
  component.segments.forEach((segment, index) => {
    const simple = bestSimple(segment, remaining[index] ?? 0);
    discountMinor += simple.discountMinor;
    applicationCount += simple.applicationCount;
  });
  return { batches, remaining, discountMinor, applicationCount };
}

/** The component of some segments, with the slots of its promotions renumbered. */
export function narrowComponent(
  segments: readonly Segment[],
  indexes: readonly number[],
  groups: readonly GroupPromotion[],
): Component {
  const localOf = new Map<number, number>();
  if (groups.length > 0) {
    indexes.forEach((index, local) => {
      localOf.set(index, local);
    });
  }
  return {
    segments: indexes.flatMap((index) => segments[index] ?? []),
    groups: groups.map((group) => ({
      ...group,
      slots: group.slots.map((slot) => narrowSlot(slot, localOf)),
    })),
  };
}

function narrowSlot(slot: readonly number[], localOf: ReadonlyMap<number, number>): number[] {
  const narrowed: number[] = [];
  for (const index of slot) {
    const local = localOf.get(index);
    if (local !== undefined) narrowed.push(local);
  }
  return narrowed;
}

/** Equal sets become one batch, so that the same goods give the same applications [PR12]. */
export function mergeBatches(component: Component, batches: readonly Batch[]): Batch[] {
  const bySet = new Map<string, { set: GoodsSet; count: number }>();
  for (const { set, count } of batches) {
    const key = `${set.group.compiled.rank} ${keyOf(set)}`;
    const known = bySet.get(key);
    if (known) known.count += count;
    else bySet.set(key, { set, count });
  }
  if (bySet.size === batches.length) return [...batches];
  return [...bySet.values()].flatMap(({ set, count }) => {
    const outcome = computeBatch(set, count, component.segments);
    return outcome === null ? [] : [{ set, count, outcome }];
  });
}

/** More off, then fewer applications, then the promotions of higher rank [PR10]. */
export function isBetterPacking(rival: Packing, best: Packing): boolean {
  if (rival.discountMinor !== best.discountMinor) return rival.discountMinor > best.discountMinor;
  if (rival.applicationCount !== best.applicationCount) {
    return rival.applicationCount < best.applicationCount;
  }
  return compareRanks(listRanks(rival), listRanks(best)) < 0;
}

function listRanks({ batches }: Packing): number[] {
  return batches.map(({ set }) => set.group.compiled.rank).sort((left, right) => left - right);
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** How many times a set can still be made of what is left. */
export function countSets(set: GoodsSet, remaining: Int32Array, usesLeft: number): number {
  let count = usesLeft;
  for (const { segment, taken } of set.entries) {
    const pieces = remaining[segment] ?? 0;
    count = Math.min(count, (pieces - (pieces % taken)) / taken);
  }
  return count;
}
