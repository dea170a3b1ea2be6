import { computeBatch } from "./batch-outcome";
import { isSimple } from "./cut-segments";
import { findSet, listSets, orderSlots } from "./find-sets";
import { type GroupPromotion, needsOf } from "./goods-set";
import type { GoodsLine, PromotionMatch } from "./match-lines";
import { packAlone } from "./pack-alone";
import {
  type Component,
  isBetterPacking,
  narrowComponent,
  newPacking,
  type Packing,
} from "./packing";
import { searchPacking } from "./search-packing";
import { seedPacking } from "./seed-packing";
import type { Segment } from "./simple-outcome";

export type PackedComponent = { readonly component: Component; readonly packing: Packing };

/** Sets of one component beyond which it is packed without trying them all. */
const SETS_MAX = 400;

/** Steps of the search over the whole cart, shared by its components. A number, never a time. */
const STEPS_MAX = 60_000;

/**
 * Pack sets and simple promotions over all segments. Promotions that share no pieces are packed
 * apart; together each gets its best packing where it is small, and a good one beyond [PR10].
 *
 * @returns every segment in exactly one component.
 */
export function packGroups(
  segments: readonly Segment[],
  matches: readonly PromotionMatch[],
  goods: readonly GoodsLine[],
): PackedComponent[] {
  const groups = matches.flatMap((match) => newGroup(match, segments, goods));
  const components = splitComponents(segments, groups);
  const contested = components.filter((component) => component.groups.length > 0).length;
  const stepsMax = Math.floor(STEPS_MAX / Math.max(1, contested));
  return components.map((component) => ({
    component,
    packing: packComponent(component, stepsMax),
  }));
}

function packComponent(component: Component, stepsMax: number): Packing {
  const { groups, segments } = component;
  let best = newPacking(component, []);
  const [only] = groups;
  if (!only) return best;
  if (groups.length === 1 && segments.every(isUntouched)) {
    return newPacking(component, packAlone(component, only));
  }
  const seeds = [seedPacking(component, groups, "net"), seedPacking(component, groups, "amount")];
  for (const batches of seeds) best = better(newPacking(component, batches), best);

  const listed = groups.map((group) => listSets(group, segments, SETS_MAX));
  const sets = listed.flatMap((list) => list ?? []);
  if (sets.length <= SETS_MAX) {
    const found = searchPacking(component, sets, best, stepsMax);
    best = found.packing;
    if (found.isProven && !listed.includes(null)) return best;
  }
  // What is not proven is at least never below one promotion by itself.
  for (const group of groups) {
    best = better(newPacking(component, packAlone(component, group)), best);
  }
  return best;
}

function better(rival: Packing, best: Packing): Packing {
  return isBetterPacking(rival, best) ? rival : best;
}

function isUntouched({ chain, exclusives }: Segment): boolean {
  return chain.length === 0 && exclusives.length === 0;
}

// A promotion that cannot make one set must not tie components together.
function newGroup(
  match: PromotionMatch,
  segments: readonly Segment[],
  goods: readonly GoodsLine[],
): GroupPromotion[] {
  const { compiled, goodsBySlot } = match;
  const needs = needsOf(compiled);
  if (needs === null) return [];
  const takesAnything = isSimple(match);
  const slots = goodsBySlot.map((positions) => {
    const lineIndexes = new Set(positions.map((position) => goods[position]?.lineIndex));
    return segments.flatMap((segment, index) =>
      lineIndexes.has(segment.lineIndex) && (takesAnything || segment.isCountable) ? [index] : [],
    );
  });
  const usesMax = compiled.promotion.usesPerCartMax ?? Number.MAX_SAFE_INTEGER;
  const group = { compiled, needs, slots, usesMax };
  return canTake(group, segments) ? [group] : [];
}

function canTake(group: GroupPromotion, segments: readonly Segment[]): boolean {
  for (const { slot, quantity } of group.needs) {
    let pieceCount = 0;
    for (const segment of group.slots[slot] ?? []) pieceCount += segments[segment]?.pieceCount ?? 0;
    if (pieceCount < quantity) return false;
  }
  if (group.needs.length > 1) return true;
  // Out of one slot the dearest pieces make the set that takes most.
  const remaining = Int32Array.from(segments, (segment) => segment.pieceCount);
  const orders = orderSlots(group, (segment) => segments[segment]?.pieceMinor ?? 0);
  const set = findSet(group, orders, remaining, segments);
  return set !== null && computeBatch(set, 1, segments) !== null;
}

function splitComponents(
  segments: readonly Segment[],
  groups: readonly GroupPromotion[],
): Component[] {
  const parents = segments.map((_, index) => index);
  const rootOf = (segment: number): number => {
    let root = segment;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[segment] = root;
    return root;
  };
  for (const group of groups) {
    const [first, ...others] = group.needs.flatMap(({ slot }) => group.slots[slot] ?? []);
    if (first === undefined) continue;
    for (const other of others) parents[rootOf(other)] = rootOf(first);
  }
  const members = new Map<number, number[]>();
  segments.forEach((_, index) => {
    const root = rootOf(index);
    const known = members.get(root);
    if (known) known.push(index);
    else members.set(root, [index]);
  });
  return [...members].map(([root, indexes]) => {
    const own = groups.filter(({ needs: [need], slots }) => {
      const first = need && slots[need.slot]?.[0];
      return first !== undefined && rootOf(first) === root;
    });
    return narrowComponent(segments, indexes, own);
  });
}
