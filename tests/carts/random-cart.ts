import type { Discount } from "../../core/cart/quote-input";
import { minor } from "../../core/money/minor";
import { productPriceSchema } from "../../core/pricing/price-list";
import { quantityMilli } from "../../core/quantity/quantity";
import type { ProductChange } from "../../core/sync/protocol-v1";
import { ratePpm } from "../../core/tax/rate";
import { type Instant, instant } from "../../core/time";
import type { CartLineRecord, CartRecord } from "../../till/store/log-records";
import type { Chance } from "./chance";
import type { World } from "./random-world";

const LINES_MAX = 8;
/** Days on both sides of the turns that rates, lists and promotions have. */
const FIRST_SOLD_AT = Date.UTC(2026, 3, 28);
const SELLING_DAYS = 6;
const MS_PER_DAY = 86_400_000;

/** A cart as a till keeps one, and when it is priced. */
export type RandomCart = { readonly cart: CartRecord; readonly soldAt: Instant };

export function randomCart(chance: Chance, world: World): RandomCart {
  const soldAt = instant(FIRST_SOLD_AT + chance.integer(0, SELLING_DAYS * MS_PER_DAY - 1));
  const customer = chance.is(0.45) ? chance.pick(world.customers) : null;
  const lines = chance.list(chance.integer(1, chance.pick([3, LINES_MAX])), () =>
    randomLine(chance, world),
  );
  return {
    soldAt,
    cart: newCart(chance, {
      lines,
      customerId: customer?.id ?? null,
      couponCodes: chance.is(0.3) ? [chance.pick(world.couponCodes)] : [],
      orderDiscount: chance.is(0.2) ? randomDiscount(chance) : null,
      changedAt: soldAt,
    }),
  };
}

/** An empty cart with what is given. */
export function newCart(chance: Chance, given: Partial<CartRecord>): CartRecord {
  return {
    cartId: chance.uuid(),
    lines: [],
    note: null,
    customerId: null,
    couponCodes: [],
    orderDiscount: null,
    tipMinor: minor(0),
    payments: [],
    voidedLines: [],
    approvals: [],
    returnReason: null,
    returnedSales: [],
    heldFrom: null,
    changedAt: instant(FIRST_SOLD_AT),
    ...given,
  };
}

/** Mostly plain goods; some weighed, priced by hand or by a barcode, some coming back. */
export function randomLine(chance: Chance, world: World): CartLineRecord {
  const product = chance.pick(world.products);
  const isWeighed = product.unit === "kg";
  const magnitude = isWeighed
    ? chance.integer(5, 4_000)
    : chance.integer(1, chance.pick([2, 9])) * 1_000;
  const isBack = chance.is(0.03);
  const stated = chance.is(0.08) ? randomPrice(chance, product) : null;
  const embedded = isWeighed && stated === null && !isBack && chance.is(0.3);
  return {
    lineId: chance.uuid(),
    productId: product.id,
    sku: product.sku,
    name: product.name,
    unit: product.unit,
    quantityMilli: quantityMilli(isBack ? -magnitude : magnitude),
    stated,
    prices: product.prices.map((price) => productPriceSchema.parse(price)),
    knownPriceMinor: null,
    embeddedMinor: embedded ? minor(chance.integer(1, 20_000)) : null,
    discount: chance.is(0.15) ? randomDiscount(chance) : null,
    taxGroupCode: product.taxGroup,
    isStocked: product.isStocked,
    returned: null,
    note: null,
  };
}

function randomPrice(chance: Chance, product: ProductChange): CartLineRecord["stated"] {
  const listed = product.prices[0]?.priceMinor ?? 1;
  return {
    why: chance.pick(["open", "override", "quote"] as const),
    unitPriceMinor: minor(chance.integer(0, listed * 2)),
    pricesIncludeTax: chance.is(0.3) ? chance.is(0.5) : null,
    reason: chance.is(0.5) ? "Price match" : null,
  };
}

function randomDiscount(chance: Chance): Discount {
  const reason = chance.is(0.5) ? "Dented" : null;
  if (chance.is(0.6)) {
    return { kind: "percent", percentPpm: ratePpm(chance.integer(1, 1_000) * 500), reason };
  }
  return { kind: "amount", amountMinor: minor(chance.integer(1, 3_000)), reason };
}
