import { minor } from "../../core/money/minor";
import type { SellingContext } from "../../core/pricing/selling-context";
import type { PromotionLine } from "../../core/promotion/apply-promotions";
import type { Effect, Promotion, Target } from "../../core/promotion/promotion";
import { quantityMilli } from "../../core/quantity/quantity";
import { instant } from "../../core/time";

/** From 0 up to, not including, 1. */
export type Random = () => number;

export type ShelfProduct = Pick<
  PromotionLine,
  "categoryId" | "tags" | "unit" | "unitPriceMinor"
> & { readonly productId: string };

/** The goods that random promotions target and random lines sell. */
export type Shelf = {
  readonly products: readonly ShelfProduct[];
  readonly categoryIds: readonly string[];
  readonly tags: readonly string[];
};

export const EFFECT_KINDS = [
  "percent_off",
  "amount_off",
  "fixed_price",
  "buy_x_get_y",
  "mix_and_match",
  "bundle",
  "order_percent_off",
  "order_amount_off",
] as const satisfies readonly Effect["kind"][];

/** A seeded source of chance: the same seed gives the same numbers. */
export function newRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A UUID of version 4 out of chance. */
export function randomUuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => randomInteger(random, 0, 15).toString(16));
  digits[12] = "4";
  digits[16] = pick(random, ["8", "9", "a", "b"]);
  const text = digits.join("");
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20),
  ].join("-");
}

/** Goods in a handful of categories and tags; one in seven is weighed. */
export function randomShelf(random: Random, productCount: number): Shelf {
  const categoryIds = Array.from({ length: Math.max(2, Math.ceil(productCount / 5)) }, () =>
    randomUuid(random),
  );
  const tags = Array.from(
    { length: Math.max(2, Math.ceil(productCount / 8)) },
    (_, index) => `tag-${index}`,
  );
  const products = Array.from(
    { length: productCount },
    (): ShelfProduct => ({
      productId: randomUuid(random),
      categoryId: pick(random, categoryIds),
      tags: random() < 0.5 ? [pick(random, tags)] : [],
      unit: random() < 1 / 7 ? "kg" : "each",
      unitPriceMinor: minor(randomInteger(random, 1, 400) * pick(random, [1, 5, 50])),
    }),
  );
  return { products, categoryIds, tags };
}

/** Lines of goods from the shelf; now and then one that takes no part or comes back. */
export function randomPromotionLines(
  random: Random,
  shelf: Shelf,
  lineCount: number,
): PromotionLine[] {
  return Array.from({ length: lineCount }, (_, index): PromotionLine => {
    const product = pick(random, shelf.products);
    const pieces = randomInteger(random, 1, pick(random, [1, 3, 8]));
    const milli = product.unit === "kg" ? randomInteger(random, 20, 4000) : pieces * 1000;
    return {
      ...product,
      lineId: `line-${index}`,
      quantityMilli: quantityMilli(random() < 0.04 ? -milli : milli),
      isExcluded: random() < 0.04,
    };
  });
}

/** A promotion of one kind, or of any; conditions are rare, so that most take effect. */
export function randomPromotion(
  random: Random,
  shelf: Shelf,
  kind: Effect["kind"] = pick(random, EFFECT_KINDS),
): Promotion {
  const code = `P${randomInteger(random, 0, 999_999)}`;
  return newPromotion({
    id: randomUuid(random),
    code,
    name: `Promotion ${code}`,
    priority: randomInteger(random, 0, 3),
    isExclusive: random() < 0.3,
    target: randomTarget(random, shelf),
    minimumSpendMinor: random() < 0.15 ? minor(randomInteger(random, 0, 20_000)) : null,
    usesPerCartMax: random() < 0.2 ? randomInteger(random, 1, 3) : null,
    effect: randomEffect(random, shelf, kind),
  });
}

/** As many promotions as asked for, with different ids. */
export function randomPromotions(random: Random, shelf: Shelf, count: number): Promotion[] {
  return Array.from({ length: count }, () => randomPromotion(random, shelf));
}

/** A promotion for everybody, always, on every product, with what the test cares about. */
export function newPromotion(given: Pick<Promotion, "effect"> & Partial<Promotion>): Promotion {
  return {
    id: "00000000-0000-4000-8000-000000000001",
    code: "P",
    name: "Promotion",
    priority: 0,
    isExclusive: false,
    currency: "KES",
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
    storeIds: [],
    customerGroupIds: [],
    coupon: null,
    target: newTarget({}),
    minimumSpendMinor: null,
    usesPerCartMax: null,
    ...given,
  };
}

/** Every product, or what is given. */
export function newTarget(given: Partial<Target>): Target {
  return { productIds: [], categoryIds: [], tags: [], excludedProductIds: [], ...given };
}

/** Wednesday noon in a shop that counts in KES, with what the test cares about. */
export function newSellingContext(given: Partial<SellingContext> = {}): SellingContext {
  return {
    currency: "KES",
    at: instant(Date.parse("2026-04-29T09:00:00Z")),
    localDate: "2026-04-29",
    weekday: 3,
    localMinutes: 720,
    storeId: "00000000-0000-4000-8000-00000000000a",
    customerGroupIds: [],
    couponCodes: [],
    couponUses: new Map(),
    ...given,
  };
}

function randomEffect(random: Random, shelf: Shelf, kind: Effect["kind"]): Effect {
  const percentPpm = pick(random, [50_000, 100_000, 125_000, 333_333, 500_000]);
  const priceMinor = minor(randomInteger(random, 1, 5000));
  switch (kind) {
    case "percent_off":
    case "order_percent_off":
      return { kind, percentPpm };
    case "amount_off":
    case "order_amount_off":
      return { kind, amountMinor: minor(randomInteger(random, 1, 900)) };
    case "fixed_price":
      return { kind, priceMinor };
    case "buy_x_get_y":
      return {
        kind,
        buyQuantity: randomInteger(random, 1, 3),
        getQuantity: randomInteger(random, 1, 2),
        getTarget: random() < 0.4 ? randomTarget(random, shelf) : null,
        percentPpm: random() < 0.6 ? 1_000_000 : percentPpm,
      };
    case "mix_and_match":
      return { kind, quantity: randomInteger(random, 2, 4), priceMinor };
    case "bundle":
      return {
        kind,
        parts: Array.from({ length: randomInteger(random, 1, 3) }, () => ({
          target: randomTarget(random, shelf),
          quantity: randomInteger(random, 1, 2),
        })),
        priceMinor,
      };
  }
}

function randomTarget(random: Random, shelf: Shelf): Target {
  const productIds = Array.from(
    { length: randomInteger(random, 1, 4) },
    () => pick(random, shelf.products).productId,
  );
  const targets: readonly Target[] = [
    newTarget({}),
    newTarget({ productIds }),
    newTarget({ categoryIds: [pick(random, shelf.categoryIds)] }),
    newTarget({ tags: [pick(random, shelf.tags)] }),
    newTarget({ categoryIds: [...shelf.categoryIds], excludedProductIds: productIds }),
  ];
  return pick(random, targets);
}

function randomInteger(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[randomInteger(random, 0, values.length - 1)];
  if (value === undefined) throw new Error("there is nothing to pick from");
  return value;
}
