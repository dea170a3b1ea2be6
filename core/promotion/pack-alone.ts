import { PPM } from "../tax/rate";
import { computeBatch } from "./batch-outcome";
import { listSets } from "./find-sets";
import type { GroupPromotion } from "./goods-set";
import { type Batch, type Component, narrowComponent, newPacking } from "./packing";
import { searchPacking } from "./search-packing";
import { seedPacking } from "./seed-packing";

const ALONE_SETS_MAX = 200;
const ALONE_STEPS_MAX = 10_000;

/**
 * The best packing of one promotion as if there were no other. It depends on the promotion and its
 * goods alone, so that what it finds is the same in every cart that holds them.
 *
 * @returns batches in the component's numbers, with the outcome that they have there.
 */
export function packAlone(component: Component, group: GroupPromotion): Batch[] {
  const indexes = component.segments.flatMap((_, index) =>
    group.slots.some((slot) => slot.includes(index)) ? [index] : [],
  );
  const bare = component.segments.map((segment) => ({
    ...segment,
    chain: [],
    exclusives: [],
    known: new Map(),
  }));
  const alone = narrowComponent(bare, indexes, [group]);
  return findAlone(alone).flatMap(({ set, count }) => {
    const entries = set.entries.map((entry) => ({
      ...entry,
      segment: indexes[entry.segment] ?? 0,
    }));
    const placed = { group, entries };
    const outcome = computeBatch(placed, count, component.segments);
    return outcome === null ? [] : [{ set: placed, count, outcome }];
  });
}

function findAlone(alone: Component): readonly Batch[] {
  const batches = seedPacking(alone, alone.groups, "amount");
  const [group] = alone.groups;
  if (!group || isSeedBest(group)) return batches;
  const sets = listSets(group, alone.segments, ALONE_SETS_MAX);
  if (sets === null) return batches;
  const seed = newPacking(alone, batches);
  return searchPacking(alone, sets, seed, ALONE_STEPS_MAX).packing.batches;
}

// Taking the dearest first is the best there is when sets come out of one slot without rounding.
function isSeedBest({ compiled, needs }: GroupPromotion): boolean {
  const { effect } = compiled.promotion;
  const isRounded = "percentPpm" in effect && effect.percentPpm < PPM;
  return needs.length === 1 && !isRounded;
}
