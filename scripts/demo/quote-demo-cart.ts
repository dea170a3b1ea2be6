import { type Quote, quoteCart } from "../../core/cart/quote-cart";
import type { QuoteLine } from "../../core/cart/quote-input";
import { minor } from "../../core/money/minor";
import type { PriceList } from "../../core/pricing/price-list";
import { localClock } from "../../core/pricing/selling-context";
import { quantityMilli } from "../../core/quantity/quantity";
import type { SaleLineItem } from "../../core/sale/build-sale-document";
import type { ReturnedLine } from "../../core/sale/return-line";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { Instant } from "../../core/time";
import type { DemoProduct } from "../../db/seed/demo-product";

/** What the tills of a demo store price by. */
export type DemoShop = {
  readonly storeId: string;
  readonly timezone: string;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly priceList: PriceList;
  readonly taxGroups: readonly TaxGroup[];
  readonly products: ReadonlyMap<string, DemoProduct>;
};

/** Price a cart of the history as a till would have: a plain customer at the standard prices. */
export function quoteDemoCart(
  shop: DemoShop,
  cart: { at: Instant; businessDate: string; lines: readonly SaleLineItem[] },
): Quote {
  const { priceList, currency, storeId } = shop;
  return quoteCart({
    rules: {
      book: { lists: new Map([[priceList.id, priceList]]), defaultListId: priceList.id },
      promotions: null,
      taxGroups: new Map(shop.taxGroups.map((group) => [group.code, group])),
      taxRounding: "line",
      pointsPpm: 0,
    },
    context: {
      currency,
      ...localClock(cart.at, shop.timezone),
      storeId,
      customerGroupIds: [],
      couponCodes: [],
      couponUses: new Map(),
    },
    businessDate: cart.businessDate,
    pricesIncludeTax: shop.pricesIncludeTax,
    isTaxExempt: false,
    earnsPoints: false,
    lines: cart.lines.map((line) => quoteLine(shop, line)),
    orderDiscount: null,
  });
}

function quoteLine(shop: DemoShop, line: SaleLineItem): QuoteLine {
  const priceMinor = minor(shop.products.get(line.sku)?.priceMinor ?? 0);
  const returned = line.returned ?? null;
  const { lineId, productId, unit, quantityMilli: quantity, taxGroupCode } = line;
  return {
    lineId,
    productId,
    categoryId: null,
    tags: [],
    unit,
    quantityMilli: quantity,
    prices: [{ priceListId: shop.priceList.id, minQuantityMilli: quantityMilli(0), priceMinor }],
    stated: returned && {
      why: "given",
      unitPriceMinor: priceMinor,
      pricesIncludeTax: null,
      reason: null,
    },
    embeddedMinor: null,
    discount: null,
    taxGroupCode,
    returned,
  };
}

/** The line of a sale that comes back; a sale of the demo comes back once at most. */
export function returnedOf(original: SaleDocument, sku: string): ReturnedLine {
  const line = original.lines.find((each) => each.sku === sku);
  if (!line) throw new Error(`the demo takes back ${sku}, which it has not sold`);
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes } = line;
  return {
    saleId: original.saleId,
    lineId: line.lineId,
    receiptNumber: original.receiptNumber,
    soldQuantityMilli: line.quantityMilli,
    returnedBeforeMilli: 0,
    sold: { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes },
  };
}
