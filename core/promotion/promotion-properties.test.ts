import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exhaustPromotions } from "../../tests/factories/exhaust-promotions";
import {
  EFFECT_KINDS,
  newRandom,
  newSellingContext,
  type Random,
  randomPromotion,
  randomPromotionLines,
  randomPromotions,
  randomShelf,
} from "../../tests/factories/random-promotions";
import { lineAmount, quantityMilli } from "../quantity/quantity";
import { applyPromotions, type PromotionLine } from "./apply-promotions";
import { compilePromotions } from "./compile-promotions";
import { type Promotion, promotionSchema } from "./promotion";
import { computeArithmetic, promotionArithmeticSchema } from "./promotion-arithmetic";

const SEED = 20_260_507;
const anySeed = fc.integer({ min: 1, max: 2 ** 31 });
const CONTEXT = newSellingContext();

type Cart = { readonly promotions: Promotion[]; readonly lines: PromotionLine[] };

function randomCart(random: Random, { lineCount = 12, promotionCount = 15 } = {}): Cart {
  const shelf = randomShelf(random, 12);
  return {
    promotions: randomPromotions(random, shelf, promotionCount),
    lines: randomPromotionLines(random, shelf, lineCount),
  };
}

function run({ promotions, lines }: Cart) {
  return applyPromotions(compilePromotions(promotions), lines, CONTEXT);
}

/** At most six whole pieces and a few promotions, of which up to three take sets. */
function smallCart(random: Random): Cart {
  const shelf = randomShelf(random, 5);
  const lines: PromotionLine[] = [];
  let pieces = 0;
  while (pieces < 6 && lines.length < 6) {
    const [product] = randomPromotionLines(random, shelf, 1);
    if (!product) break;
    const count = 1 + Math.floor(random() * Math.min(3, 6 - pieces));
    pieces += count;
    lines.push({
      ...product,
      lineId: `line-${lines.length}`,
      unit: "each",
      isExcluded: false,
      quantityMilli: quantityMilli(count * 1000),
    });
  }
  const some = (kinds: readonly Promotion["effect"]["kind"][], count: number) =>
    Array.from({ length: count }, () =>
      randomPromotion(random, shelf, kinds[Math.floor(random() * kinds.length)]),
    );
  const sets = some(EFFECT_KINDS.slice(3, 6), 1 + Math.floor(random() * 3));
  const simple = some(EFFECT_KINDS.slice(0, 3), Math.floor(random() * 4)).map((promotion) =>
    // A stackable limit is spent before sets are packed [PR11], apart from the optimum.
    promotion.isExclusive ? promotion : { ...promotion, usesPerCartMax: null },
  );
  const promotions = [...sets, ...simple].map((promotion) => ({
    ...promotion,
    minimumSpendMinor: null,
  }));
  return { promotions, lines };
}

/** How many pieces one use discounts; an order promotion takes whole lines. */
function piecesOf(effect: Promotion["effect"]): number {
  if (effect.kind === "mix_and_match") return effect.quantity;
  if (effect.kind === "buy_x_get_y") return effect.getQuantity;
  if (effect.kind === "bundle") return effect.parts.reduce((sum, part) => sum + part.quantity, 0);
  return effect.kind.startsWith("order_") ? Number.POSITIVE_INFINITY : 1;
}

describe("any cart", () => {
  it("[PR1] does not depend on the order of promotions, and gives the same bytes again", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const random = newRandom(seed);
        const cart = randomCart(random);
        const bytes = JSON.stringify(run(cart));
        const shuffled = [...cart.promotions].sort(() => random() - 0.5);
        expect(JSON.stringify(run({ ...cart, promotions: shuffled }))).toBe(bytes);
        expect(JSON.stringify(run(cart))).toBe(bytes);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it("[PR1] does not depend on the names of lines", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const cart = randomCart(newRandom(seed));
        const renamed = cart.lines.map((line, index) => ({
          ...line,
          lineId: `${cart.lines.length - index}`,
        }));
        const amountsOf = (given: Cart) =>
          run(given).applications.map(({ amountMinor, promotionId }) => [promotionId, amountMinor]);
        expect(amountsOf({ ...cart, lines: renamed })).toEqual(amountsOf(cart));
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it("[PR8] [PR9] re-executes, and no line goes below zero", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const cart = randomCart(newRandom(seed));
        const outcome = run(cart);
        let sumMinor = 0;
        for (const line of cart.lines) {
          const own = outcome.applications.filter(({ lineId }) => lineId === line.lineId);
          let leftMinor: number = lineAmount(line.unitPriceMinor, line.quantityMilli, "HALF_UP");
          for (const { arithmetic, amountMinor, quantityMilli: milli } of own) {
            expect(promotionArithmeticSchema.parse(arithmetic)).toEqual(arithmetic);
            expect(computeArithmetic(arithmetic)).toBe(amountMinor);
            expect(amountMinor).toBeGreaterThan(0);
            expect(milli).toBeLessThanOrEqual(line.quantityMilli);
            leftMinor -= amountMinor;
            sumMinor += amountMinor;
            expect(leftMinor).toBeGreaterThanOrEqual(0);
          }
          if (line.isExcluded || line.quantityMilli < 0) expect(own).toEqual([]);
        }
        expect(outcome.discountMinor).toBe(sumMinor);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it("[PR10] takes at least as much as any one promotion alone", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const cart = randomCart(newRandom(seed), { lineCount: 20, promotionCount: 25 });
        const { discountMinor } = run(cart);
        for (const promotion of cart.promotions) {
          const alone = run({ ...cart, promotions: [promotion] });
          expect(discountMinor).toBeGreaterThanOrEqual(alone.discountMinor);
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  it("[PR11] keeps every limit of uses", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const cart = randomCart(newRandom(seed));
        const lines = cart.lines.filter(({ unit }) => unit === "each");
        const promotions = cart.promotions.map((promotion) => ({
          ...promotion,
          usesPerCartMax: 2,
        }));
        const { applications } = run({ promotions, lines });
        for (const { id, effect } of promotions) {
          const own = applications.filter(({ promotionId }) => promotionId === id);
          const milli = own.reduce((sum, application) => sum + application.quantityMilli, 0);
          expect(milli).toBeLessThanOrEqual(2000 * piecesOf(effect));
        }
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it("[PR5] random promotions have the form of promotions", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const { promotions } = randomCart(newRandom(seed));
        for (const promotion of promotions) {
          expect(promotionSchema.parse(promotion)).toEqual(promotion);
        }
      }),
      { seed: SEED, numRuns: 10 },
    );
  });
});

describe("a small cart", () => {
  it("[PR10] [PR12] [PR13] takes what trying every packing takes", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const cart = smallCart(newRandom(seed));
        expect(run(cart).discountMinor).toBe(exhaustPromotions(cart.promotions, cart.lines));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});
