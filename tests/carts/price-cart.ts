import { type Quote, quoteCart } from "../../core/cart/quote-cart";
import type { QuoteRules } from "../../core/cart/quote-input";
import { priceListSchema, productPriceSchema } from "../../core/pricing/price-list";
import { localClock } from "../../core/pricing/selling-context";
import { compilePromotions } from "../../core/promotion/compile-promotions";
import { promotionSchema } from "../../core/promotion/promotion";
import { type TaxGroup, taxGroupSchema } from "../../core/tax/tax-group";
import { businessDayAt } from "../../core/time";
import { Catalog } from "../../till/catalog/catalog";
import { EMPTY_TABLES } from "../../till/catalog/catalog-cache";
import { type QuoteState, quoteOf } from "../../till/engine/quote-state";
import type { RandomCart } from "./random-cart";
import type { World } from "./random-world";

/** A shop opened on both sides: as a till holds it, and as the server reads it back. */
export type OpenWorld = {
  readonly world: World;
  readonly till: Omit<QuoteState, "quotedAt">;
  readonly server: ServerSide;
};

type ServerSide = {
  readonly rules: QuoteRules;
  readonly world: World;
  readonly products: ReadonlyMap<string, World["products"][number]>;
  readonly customers: ReadonlyMap<string, World["customers"][number]>;
};

export function openWorld(world: World): OpenWorld {
  const catalog = new Catalog();
  catalog.apply({ products: world.products });
  return {
    world,
    till: {
      catalog,
      catalogRevision: 1,
      tables: {
        ...EMPTY_TABLES,
        store: world.store,
        taxGroups: world.taxGroups.map((group) => ({ ...group, rates: [...group.rates], id: "" })),
        priceLists: world.priceLists,
        promotions: world.promotions,
      },
      customers: world.customers,
      couponUses: new Map(),
      customerCouponUses: new Map(),
      shift: null,
    },
    server: readServerSide(JSON.stringify(world)),
  };
}

/** The rules out of their text, checked by their schemas, in another order than the till's. */
function readServerSide(text: string): ServerSide {
  const world = JSON.parse(text) as World;
  const lists = world.priceLists.map((list) => priceListSchema.parse(list)).reverse();
  const promotions = world.promotions.map((each) => promotionSchema.parse(each)).reverse();
  const groups = world.taxGroups.map((group) => taxGroupSchema.parse(group) as TaxGroup);
  return {
    world,
    rules: {
      book: {
        lists: new Map(lists.map((list) => [list.id, list])),
        defaultListId: world.store.priceListId,
      },
      promotions: compilePromotions(promotions),
      taxGroups: new Map(groups.map((group) => [group.code, group])),
      taxRounding: world.store.taxRounding ?? "line",
      pointsPpm: world.store.pointsPpm ?? 0,
    },
    products: new Map(world.products.map((product) => [product.id, product])),
    customers: new Map(world.customers.map((customer) => [customer.id, customer])),
  };
}

/** What the till shows and sells at. */
export function priceAtTill({ till }: OpenWorld, { cart, soldAt }: RandomCart): Quote {
  return quoteOf({ ...till, quotedAt: soldAt }, cart);
}

/** The same cart out of its text, priced by the server's own copy of the rules. */
export function priceAtServer({ server }: OpenWorld, { cart: sent, soldAt }: RandomCart): Quote {
  const cart = JSON.parse(JSON.stringify(sent)) as RandomCart["cart"];
  const { rules, world, products, customers } = server;
  const customer = customers.get(cart.customerId ?? "") ?? null;
  return quoteCart({
    rules,
    context: {
      currency: world.store.currency,
      ...localClock(soldAt, world.store.timezone),
      storeId: world.store.id,
      customerGroupIds: customer?.groupIds ?? [],
      couponCodes: cart.couponCodes,
      couponUses: new Map(),
    },
    businessDate: businessDayAt(soldAt, world.store),
    pricesIncludeTax: world.store.pricesIncludeTax,
    isTaxExempt: customer?.isTaxExempt ?? false,
    earnsPoints: customer !== null,
    orderDiscount: cart.orderDiscount,
    lines: cart.lines.map((line) => {
      const product = products.get(line.productId ?? "");
      return {
        lineId: line.lineId,
        productId: line.productId,
        categoryId: product?.categoryId ?? null,
        tags: product?.tags ?? [],
        unit: line.unit,
        quantityMilli: line.quantityMilli,
        prices: product?.prices.map((price) => productPriceSchema.parse(price)) ?? [],
        stated: line.stated,
        embeddedMinor: line.embeddedMinor,
        discount: line.discount,
        taxGroupCode: line.taxGroupCode,
        returned: line.returned,
      };
    }),
  });
}
