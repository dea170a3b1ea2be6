import { mulDiv } from "../money/mul-div";
import { PPM } from "../tax/rate";
import { computeBatch } from "./batch-outcome";
import { estimateSets, listSets } from "./find-sets";
import type { GroupPromotion, Need } from "./goods-set";
import { type Batch, type Component, narrowComponent, newPacking } from "./packing";
import { searchPacking } from "./search-packing";
import { seedPacking } from "./seed-packing";
import type { Segment } from "./simple-outcome";

const ALONE_SETS_MAX = 200;
const ALONE_STEPS_MAX = 10_000;

/**
 * The best packing of one promotion as if there were no other. It depends on the promotion and its
 * goods alone, so that what it finds is the same in every cart that holds them.
 *
 * @param bare the component's segments without simple promotions.
 * @returns batches in the component's numbers, with the outcome that they have there.
 */
export function packAlone(
  component: Component,
  group: GroupPromotion,
  bare: readonly Segment[],
): Batch[] {
  const isOwn = new Uint8Array(bare.length);
  for (const { slot } of group.needs) {
    for (const index of group.slots[slot] ?? []) isOwn[index] = 1;
  }
  const indexes: number[] = [];
  for (let index = 0; index < isOwn.length; index += 1) if (isOwn[index] === 1) indexes.push(index);
  const alone = narrowComponent(bare, indexes, [group]);
  return findAlone(alone).flatMap(({ set, count }) => {
    const entries = set.entries.map((entry) => ({
      ...entry,
      segment: indexes[entry.segment] ?? 0,
    }));
    const own = { group, entries };
    const outcome = computeBatch(own, count, component.segments);
    return outcome === null ? [] : [{ set: own, count, outcome }];
  });
}

/** A segment without simple promotions. */
export function strip(segment: Segment): Segment {
  return { ...segment, chain: [], exclusives: [], known: new Map(), longer: new Map() };
}

/**
 * No packing of the promotion alone takes off more: as many sets as there are pieces for, each of
 * the dearest pieces, and never more than the goods cost.
 */
export function boundAlone(
  group: Omit<GroupPromotion, "boundMinor">,
  segments: readonly Segment[],
): number {
  const { effect } = group.compiled.promotion;
  const isGiven = group.needs.some((need) => need.isDiscounted);
  let setCount = group.usesMax;
  let setMinor = "priceMinor" in effect ? -effect.priceMinor : 0;
  let goodsMinor = 0;
  for (const need of group.needs) {
    const pool = measure(group, need, segments);
    setCount = Math.min(setCount, Math.floor(pool.pieceCount / need.quantity));
    if (isGiven && !need.isDiscounted) continue;
    setMinor += pool.dearestMinor * need.quantity;
    goodsMinor += pool.goodsMinor;
  }
  const wholeMinor = Math.min(goodsMinor, setCount * Math.max(0, setMinor));
  if (effect.kind !== "buy_x_get_y") return wholeMinor;
  // The cheapest of a set are at most their part of it; each rounding brings less than a unit.
  const size = isGiven ? effect.getQuantity : effect.buyQuantity + effect.getQuantity;
  const gotMinor = mulDiv(wholeMinor, effect.getQuantity, size, "CEIL");
  return mulDiv(gotMinor, effect.percentPpm, PPM, "CEIL") + setCount * effect.getQuantity;
}

function measure(
  group: Pick<GroupPromotion, "slots">,
  { slot }: Need,
  segments: readonly Segment[],
) {
  let pieceCount = 0;
  let dearestMinor = 0;
  let goodsMinor = 0;
  for (const index of group.slots[slot] ?? []) {
    const segment = segments[index];
    if (!segment) continue;
    pieceCount += segment.pieceCount;
    dearestMinor = Math.max(dearestMinor, segment.pieceMinor);
    goodsMinor += segment.pieceCount * segment.pieceMinor;
  }
  return { pieceCount, dearestMinor, goodsMinor };
}

function findAlone(alone: Component): readonly Batch[] {
  const batches = seedPacking(alone, alone.groups, "amount");
  const [group] = alone.groups;
  if (!group || isSeedBest(group)) return batches;
  const { segments } = alone;
  if (estimateSets(group, segments, ALONE_SETS_MAX) > ALONE_SETS_MAX) return batches;
  const seed = newPacking(alone, batches);
  const sets = listSets(group, segments);
  return searchPacking(alone, sets, seed, ALONE_STEPS_MAX).packing.batches;
}

// Taking the dearest first is the best there is when sets come out of one slot without rounding.
function isSeedBest({ compiled, needs }: GroupPromotion): boolean {
  const { effect } = compiled.promotion;
  const isRounded = "percentPpm" in effect && effect.percentPpm < PPM;
  return needs.length === 1 && !isRounded;
}
