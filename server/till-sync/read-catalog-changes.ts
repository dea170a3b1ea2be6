import { type SQL, sql } from "drizzle-orm";
import type { Change, ProductChange } from "../../core/sync/protocol-v1";
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
  tags: readonly string[];
};

/** A page of products, then their barcodes and prices at once: an aggregate a row costs many times that. */
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
      products.tags
    from products join tax_groups on tax_groups.tenant_id = ${tenantId}::uuid
      and tax_groups.id = products.tax_group_id
    where products.tenant_id = ${tenantId}::uuid and ${page.where}
    order by ${page.order} limit ${query.limit}`);
  const ids = rows.flatMap((row) => (row.is_gone ? [] : [row.id]));
  const [barcodes, prices] = await Promise.all([
    readBarcodes(tx, tenantId, ids),
    readPrices(tx, tenantId, ids),
  ]);
  return rows.map((row) => ({
    entity: "product",
    id: row.id,
    revision: Number(row.revision),
    body: row.is_gone
      ? null
      : productBody(row, { barcodes: barcodes.get(row.id), prices: prices.get(row.id) }),
  }));
}

async function readBarcodes(tx: Tx, tenantId: string, productIds: readonly string[]) {
  if (productIds.length === 0) return new Map<string, ProductChange["barcodes"]>();
  const rows = await tx.execute<{ product_id: string; text: string; quantity: string }>(sql`
    select product_id, text, pack_quantity_milli as quantity from product_barcodes
    where tenant_id = ${tenantId}::uuid and product_id = any(${uuidArray(productIds)}::uuid[])
    order by code`);
  return groupByProduct(rows, (row) => ({
    code: row.text,
    packQuantityMilli: Number(row.quantity),
  }));
}

async function readPrices(tx: Tx, tenantId: string, productIds: readonly string[]) {
  if (productIds.length === 0) return new Map<string, ProductChange["prices"]>();
  const rows = await tx.execute<{
    product_id: string;
    price_list_id: string;
    price_minor: string;
    min_quantity_milli: string;
  }>(sql`
    select product_id, price_list_id, price_minor, min_quantity_milli from prices
    where tenant_id = ${tenantId}::uuid and product_id = any(${uuidArray(productIds)}::uuid[])
    order by min_quantity_milli, price_list_id`);
  return groupByProduct(rows, (row) => {
    const price = { priceListId: row.price_list_id, priceMinor: Number(row.price_minor) };
    const minQuantityMilli = Number(row.min_quantity_milli);
    return minQuantityMilli === 0 ? price : { ...price, minQuantityMilli };
  });
}

/** In PostgreSQL's own text: ids hold nothing that would have to be quoted. */
function uuidArray(ids: readonly string[]): string {
  return `{${ids.join(",")}}`;
}

function groupByProduct<Row extends { product_id: string }, Part>(
  rows: readonly Row[],
  partOf: (row: Row) => Part,
): ReadonlyMap<string, Part[]> {
  const groups = new Map<string, Part[]>();
  for (const row of rows) {
    const known = groups.get(row.product_id);
    if (known) known.push(partOf(row));
    else groups.set(row.product_id, [partOf(row)]);
  }
  return groups;
}

type ProductParts = {
  readonly barcodes: ProductChange["barcodes"] | undefined;
  readonly prices: ProductChange["prices"] | undefined;
};

function productBody(row: ProductRow, { barcodes = [], prices = [] }: ProductParts) {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    categoryId: row.category_id,
    unit: row.unit,
    taxGroup: row.tax_group,
    barcodes,
    prices,
    tags: row.tags,
    family: row.family,
    options: row.options,
    popularity: row.popularity,
    lowStockMilli: row.low_stock_milli === null ? null : Number(row.low_stock_milli),
    isStocked: row.is_stocked,
  };
}
