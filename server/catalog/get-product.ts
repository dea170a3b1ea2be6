import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { keptPlan } from "../../db/kept-plans";
import type { TenantContext } from "../context";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { inReadTransaction } from "../transaction";
import {
  type ProductRow,
  type ProductView,
  selectProducts,
  toProductView,
} from "./product-columns";

/**
 * One product by its SKU, at its standard price, with the stock of all the caller's stores.
 *
 * @throws DomainError permission_denied | product_not_found
 */
export async function getProduct(context: TenantContext, sku: string): Promise<ProductView> {
  requirePermission(context.actor, "catalog.read");
  const query = selectProducts(context.tenantId, {
    filter: sql`products.sku = ${sku}`,
    storeId: null,
    scope: scopedStoreIds(context.actor),
    limit: 1,
  });
  // no-audit: a read.
  const [row] = await inReadTransaction(context, (tx) =>
    tx.execute<ProductRow>(sql`${keptPlan}${query}`),
  );
  if (!row) throw new DomainError("product_not_found");
  return toProductView(row);
}
