import { minor } from "../../core/money/minor";
import { mulDiv } from "../../core/money/mul-div";
import { PPM } from "../../core/tax/rate";
import type { DemoPriceList, DemoPromotion } from "../../db/seed/demo-rules";
import type { DemoTenant } from "../../db/seed/demo-tenant";
import { writePriceLists } from "../../server/catalog/write-price-lists";
import { writePromotions } from "../../server/catalog/write-promotions";
import type { TenantContext } from "../../server/context";
import { writeCustomers } from "../../server/customers/write-customers";

/** Demo prices stand in whole shillings and pounds. */
const WHOLE_MINOR = 100;

type Ids = ReadonlyMap<string, string>;

/** Customers, price lists and promotions, by the verbs that an owner's own set-up uses. */
export async function seedRules(
  context: TenantContext,
  demo: DemoTenant,
  productIds: Ids,
): Promise<void> {
  const { groups, customers, priceLists, promotions } = demo.rules;
  if (customers.length === 0) return;
  const { groupIds } = await writeCustomers(context, {
    groups: [...groups],
    customers: customers.map((customer) => ({
      ...customer,
      groupCodes: [...customer.groupCodes],
    })),
  });
  await writePriceLists(context, {
    lists: priceLists.map(({ code, name, groupCodes }) => ({
      code,
      name,
      currency: demo.currency,
      pricesIncludeTax: demo.pricesIncludeTax,
      customerGroupIds: pick(groupIds, groupCodes),
    })),
    prices: priceLists.flatMap((list) => pricesOf(list, demo)),
  });
  await writePromotions(context, {
    promotions: promotions.map((promotion) =>
      promotionOf(promotion, { currency: demo.currency, groupIds, productIds }),
    ),
  });
}

function pick(ids: Ids, codes: readonly string[]): string[] {
  return codes.map((code) => {
    const id = ids.get(code);
    if (id === undefined) throw new Error(`the demo has no ${code}`);
    return id;
  });
}

function pricesOf(list: DemoPriceList, demo: DemoTenant) {
  const wanted = new Set(list.skus);
  return demo.products
    .filter(({ sku }) => wanted.has(sku))
    .flatMap(({ sku, priceMinor }) =>
      list.breaks.map(({ minQuantityMilli, sharePpm }) => ({
        listCode: list.code,
        sku,
        minQuantityMilli,
        priceMinor: WHOLE_MINOR * mulDiv(priceMinor, sharePpm, PPM * WHOLE_MINOR, "HALF_UP"),
      })),
    );
}

function promotionOf(
  { skus, groupCodes, ...promotion }: DemoPromotion,
  known: { currency: string; groupIds: Ids; productIds: Ids },
) {
  return {
    ...promotion,
    currency: known.currency,
    storeIds: [],
    customerGroupIds: pick(known.groupIds, groupCodes),
    target: {
      productIds: pick(known.productIds, skus),
      categoryIds: [],
      tags: [],
      excludedProductIds: [],
    },
    minimumSpendMinor:
      promotion.minimumSpendMinor === null ? null : minor(promotion.minimumSpendMinor),
  };
}
