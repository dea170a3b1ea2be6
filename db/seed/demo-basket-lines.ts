import { DEMO_AFFINITIES } from "./demo-affinities";
import type { DemoProduct } from "./demo-product";
import type { DemoRandom } from "./demo-random";

export type DemoLine = { readonly sku: string; readonly quantityMilli: number };

type DrawContext = {
  readonly random: DemoRandom;
  readonly products: readonly DemoProduct[];
  readonly minuteOfDay: number;
  /** What the shelf still holds; a sku that is not in it counts as plenty. */
  readonly levelsMilli: ReadonlyMap<string, number>;
};

const COMPANION_PROBABILITY = 0.4;
const MILLI = 1000;
const MAJOR_MINOR = 100;

/** From midnight, before 10:30, before 15:00, before 17:00, and the evening. */
const DAYPART_ENDS = [630, 900, 1020];

/** How much likelier than usual a category is, by daypart. */
const DAYPART_LIFT: Readonly<Record<string, readonly [number, number, number, number]>> = {
  BAK: [2.2, 0.8, 0.8, 0.9],
  DAI: [1.8, 0.8, 0.8, 1.1],
  SUG: [1.3, 0.9, 0.9, 1],
  FRE: [0.6, 0.8, 1.1, 1.6],
  MEA: [0.4, 0.9, 1, 1.6],
  FLO: [0.8, 0.8, 1, 1.3],
  OIL: [0.7, 0.9, 1, 1.2],
  DRI: [0.7, 1.7, 1.4, 0.8],
  SNA: [0.8, 1.6, 1.5, 0.8],
  STA: [1.8, 0.9, 1.3, 0.7],
};

/** Draws the lines of one basket: `lineCount` different products, fewer when shelves are empty. */
export function drawDemoLines(context: DrawContext, lineCount: number): readonly DemoLine[] {
  const lines: DemoLine[] = [];
  const taken = new Set<string>();
  const daypart = DAYPART_ENDS.filter((end) => context.minuteOfDay >= end).length;
  const weightOf = (product: DemoProduct) =>
    taken.has(product.sku) || leastQuantityMilli(product) > shelfMilli(context, product)
      ? 0
      : product.popularity * (DAYPART_LIFT[product.categoryCode]?.[daypart] ?? 1);
  while (lines.length < lineCount) {
    const companions = drawCompanions(context, taken);
    const product =
      context.random.pick(companions, weightOf) ?? context.random.pick(context.products, weightOf);
    if (product === null) break;
    taken.add(product.sku);
    lines.push({ sku: product.sku, quantityMilli: drawQuantityMilli(context, product) });
  }
  return lines;
}

function shelfMilli({ levelsMilli }: DrawContext, product: DemoProduct): number {
  return levelsMilli.get(product.sku) ?? Number.POSITIVE_INFINITY;
}

function leastQuantityMilli(product: DemoProduct): number {
  return product.unit === "kg" ? MILLI / 2 : MILLI;
}

/** The products of one open slot of an occasion that the basket has begun, or none. */
function drawCompanions(context: DrawContext, taken: ReadonlySet<string>): readonly DemoProduct[] {
  if (taken.size === 0 || !context.random.chance(COMPANION_PROBABILITY)) return [];
  const isBegun = (slot: readonly string[]) => slot.some((sku) => taken.has(sku));
  const openSlots = DEMO_AFFINITIES.filter((slots) => slots.some(isBegun)).flatMap((slots) =>
    slots.filter((slot) => !isBegun(slot)),
  );
  // Earlier slots are what the occasion is about.
  const slot = context.random.pick(openSlots, (open) => 1 / (openSlots.indexOf(open) + 2));
  return slot === null ? [] : context.products.filter((product) => slot.includes(product.sku));
}

function drawQuantityMilli(context: DrawContext, product: DemoProduct): number {
  const shelf = shelfMilli(context, product);
  if (product.unit === "kg") return drawWeightMilli(context.random, product, shelf);
  const wanted = drawPieces(context.random, product) * MILLI;
  return Math.min(wanted, Math.floor(shelf / MILLI) * MILLI);
}

function drawPieces(random: DemoRandom, product: DemoProduct): number {
  const isDear = product.priceMinor >= 60_000;
  const isRare = product.popularity < 4;
  if (isDear || isRare) return random.chance(0.03) ? 2 : 1;
  const isSmall = product.priceMinor <= 10_000;
  const weights = isSmall ? [0, 60, 25, 6, 4, 1, 4] : [0, 80, 15, 2, 1, 0, 2];
  return random.pick([1, 2, 3, 4, 5, 6], (pieces) => weights[pieces] ?? 0) ?? 1;
}

/**
 * A weight as a scale shows it, to a step at which its price is whole: people top up until it is
 * ("make it fifty bob"), and neither M-Pesa nor coins carry cents.
 */
function drawWeightMilli(random: DemoRandom, product: DemoProduct, shelf: number): number {
  const isSeasoning = product.categoryCode === "FRE" && product.priceMinor >= 25_000;
  const usual = isSeasoning ? [100, 150, 200, 250] : [250, 500, 500, 750, 1000, 1000, 1500, 2000];
  const target = usual[random.between(0, usual.length - 1)] ?? 500;
  const weighed = Math.min(target * (0.86 + random.next() * 0.28), shelf);
  const step = wholePriceStepMilli(product.priceMinor);
  return Math.max(Math.floor(weighed / step) * step, step);
}

function wholePriceStepMilli(priceMinor: number): number {
  const wholePriceMilli = MILLI * MAJOR_MINOR;
  const step = wholePriceMilli / greatestCommonDivisor(priceMinor, wholePriceMilli);
  const scaleStep = 5;
  return (step * scaleStep) / greatestCommonDivisor(step, scaleStep);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
