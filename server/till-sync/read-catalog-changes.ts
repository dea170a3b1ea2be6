import { type SQL, sql } from "drizzle-orm";
import type { Change } from "../../core/sync/protocol-v1";
import type { Tx } from "../../db/client";
import { isInStore } from "../catalog/product-columns";
import type { StreamPage, StreamQuery } from "./stream-page";

/**
 * Tax groups, categories and products after a place. A first download is ordered by popularity,
 * so that the till can sell best sellers while the rest arrives; once it is through, changes
 * follow in the order of their revisions, and a product that the store no longer has follows as one
 * that is gone. The place of a first download is
 * `[0, "first:<head>", "<popularity>:<id>"]`: changes made meanwhile come after it, by revision.
 */
export async function readCatalogChanges(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const [revision, phase] = query.after;
  if (revision === 0 && (phase === "" || phase.startsWith("first:"))) {
    return readFirst(tx, query);
  }
  if (revision >= query.head && phase === "") {
    return { changes: [], place: query.after, isComplete: true };
  }
  return readDelta(tx, query);
}

async function readFirst(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const [, phase, cursor] = query.after;
  const head = phase === "" ? query.head : Number(phase.slice("first:".length));
  const small = phase === "" ? await readSmall(tx, query, sql`deleted_at is null`) : [];
  const [popularity, id] = cursor === "" ? [null, null] : cursor.split(":");
  const after =
    popularity === null || popularity === undefined
      ? sql`true`
      : sql`(products.popularity, products.id) < (${Number(popularity)}, ${id}::uuid)`;
  const products = await readProducts(tx, query, {
    where: sql`products.deleted_at is null and ${isInStore(query.tenantId, query.storeId)}
      and ${after}`,
    order: sql`products.popularity desc, products.id desc`,
  });
  const last = products.at(-1);
  const isThrough = products.length < query.limit;
  const lastPopularity = (last?.body as { popularity?: number } | null)?.popularity ?? 0;
  return {
    changes: [...small, ...products],
    place: isThrough ? [head, "", ""] : [0, `first:${head}`, `${lastPopularity}:${last?.id ?? ""}`],
    isComplete: isThrough && head >= query.head,
  };
}

async function readDelta(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const [revision, phase, cursor] = query.after;
  // A phase names the product at which a page of one revision ended.
  const small =
    phase === ""
      ? await readSmall(tx, query, sql`revision > ${revision} and revision <= ${query.head}`)
      : [];
  const after =
    phase === "at"
      ? sql`(products.revision, products.id) > (${revision}, ${cursor}::uuid)`
      : sql`products.revision > ${revision}`;
  const products = await readProducts(tx, query, {
    where: sql`${after} and products.revision <= ${query.head}`,
    order: sql`products.revision, products.id`,
  });
  const last = products.at(-1);
  const isThrough = products.length < query.limit;
  return {
    changes: [...small, ...products],
    place: isThrough || !last ? [query.head, "", ""] : [last.revision, "at", last.id],
    isComplete: isThrough,
  };
}

async function readSmall(tx: Tx, query: StreamQuery, condition: SQL): Promise<Change[]> {
  const { tenantId } = query;
  const [groups, categories] = await Promise.all([
    tx.execute<Record<string, unknown>>(sql`
      select id, code, name, rates, revision, deleted_at from tax_groups
      where tenant_id = ${tenantId}::uuid and ${condition} order by code`),
    tx.execute<Record<string, unknown>>(sql`
      select id, code, name, names, hue, icon, position, revision, deleted_at from categories
      where tenant_id = ${tenantId}::uuid and ${condition} order by position`),
  ]);
  const toChange =
    (entity: "tax_group" | "category") =>
    ({ revision, deleted_at, ...body }: Record<string, unknown>): Change => ({
      entity,
      id: String(body["id"]),
      revision: Number(revision),
      body: deleted_at === null ? body : null,
    });
  return [...groups.map(toChange("tax_group")), ...categories.map(toChange("category"))];
}

type ProductRow = {
  id: string;
  sku: string;
  name: string;
  category_id: string | null;
  unit: string;
  tax_group: string;
  family: string | null;
  options: unknown;
  popularity: number;
  low_stock_milli: string | null;
  is_stocked: boolean;
  revision: string;
  is_gone: boolean;
  barcodes: unknown;
  prices: unknown;
  tags: readonly string[];
};

async function readProducts(
  tx: Tx,
  query: StreamQuery,
  page: { where: SQL; order: SQL },
): Promise<Change[]> {
  const { tenantId } = query;
  const rows = await tx.execute<ProductRow>(sql`
    select products.id, products.sku, products.name, products.category_id, products.unit,
      tax_groups.code as tax_group, products.family, products.options, products.popularity,
      products.low_stock_milli, products.is_stocked, products.revision,
      (products.deleted_at is not null or not ${isInStore(tenantId, query.storeId)}) as is_gone,
      (select coalesce(jsonb_agg(jsonb_build_object('code', barcodes.text,
          'packQuantityMilli', barcodes.pack_quantity_milli) order by barcodes.code), '[]'::jsonb)
        from product_barcodes as barcodes where barcodes.tenant_id = ${tenantId}::uuid
          and barcodes.product_id = products.id) as barcodes,
      products.tags,
      (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'priceListId', prices.price_list_id, 'priceMinor', prices.price_minor,
          'minQuantityMilli', nullif(prices.min_quantity_milli, 0)))
          order by prices.min_quantity_milli, prices.price_list_id), '[]'::jsonb)
        from prices where prices.tenant_id = ${tenantId}::uuid
          and prices.product_id = products.id) as prices
    from products join tax_groups on tax_groups.tenant_id = ${tenantId}::uuid
      and tax_groups.id = products.tax_group_id
    where products.tenant_id = ${tenantId}::uuid and ${page.where}
    order by ${page.order} limit ${query.limit}`);
  return rows.map((row) => ({
    entity: "product",
    id: row.id,
    revision: Number(row.revision),
    body: row.is_gone ? null : productBody(row),
  }));
}

function productBody(row: ProductRow) {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    categoryId: row.category_id,
    unit: row.unit,
    taxGroup: row.tax_group,
    barcodes: row.barcodes,
    prices: row.prices,
    tags: row.tags,
    family: row.family,
    options: row.options,
    popularity: row.popularity,
    lowStockMilli: row.low_stock_milli === null ? null : Number(row.low_stock_milli),
    isStocked: row.is_stocked,
  };
}
