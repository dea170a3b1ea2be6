import { uuidFrom } from "../../core/ids";
import { type CurrencyCode, currencyExponent } from "../../core/money/currency";
import { minor } from "../../core/money/minor";
import type { PriceList, ProductPrice } from "../../core/pricing/price-list";
import type { Promotion } from "../../core/promotion/promotion";
import { quantityMilli } from "../../core/quantity/quantity";
import type { CustomerChange, ProductChange, StoreChange } from "../../core/sync/protocol-v1";
import type { TaxGroup } from "../../core/tax/tax-group";
import { randomPromotion, type Shelf } from "../factories/random-promotions";
import { Chance } from "./chance";
import { randomTaxGroups } from "./random-taxes";

/** A shop with its rules: everything that its carts' prices depend on. */
export type World = {
  readonly seed: number;
  readonly currency: CurrencyCode;
  readonly store: StoreChange;
  readonly cashIncrementMinor: number;
  readonly foreignRates: readonly { readonly currency: string; readonly rate: string }[];
  readonly priceLists: readonly PriceList[];
  readonly promotions: readonly Promotion[];
  readonly taxGroups: readonly TaxGroup[];
  readonly products: readonly ProductChange[];
  readonly customers: readonly CustomerChange[];
  readonly couponCodes: readonly string[];
};

const TIMEZONE = "Africa/Nairobi";
const PRODUCT_COUNT = 24;
const PROMOTIONS_MAX = 10;
const GROUP_IDS = ["gold", "trade"].map((name) => uuidFrom("carts", "group", name));
const STORE_ID = uuidFrom("carts", "store");

const CURRENCIES: readonly {
  currency: CurrencyCode;
  increments: readonly number[];
  foreign: World["foreignRates"];
}[] = [
  { currency: "KES", increments: [1, 50, 100], foreign: [{ currency: "USD", rate: "129.35" }] },
  { currency: "USD", increments: [1, 5], foreign: [{ currency: "EUR", rate: "1.0834" }] },
  { currency: "JPY", increments: [1, 5, 10], foreign: [{ currency: "USD", rate: "154.07" }] },
  { currency: "KWD", increments: [1, 5], foreign: [{ currency: "USD", rate: "0.307125" }] },
  { currency: "EUR", increments: [1, 5], foreign: [{ currency: "KES", rate: "0.00714" }] },
];

/** The shop of a seed. */
export function newWorld(seed: number): World {
  const chance = new Chance(seed, 0);
  const { currency, increments, foreign } = chance.pick(CURRENCIES);
  const pricesIncludeTax = chance.is(0.6);
  const priceLists = randomLists(chance, currency, pricesIncludeTax);
  const taxGroups = randomTaxGroups(chance);
  const products = randomProducts(chance, { priceLists, taxGroups, currency });
  const couponCodes = ["SAVE", "WELCOME"];
  return {
    seed,
    currency,
    store: newStore(chance, { currency, pricesIncludeTax, priceLists, foreign }),
    cashIncrementMinor: chance.pick(increments),
    foreignRates: foreign,
    priceLists,
    promotions: randomOffers(chance, products, { currency, couponCodes }),
    taxGroups,
    products,
    customers: randomCustomers(),
    couponCodes,
  };
}

function randomLists(chance: Chance, currency: string, pricesIncludeTax: boolean): PriceList[] {
  const list = (code: string, change: Partial<PriceList>): PriceList => ({
    id: uuidFrom("carts", "list", code),
    code,
    name: `List ${code}`,
    currency,
    pricesIncludeTax: chance.is(0.75) ? pricesIncludeTax : !pricesIncludeTax,
    priority: chance.integer(0, 2),
    storeIds: [],
    customerGroupIds: [],
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
    ...change,
  });
  const [gold = "", trade = ""] = GROUP_IDS;
  return [
    list("RETAIL", { pricesIncludeTax }),
    list("GOLD", { customerGroupIds: [gold] }),
    list("TRADE", { customerGroupIds: [trade, gold] }),
    list("HAPPY", { fromMinutes: 16 * 60, untilMinutes: 19 * 60 }),
    list("NIGHT", { fromMinutes: 22 * 60, untilMinutes: 2 * 60, weekdays: [5, 6] }),
    list("MAY", {
      validFrom: "2026-05-01T00:00:00+03:00",
      validUntil: "2026-06-01T00:00:00+03:00",
    }),
    list("HERE", { storeIds: [STORE_ID] }),
    list("AWAY", { storeIds: [uuidFrom("carts", "elsewhere")] }),
  ];
}

type Shop = {
  readonly priceLists: readonly PriceList[];
  readonly taxGroups: readonly TaxGroup[];
  readonly currency: CurrencyCode;
};

function randomProducts(chance: Chance, shop: Shop): ProductChange[] {
  const categoryIds = chance.list(5, (index) => uuidFrom("carts", "category", String(index)));
  const scale = 10 ** currencyExponent(shop.currency);
  return chance.list(PRODUCT_COUNT, (index) => {
    const basePrice = Math.max(1, chance.integer(1, 40 * scale) * chance.pick([1, 1, 5]));
    return {
      id: uuidFrom("carts", "product", String(index)),
      sku: `SKU-${index}`,
      name: `Product ${index}`,
      categoryId: chance.pick(categoryIds),
      unit: index % 5 === 0 ? ("kg" as const) : ("each" as const),
      taxGroup: chance.pick(shop.taxGroups).code,
      barcodes: [],
      prices: shop.priceLists.flatMap((list, place) =>
        place === 0 || chance.is(0.25) ? randomPrices(chance, list, basePrice) : [],
      ),
      tags: chance.is(0.5) ? [`tag-${chance.integer(0, 3)}`] : [],
      family: null,
      options: [],
      popularity: 0,
      lowStockMilli: null,
      isStocked: chance.is(0.7),
    };
  });
}

/** A plain price, and now and then a lower one from some quantity on. */
function randomPrices(chance: Chance, list: PriceList, basePrice: number): ProductPrice[] {
  const off = list.code === "RETAIL" ? 0 : chance.integer(-5, 30);
  const plainMinor = Math.max(0, Math.round((basePrice * (100 - off)) / 100));
  const price = (milli: number, priceMinor: number): ProductPrice => ({
    priceListId: list.id,
    minQuantityMilli: quantityMilli(milli),
    priceMinor: minor(priceMinor),
  });
  if (!chance.is(0.2)) return [price(0, plainMinor)];
  return [price(0, plainMinor), price(3_000, Math.floor((plainMinor * 9) / 10))];
}

function randomOffers(
  chance: Chance,
  products: readonly ProductChange[],
  shop: { currency: string; couponCodes: readonly string[] },
): Promotion[] {
  const shelf: Shelf = {
    products: products.map((product) => ({
      productId: product.id,
      categoryId: product.categoryId,
      tags: product.tags ?? [],
      unit: product.unit,
      unitPriceMinor: minor(product.prices[0]?.priceMinor ?? 0),
    })),
    categoryIds: [...new Set(products.flatMap(({ categoryId }) => categoryId ?? []))],
    tags: ["tag-0", "tag-1", "tag-2", "tag-3"],
  };
  return chance.list(chance.integer(2, PROMOTIONS_MAX), (index) => ({
    ...randomPromotion(chance.random, shelf),
    currency: shop.currency,
    customerGroupIds: chance.is(0.15) ? [chance.pick(GROUP_IDS)] : [],
    storeIds: chance.is(0.1) ? [STORE_ID] : [],
    ...(chance.is(0.1) ? { fromMinutes: 16 * 60, untilMinutes: 18 * 60 } : {}),
    coupon:
      index < 2 && chance.is(0.7)
        ? { code: shop.couponCodes[index] ?? "SAVE", usesMax: null, usesPerCustomerMax: null }
        : null,
  }));
}

function randomCustomers(): CustomerChange[] {
  const [gold = "", trade = ""] = GROUP_IDS;
  const rows: readonly [string, readonly string[], boolean][] = [
    ["PLAIN", [], false],
    ["GOLD", [gold], false],
    ["TRADE", [trade], false],
    ["BOTH", [gold, trade], false],
    ["EXEMPT", [], true],
  ];
  return rows.map(([code, groupIds, isTaxExempt]) => ({
    id: uuidFrom("carts", "customer", code),
    code,
    name: `Customer ${code}`,
    phone: null,
    groupIds: [...groupIds],
    isTaxExempt,
  }));
}

function newStore(
  chance: Chance,
  shop: {
    currency: string;
    pricesIncludeTax: boolean;
    priceLists: readonly PriceList[];
    foreign: World["foreignRates"];
  },
): StoreChange {
  return {
    id: STORE_ID,
    code: "CARTS",
    name: "Carts",
    addressLines: [],
    taxNumber: null,
    timezone: TIMEZONE,
    dayEndsAtMinutes: 0,
    currency: shop.currency,
    language: "en",
    priceListId: shop.priceLists[0]?.id ?? "",
    pricesIncludeTax: shop.pricesIncludeTax,
    cashIncrementMinor: 1,
    receiptFooter: [],
    tenantName: "Carts",
    tenantCode: "carts",
    isDemo: false,
    taxRounding: chance.is(0.5) ? "line" : "document",
    exchangeRates: [...shop.foreign],
    pointsPpm: chance.pick([0, 10_000, 12_345]),
  };
}
