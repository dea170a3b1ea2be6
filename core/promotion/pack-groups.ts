import { isSimple } from "./cut-segments";
import { estimateSets, listSets } from "./find-sets";
import { type GroupPromotion, needsOf } from "./goods-set";
import type { GoodsLine, PromotionMatch } from "./match-lines";
import { boundAlone, packAlone } from "./pack-alone";
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
    return newPacking(component, packAlone(component, only));
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
  for (const group of groups) {
    if (boundAlone(group, segments) <= best.discountMinor) continue;
    best = better(newPacking(component, packAlone(component, group)), best);
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
    const known = byLine.get(lineIndex);
    if (known) known.push(index);
    else byLine.set(lineIndex, [index]);
  });
  const byPosition = options.goods.map(({ lineIndex }) => byLine.get(lineIndex) ?? []);
  return options.matches.flatMap((match): GroupPromotion[] => {
    const { compiled, goodsBySlot } = match;
    const needs = needsOf(compiled);
    if (needs === null) return [];
    const takesAnything = isSimple(match);
    const slots = goodsBySlot.map((positions) => {
      const slot = positions.flatMap((position) => byPosition[position] ?? []);
      return takesAnything ? slot : slot.filter((index) => segments[index]?.isCountable);
    });
    const usesMax = compiled.promotion.usesPerCartMax ?? Number.MAX_SAFE_INTEGER;
    const group = { compiled, needs, slots, usesMax };
    // One that cannot make a set must not tie components together.
    return boundAlone(group, segments) > 0 ? [group] : [];
  });
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
