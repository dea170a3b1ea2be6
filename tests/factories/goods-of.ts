import type { KnownGoods } from "../../core/sale/rebuild-sale";
import type { TestTenant } from "./new-tenant";

/** What a till of a test tenant knows of the goods that a receipt's code tells. */
export function goodsOf(tenant: TestTenant): KnownGoods {
  return {
    findProduct: (productId) => tenant.products.find(({ id }) => id === productId) ?? null,
    taxGroups: [],
    newId: tenant.runtime.newId,
  };
}
