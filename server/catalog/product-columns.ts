import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { formatQuantity, quantityMilli } from "../../core/quantity/quantity";
import { UNITS } from "../../core/sale/sale-document";
import { STANDARD_PRICE_LIST } from "../tenants/create-tenant";

/** A product as a client reads it; the price is null while it is asked for at the till. */
export const productSchema = z.object({
  id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  barcodes: z.array(z.string()),
  categoryId: z.uuid().nullable(),
  categoryName: z.string().nullable(),
  priceMinor: z.number().int().nullable(),
  currency: z.string(),
  pricesIncludeTax: z.boolean(),
  taxGroup: z.string(),
  unit: z.enum(UNITS),
  family: z.string().nullable(),
  options: z.array(z.object({ name: z.string(), value: z.string() })),
  tags: z.array(z.string()),
  isStocked: z.boolean(),
  /** On the shelves of the store asked for, or of all stores; a decimal. */
  stockQuantity: z.string(),
  version: z.number().int(),
  updatedAt: z.string(),
});

export type ProductView = z.infer<typeof productSchema>;

export type ProductRow = Omit<ProductView, "priceMinor" | "stockQuantity" | "updatedAt"> & {
  priceMinor: string | null;
  stockMilli: string;
  updatedAt: string;
};

/**
 * Select products by a filter over `products`, each with its barcodes, its price in the list of
 * the store (or in the standard one) and its stock in the stores of the scope.
 */
export function selectProducts(
  tenantId: string,
  query: {
    filter: SQL;
    storeId: string | null;
    /** Null: every store. */
    scope: readonly string[] | null;
    limit: number;
  },
): SQL {
  const { filter, storeId, scope, limit } = query;
  const stockScope =
    scope === null
      ? sql`true`
      : sql`stock_levels.store_id in (
          select (jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))::uuid)`;
  const list =
    storeId === null
      ? sql`select id, currency, prices_include_tax from price_lists
          where tenant_id = ${tenantId}::uuid and code = ${STANDARD_PRICE_LIST}`
      : sql`select price_lists.id, price_lists.currency, price_lists.prices_include_tax
          from stores join price_lists on price_lists.tenant_id = ${tenantId}::uuid
            and price_lists.id = stores.price_list_id
          where stores.tenant_id = ${tenantId}::uuid and stores.id = ${storeId}::uuid`;
  return sql`
    with list as (${list}), page as (
      select products.id, products.sku, products.name, products.category_id, products.tax_group_id,
        products.unit, products.family, products.options, products.tags, products.is_stocked, products.version,
        products.updated_at
      from products
      where products.tenant_id = ${tenantId}::uuid and products.deleted_at is null
        and ${storeId === null ? sql`true` : isInStore(tenantId, storeId)} and ${filter}
      order by products.name, products.id limit ${limit})
    select page.id, page.sku, page.name, page.category_id as "categoryId",
      categories.name as "categoryName", prices.price_minor as "priceMinor", list.currency,
      list.prices_include_tax as "pricesIncludeTax", tax_groups.code as "taxGroup", page.unit,
      page.family, page.options, page.tags, page.is_stocked as "isStocked", page.version,
      page.updated_at as "updatedAt",
      coalesce((select jsonb_agg(product_barcodes.text order by product_barcodes.text)
        from product_barcodes where product_barcodes.tenant_id = ${tenantId}::uuid
          and product_barcodes.product_id = page.id), '[]'::jsonb) as barcodes,
      coalesce((select sum(stock_levels.quantity_milli) from stock_levels
        where stock_levels.tenant_id = ${tenantId}::uuid
          and stock_levels.product_id = page.id and ${stockScope}), 0)::bigint as "stockMilli"
    from page
    cross join list
    join tax_groups on tax_groups.tenant_id = ${tenantId}::uuid
      and tax_groups.id = page.tax_group_id
    left join categories on categories.tenant_id = ${tenantId}::uuid
      and categories.id = page.category_id
    left join prices on prices.tenant_id = ${tenantId}::uuid
      and prices.price_list_id = list.id and prices.product_id = page.id
      and prices.min_quantity_milli = 0
    order by page.name, page.id`;
}

/** Whether a store has a product: all of them, or it is among those named. */
export function isInStore(tenantId: string, storeId: string): SQL {
  return sql`(products.is_everywhere or exists (
    select 1 from product_stores where product_stores.tenant_id = ${tenantId}::uuid
      and product_stores.product_id = products.id
      and product_stores.store_id = ${storeId}::uuid))`;
}

export function toProductView({ stockMilli, ...row }: ProductRow): ProductView {
  return {
    ...row,
    priceMinor: row.priceMinor === null ? null : Number(row.priceMinor),
    stockQuantity: formatQuantity(quantityMilli(Number(stockMilli))),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}
