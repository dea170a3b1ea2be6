import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { canonicalBarcode } from "../../core/barcode/normalize-scan";
import type { TenantContext } from "../context";
import { formatCursor, parseCursor } from "../page-cursor";
import { requirePermission, requireStoreScope, scopedStoreIds } from "../require-permission";
import { requireStore } from "../stores/require-store";
import { inTransaction } from "../transaction";
import {
  type ProductRow,
  type ProductView,
  productSchema,
  selectProducts,
  toProductView,
} from "./product-columns";

const PAGE_MAX = 200;
const SEARCH_WORDS_MAX = 8;

export const listProductsInput = z.object({
  /** Words that name or SKU contain, in any order. */
  search: z.string().trim().max(100).optional(),
  sku: z.string().min(1).max(64).optional(),
  barcode: z.string().min(1).max(64).optional(),
  categoryId: z.uuid().optional(),
  /** Whose price and stock; left out, the standard price and the stock of all stores. */
  storeId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
  cursor: z.string().max(1_000).optional(),
});

export type ListProductsInput = z.output<typeof listProductsInput>;

export const listProductsResult = z.object({
  items: z.array(productSchema),
  nextCursor: z.string().nullable(),
});

export type ProductPage = { items: ProductView[]; nextCursor: string | null };

const cursorSchema = z.tuple([z.string().max(200), z.uuid()]);

/**
 * Products by name, a keyset page at a time.
 *
 * @throws DomainError permission_denied | store_not_found | page_cursor_invalid
 */
export async function listProducts(
  context: TenantContext,
  input: ListProductsInput,
): Promise<ProductPage> {
  requirePermission(context.actor, "catalog.read");
  if (input.storeId !== undefined) requireStoreScope(context.actor, input.storeId);
  const { tenantId } = context;
  const storeId = input.storeId ?? null;
  const query = selectProducts(tenantId, {
    filter: filterOf(tenantId, input),
    storeId,
    scope: storeId === null ? scopedStoreIds(context.actor) : [storeId],
    limit: input.limit + 1,
  });
  // no-audit: a read.
  const rows = await inTransaction(context, async (tx) => {
    const [found] = await Promise.all([
      tx.execute<ProductRow>(query),
      storeId === null ? undefined : requireStore(tx, tenantId, storeId),
    ]);
    return found;
  });
  const items = rows.slice(0, input.limit).map(toProductView);
  const last = items.at(-1);
  const hasMore = rows.length > input.limit && last !== undefined;
  return { items, nextCursor: hasMore ? formatCursor([last.name, last.id]) : null };
}

function filterOf(tenantId: string, input: ListProductsInput): SQL {
  const conditions = [sql`true`];
  for (const word of (input.search ?? "").toLowerCase().split(/\s+/).slice(0, SEARCH_WORDS_MAX)) {
    if (word !== "") conditions.push(sql`position(${word} in products.search_text) > 0`);
  }
  if (input.sku !== undefined) conditions.push(sql`products.sku = ${input.sku}`);
  if (input.barcode !== undefined) {
    conditions.push(sql`products.id in (
      select product_barcodes.product_id from product_barcodes
      where product_barcodes.tenant_id = ${tenantId}::uuid
        and product_barcodes.code = ${canonicalBarcode(input.barcode)})`);
  }
  if (input.categoryId !== undefined) {
    conditions.push(sql`products.category_id = ${input.categoryId}::uuid`);
  }
  if (input.cursor !== undefined) {
    const [name, id] = parseCursor(cursorSchema, input.cursor);
    conditions.push(sql`(products.name, products.id) > (${name}, ${id}::uuid)`);
  }
  return sql.join(conditions, sql` and `);
}
