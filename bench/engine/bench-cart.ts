import type { QuoteInput, QuoteLine, QuoteRules } from "../../core/cart/quote-input";
import { minor } from "../../core/money/minor";
import { compilePromotions } from "../../core/promotion/compile-promotions";
import type { Promotion, Target } from "../../core/promotion/promotion";
import { quantityMilli } from "../../core/quantity/quantity";
import { ratePpm } from "../../core/tax/rate";
import type { TaxGroup } from "../../core/tax/tax-group";
import {
  newRandom,
  newSellingContext,
  type Random,
  randomPromotion,
  randomShelf,
  type Shelf,
  type ShelfProduct,
} from "../../tests/factories/random-promotions";

const LIST_ID = "00000000-0000-4000-8000-0000000000aa";
const PRODUCT_COUNT = 1_000;

const TAX_GROUPS: readonly TaxGroup[] = [160_000, 80_000, 0].map((rate, index) => ({
  code: "BEC".charAt(index),
  name: `Group ${rate}`,
  rates: [{ code: "VAT", name: "VAT", ratePpm: ratePpm(rate), kind: "percent", isCompound: false }],
}));

/** A shop in which every one of many random promotions is in force. */
export type BenchRules = { readonly rules: QuoteRules; readonly shelf: Shelf };

/** @param broadShare how many of the promotions are for all or nearly all goods, 0 to 1. */
export function buildRules(seed: number, promotionCount: number, broadShare: number): BenchRules {
  const random = newRandom(seed);
  const shelf = randomShelf(random, PRODUCT_COUNT);
  const list = {
    id: LIST_ID,
    code: "RETAIL",
    name: "Retail",
    currency: "KES",
    pricesIncludeTax: true,
    priority: 0,
    storeIds: [],
    customerGroupIds: [],
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
  };
  const rules: QuoteRules = {
    book: { lists: new Map([[LIST_ID, list]]), defaultListId: LIST_ID },
    promotions: compilePromotions(
      Array.from({ length: promotionCount }, () =>
        drawPromotion(random, shelf, random() < broadShare),
      ),
    ),
    taxGroups: new Map(TAX_GROUPS.map((group) => [group.code, group])),
    taxRounding: "line",
    pointsPpm: 10_000,
  };
  return { rules, shelf };
}

function drawPromotion(random: Random, shelf: Shelf, isBroad: boolean): Promotion {
  for (;;) {
    const promotion = randomPromotion(random, shelf);
    if (targetsOf(promotion).some((target) => isWide(target, shelf)) === isBroad) return promotion;
  }
}

function targetsOf({ target, effect }: Promotion): Target[] {
  if (effect.kind === "bundle") return effect.parts.map((part) => part.target);
  return effect.kind === "buy_x_get_y" && effect.getTarget ? [target, effect.getTarget] : [target];
}

function isWide({ productIds, categoryIds, tags }: Target, shelf: Shelf): boolean {
  const isForAll = productIds.length + categoryIds.length + tags.length === 0;
  return isForAll || categoryIds.length === shelf.categoryIds.length;
}

/** A cart of random goods at list prices, one line in ten with a discount, and one on the whole. */
export function buildCart(
  random: Random,
  { rules, shelf }: BenchRules,
  lineCount: number,
): QuoteInput {
  const context = newSellingContext();
  return {
    rules,
    context,
    businessDate: context.localDate,
    pricesIncludeTax: true,
    isTaxExempt: false,
    earnsPoints: true,
    orderDiscount: { kind: "percent", percentPpm: ratePpm(50_000), reason: null },
    lines: Array.from({ length: lineCount }, (_, index) => {
      const product = shelf.products[Math.floor(random() * shelf.products.length)];
      if (!product) throw new Error("the shelf has products");
      return buildLine(product, index, random);
    }),
  };
}

function buildLine(product: ShelfProduct, index: number, random: Random): QuoteLine {
  const milli =
    product.unit === "kg"
      ? 50 + Math.floor(random() * 3_000)
      : 1_000 + Math.floor(random() * 4) * 1_000;
  return {
    lineId: `line-${index}`,
    productId: product.productId,
    categoryId: product.categoryId,
    tags: product.tags,
    unit: product.unit,
    quantityMilli: quantityMilli(milli),
    prices: [
      {
        priceListId: LIST_ID,
        minQuantityMilli: quantityMilli(0),
        priceMinor: minor(product.unitPriceMinor),
      },
    ],
    stated: null,
    embeddedMinor: null,
    discount:
      index % 10 === 0 ? { kind: "percent", percentPpm: ratePpm(100_000), reason: null } : null,
    taxGroupCode: "BEC".charAt(index % 3),
    returned: null,
  };
}

/** The cart after one more key: one line has one more unit. */
export function pressPlus(cart: QuoteInput, at: number): QuoteInput {
  return {
    ...cart,
    lines: cart.lines.map((line, index) =>
      index === at % cart.lines.length
        ? { ...line, quantityMilli: quantityMilli(line.quantityMilli + 1_000) }
        : line,
    ),
  };
}
