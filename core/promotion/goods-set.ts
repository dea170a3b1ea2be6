import type { CompiledPromotion } from "./compile-promotions";
import type { Segment } from "./simple-outcome";

/**
 * A promotion that takes sets of pieces: buy X get Y, mix and match, a bundle, or an exclusive
 * simple one with a limit of uses, whose sets are single pieces. `slots` name segments of the
 * component, in their order.
 */
export type GroupPromotion = {
  readonly compiled: CompiledPromotion;
  readonly usesMax: number;
  readonly needs: readonly Need[];
  readonly slots: readonly (readonly number[])[];
  /** No packing of the promotion alone takes off more. */
  readonly boundMinor: number;
};

/** So many pieces out of one slot; `isDiscounted` marks what a bought piece gets. */
export type Need = {
  readonly slot: number;
  readonly quantity: number;
  readonly isDiscounted: boolean;
};

/** Pieces of one segment in a set; `discounted` of those taken are what buy X get Y gives. */
export type SetEntry = {
  readonly segment: number;
  readonly taken: number;
  readonly discounted: number;
};

/** The pieces of one application, in segment order. */
export type GoodsSet = { readonly group: GroupPromotion; readonly entries: readonly SetEntry[] };

/** A text that is the same for sets of the same pieces. */
export function keyOf({ entries }: GoodsSet): string {
  let key = "";
  for (const { segment, taken, discounted } of entries) key += ` ${segment}:${taken}:${discounted}`;
  return key;
}

/** What the sets of a promotion are made of, or null for a promotion that takes no sets. */
export function needsOf({ promotion }: CompiledPromotion): readonly Need[] | null {
  const { effect } = promotion;
  switch (effect.kind) {
    case "mix_and_match":
      return [{ slot: 0, quantity: effect.quantity, isDiscounted: false }];
    case "bundle":
      return effect.parts.map(({ quantity }, index) => ({
        slot: index + 1,
        quantity,
        isDiscounted: false,
      }));
    case "buy_x_get_y":
      return effect.getTarget === null
        ? [{ slot: 0, quantity: effect.buyQuantity + effect.getQuantity, isDiscounted: false }]
        : [
            { slot: 1, quantity: effect.getQuantity, isDiscounted: true },
            { slot: 0, quantity: effect.buyQuantity, isDiscounted: false },
          ];
    case "order_percent_off":
    case "order_amount_off":
      return null;
    default:
      return promotion.isExclusive && promotion.usesPerCartMax !== null
        ? [{ slot: 0, quantity: 1, isDiscounted: false }]
        : null;
  }
}

/** How many pieces of each segment are taken, and how many of them as what a purchase gets. */
export type Taken = {
  readonly taken: Map<number, number>;
  readonly discounted: Map<number, number>;
};

/**
 * Make a set of the pieces chosen. In buy X get Y the cheapest get it: out of one target the
 * cheapest are marked; out of two a choice is refused when a piece that could change roles with a
 * dearer one is paid for [PR13].
 */
export function makeSet(
  group: GroupPromotion,
  { taken, discounted }: Taken,
  segments: readonly Segment[],
): GoodsSet | null {
  const { effect } = group.compiled.promotion;
  const marked =
    effect.kind === "buy_x_get_y" && effect.getTarget === null
      ? markCheapest(taken, effect.getQuantity, segments)
      : discounted;
  if (group.slots.length > 1 && !cheapestGet(group, { taken, discounted: marked }, segments)) {
    return null;
  }
  const entries = [...taken]
    .filter(([, count]) => count > 0)
    .sort(([left], [right]) => left - right)
    .map(([segment, count]) => ({
      segment,
      taken: count,
      discounted: marked.get(segment) ?? 0,
    }));
  return { group, entries };
}

function markCheapest(
  taken: ReadonlyMap<number, number>,
  quantity: number,
  segments: readonly Segment[],
): Map<number, number> {
  const marked = new Map<number, number>();
  const cheapestFirst = [...taken.keys()].sort(
    (left, right) => pieceMinorOf(segments, left) - pieceMinorOf(segments, right) || right - left,
  );
  let left = quantity;
  for (const segment of cheapestFirst) {
    const count = Math.min(left, taken.get(segment) ?? 0);
    if (count > 0) marked.set(segment, count);
    left -= count;
  }
  return marked;
}

function cheapestGet(
  { compiled, slots: [buySlot = [], getSlot = []] }: GroupPromotion,
  { taken, discounted }: Taken,
  segments: readonly Segment[],
): boolean {
  if (compiled.promotion.effect.kind !== "buy_x_get_y") return true;
  let dearestGotMinor = -1;
  let cheapestPaidMinor = Number.MAX_SAFE_INTEGER;
  for (const [segment, count] of taken) {
    const pieceMinor = pieceMinorOf(segments, segment);
    const got = discounted.get(segment) ?? 0;
    if (got > 0 && buySlot.includes(segment)) {
      dearestGotMinor = Math.max(dearestGotMinor, pieceMinor);
    }
    if (count > got && getSlot.includes(segment)) {
      cheapestPaidMinor = Math.min(cheapestPaidMinor, pieceMinor);
    }
  }
  return dearestGotMinor <= cheapestPaidMinor;
}

function pieceMinorOf(segments: readonly Segment[], segment: number): number {
  return segments[segment]?.pieceMinor ?? 0;
}
