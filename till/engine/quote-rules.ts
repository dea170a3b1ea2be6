import { defaultMeasureLayouts, type ShopMeasureLayout } from "../../core/barcode/measure-layout";
import type { QuoteRules } from "../../core/cart/quote-input";
import { isCurrencyCode } from "../../core/money/currency";
import type { PriceBook } from "../../core/pricing/choose-price";
import type { PriceList } from "../../core/pricing/price-list";
import {
  type CompiledPromotions,
  compilePromotions,
} from "../../core/promotion/compile-promotions";
import type { StoreChange } from "../../core/sync/protocol-v1";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { StoreTables } from "../catalog/catalog-cache";

const rulesByTables = new WeakMap<StoreTables, QuoteRules>();
const compiledByList = new WeakMap<StoreTables["promotions"], CompiledPromotions>();
const layoutsByStore = new WeakMap<StoreChange, readonly ShopMeasureLayout[]>();

/** The rules that the store's tables make, compiled once for each state of them. */
export function rulesOf(tables: StoreTables): QuoteRules {
  const known = rulesByTables.get(tables);
  if (known) return known;
  const rules: QuoteRules = {
    book: bookOf(tables),
    promotions: promotionsOf(tables),
    taxGroups: new Map(tables.taxGroups.map(({ id: _id, ...group }) => [group.code, group])),
    taxRounding: tables.store?.taxRounding ?? "line",
    pointsPpm: tables.store?.pointsPpm ?? 0,
  };
  rulesByTables.set(tables, rules);
  return rules;
}

/** Null where there are none. */
function promotionsOf({ promotions }: StoreTables): CompiledPromotions | null {
  if (promotions.length === 0) return null;
  const known = compiledByList.get(promotions);
  if (known) return known;
  const compiled = compilePromotions(promotions);
  compiledByList.set(promotions, compiled);
  return compiled;
}

function bookOf({ store, priceLists }: StoreTables): PriceBook {
  const lists = new Map(priceLists.map((list) => [list.id, list]));
  const defaultListId = store?.priceListId ?? "";
  // A server that does not tell its lists yet has one a store.
  if (store && !lists.has(defaultListId)) lists.set(defaultListId, onlyList(store));
  return { lists, defaultListId };
}

function onlyList(store: StoreChange): PriceList {
  return {
    id: store.priceListId,
    code: store.code,
    name: store.name,
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    priority: 0,
    storeIds: [],
    customerGroupIds: [],
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
  };
}

/** Stands in for a group that has not come back yet after the cache was lost; no sale uses it. */
export function untaxed(code: string): TaxGroup {
  return { code, name: code, rates: [] };
}

/** How the store's scales write their codes. */
export function layoutsOf(store: StoreChange): readonly ShopMeasureLayout[] {
  const known = layoutsByStore.get(store);
  if (known) return known;
  const usual = isCurrencyCode(store.currency) ? defaultMeasureLayouts(store.currency) : [];
  const layouts = store.measureLayouts ?? usual;
  layoutsByStore.set(store, layouts);
  return layouts;
}
