import { isSimple } from "./cut-segments";
import { estimateSets, listSets } from "./find-sets";
import { type GroupPromotion, needsOf } from "./goods-set";
import type { GoodsLine, PromotionMatch } from "./match-lines";
import { boundAlone, packAlone, strip } from "./pack-alone";
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

/** A set is worth listing when there are so many steps to try it in. */
const STEPS_PER_SET = 150;

export type PackOptions = {
  readonly matches: readonly PromotionMatch[];
  readonly goods: readonly GoodsLine[];
  /** Steps of the search, shared by the components. */
  readonly stepsMax: number;
};

/**
 * Pack sets and simple promotions over all segments. Promotions that share no pieces are packed
 * apart; together each gets its best packing where it is small, and a good one beyond [PR10].
 *
 * @returns every segment in exactly one component.
 */
export function packGroups(segments: readonly Segment[], options: PackOptions): PackedComponent[] {
  const groups = newGroups(segments, options);
  const components = splitComponents(segments, groups);
  const contested = components.filter((component) => component.groups.length > 0).length;
  const stepsMax = Math.floor(options.stepsMax / Math.max(1, contested));
  let setsLeft = Math.floor(options.stepsMax / STEPS_PER_SET);
  const counted = components
    .map((component) => ({ component, setCount: countAllSets(component, setsLeft) }))
    .sort((left, right) => left.setCount - right.setCount);
  return counted.map(({ component, setCount }) => {
    const isSmall = setCount <= setsLeft;
    if (isSmall) setsLeft -= setCount;
    return { component, packing: packComponent(component, isSmall ? stepsMax : 0) };
  });
}

function packComponent(component: Component, stepsMax: number): Packing {
  const { groups, segments } = component;
  let best = newPacking(component, []);
  const [only] = groups;
  if (!only) return best;
  if (groups.length === 1 && segments.every(isUntouched)) {
    return newPacking(component, packAlone(component, only, segments.map(strip)));
  }
  best = better(newPacking(component, seedPacking(component, groups, "net")), best);
  if (stepsMax > 0) {
    const sets = groups.flatMap((group) => listSets(group, segments));
    const found = searchPacking(component, sets, best, stepsMax);
    best = found.packing;
    if (found.isProven) return best;
  }
  best = better(newPacking(component, seedPacking(component, groups, "amount")), best);
  // What is not proven is at least never below one promotion by itself.
  const bare = segments.map(strip);
  for (const group of groups) {
    if (group.boundMinor <= best.discountMinor) continue;
    best = better(newPacking(component, packAlone(component, group, bare)), best);
  }
  return best;
}

function countAllSets({ groups, segments }: Component, countMax: number): number {
  let setCount = 0;
  for (const group of groups) {
    setCount += estimateSets(group, segments, countMax);
    if (setCount > countMax) return Number.MAX_SAFE_INTEGER;
  }
  return setCount;
}

function better(rival: Packing, best: Packing): Packing {
  return isBetterPacking(rival, best) ? rival : best;
}

function isUntouched({ chain, exclusives }: Segment): boolean {
  return chain.length === 0 && exclusives.length === 0;
}

function newGroups(segments: readonly Segment[], options: PackOptions): GroupPromotion[] {
  const byLine = new Map<number, number[]>();
  segments.forEach(({ lineIndex }, index) => {
    push(byLine, lineIndex, index);
  });
  const byPosition = options.goods.map(({ lineIndex }) => byLine.get(lineIndex) ?? []);
  return options.matches.flatMap((match): GroupPromotion[] => {
    const { compiled, goodsBySlot } = match;
    const needs = needsOf(compiled);
    if (needs === null) return [];
    const takesAnything = isSimple(match);
    const canTake = (index: number) => takesAnything || segments[index]?.isCountable === true;
    const slots = goodsBySlot.map((positions) => listSlot(positions, byPosition, canTake));
    const usesMax = compiled.promotion.usesPerCartMax ?? Number.MAX_SAFE_INTEGER;
    const group = { compiled, needs, slots, usesMax };
    const boundMinor = boundAlone(group, segments);
    // One that cannot make a set must not tie components together.
    return boundMinor > 0 ? [{ ...group, boundMinor }] : [];
  });
}

function listSlot(
  positions: readonly number[],
  byPosition: readonly (readonly number[])[],
  canTake: (index: number) => boolean,
): number[] {
  const slot: number[] = [];
  for (const position of positions) {
    for (const index of byPosition[position] ?? []) if (canTake(index)) slot.push(index);
  }
  return slot;
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
  const firstOf = ({ needs: [need], slots }: GroupPromotion) => need && slots[need.slot]?.[0];
  for (const group of groups) {
    const first = firstOf(group);
    if (first === undefined) continue;
    const root = rootOf(first);
    for (const other of group.needs.flatMap(({ slot }) => group.slots[slot] ?? [])) {
      parents[rootOf(other)] = root;
    }
  }
  const members = new Map<number, number[]>();
  segments.forEach((_, index) => {
    push(members, rootOf(index), index);
  });
  const owned = new Map<number, GroupPromotion[]>();
  for (const group of groups) {
    const first = firstOf(group);
    if (first !== undefined) push(owned, rootOf(first), group);
  }
  return [...members].map(([root, indexes]) =>
    narrowComponent(segments, indexes, owned.get(root) ?? []),
  );
}

function push<Value>(map: Map<number, Value[]>, key: number, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
