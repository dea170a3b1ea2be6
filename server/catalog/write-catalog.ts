import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import {
  categories,
  prices,
  productBarcodes,
  productStores,
  products,
  taxGroups,
} from "../../db/schema/catalog";
import type { TenantContext } from "../context";
import type { CatalogRows } from "./catalog-rows";
import type { CatalogIds } from "./read-catalog-ids";

type Stamp = {
  createdAt: string;
  updatedAt: string;
  deletedAt: null;
  version: 1;
  revision: number;
};

/** Insert or replace the rows of an import, all stamped with its revision. */
export async function writeCatalog(
  tx: Tx,
  context: TenantContext,
  batch: { rows: CatalogRows; known: CatalogIds; revision: number },
): Promise<{ created: number; updated: number; productIdBySku: ReadonlyMap<string, string> }> {
  const { rows, known, revision } = batch;
  const at = new Date(context.now()).toISOString();
  const stamp: Stamp = { createdAt: at, updatedAt: at, deletedAt: null, version: 1, revision };
  const idOf = (table: ReadonlyMap<string, string>, codes: readonly string[]) =>
    new Map(codes.map((code) => [code, table.get(code) ?? context.newId()]));
  const groupIds = idOf(
    known.taxGroups,
    rows.taxGroups.map((group) => group.code),
  );
  const categoryIds = idOf(
    known.categories,
    rows.categories.map((category) => category.code),
  );
  const productIds = new Map(
    rows.products.map((product) => [
      product.sku,
      known.products.get(product.sku) ?? context.newId(),
    ]),
  );
  const write = writerOf(tx, context.tenantId);
  await write(
    taxGroups,
    rows.taxGroups.map((group) => ({ id: groupIds.get(group.code), ...group, ...stamp })),
    ["name", "rates"],
  );
  await write(
    categories,
    rows.categories.map((category) => ({
      id: categoryIds.get(category.code),
      ...category,
      ...stamp,
    })),
    ["name", "names", "hue", "icon", "position"],
  );
  await write(
    products,
    rows.products.map(
      ({ categoryCode, taxGroupCode, storeCodes, barcodes: _b, priceMinor: _p, ...product }) => ({
        id: productIds.get(product.sku),
        ...product,
        isEverywhere: storeCodes === null,
        searchText: searchTextOf(product),
        categoryId:
          categoryCode === null
            ? null
            : requireCode("categoryCode", categoryCode, [categoryIds, known.categories]),
        taxGroupId: requireCode("taxGroupCode", taxGroupCode, [groupIds, known.taxGroups]),
        ...stamp,
      }),
    ),
    PRODUCT_COLUMNS,
  );
  await writeBarcodes(tx, context.tenantId, { rows, known, productIds });
  await writePrices(tx, context.tenantId, { rows, known, productIds });
  await writeStores(tx, context.tenantId, { rows, known, productIds });
  const updated = rows.products.filter((product) => known.products.has(product.sku)).length;
  return { created: rows.products.length - updated, updated, productIdBySku: productIds };
}

const PRODUCT_COLUMNS = [
  "name",
  "search_text",
  "category_id",
  "unit",
  "tax_group_id",
  "family",
  "options",
  "tags",
  "cost_minor",
  "popularity",
  "low_stock_milli",
  "is_stocked",
  "is_everywhere",
];

type Rows = readonly Readonly<Record<string, unknown>>[];

/** A row that is known is replaced, comes back if it was removed, and counts a version up. */
function writerOf(tx: Tx, tenantId: string) {
  return async (table: PgTable, rows: Rows, columns: readonly string[]): Promise<void> => {
    const assignments = [...columns, "updated_at", "deleted_at", "revision"].map(
      (column) => sql`${sql.identifier(column)} = excluded.${sql.identifier(column)}`,
    );
    await insertRows(tx, table, {
      tenantId,
      rows,
      onConflict: sql`on conflict (tenant_id, id) do update set
        version = ${table}.version + 1, ${sql.join(assignments, sql`, `)}`,
    });
  };
}

type ProductParts = {
  rows: CatalogRows;
  known: CatalogIds;
  productIds: ReadonlyMap<string, string>;
};

async function writeBarcodes(tx: Tx, tenantId: string, parts: ProductParts): Promise<void> {
  const { rows, known, productIds } = parts;
  const wanted = rows.products.flatMap((product) =>
    product.barcodes.map((barcode) => ({ ...barcode, productId: productIds.get(product.sku) })),
  );
  for (const { code, productId } of wanted) {
    const owner = known.barcodes.get(code);
    if (owner !== undefined && owner !== productId) throw new DomainError("code_taken", { code });
  }
  const replaced = rows.products.flatMap((product) => known.products.get(product.sku) ?? []);
  if (replaced.length > 0) {
    await tx.execute(sql`
      delete from product_barcodes
      where tenant_id = ${tenantId}::uuid and product_id in (
        select (jsonb_array_elements_text(${JSON.stringify(replaced)}::jsonb))::uuid)`);
  }
  await insertRows(tx, productBarcodes, {
    tenantId,
    rows: wanted,
    onConflict: sql`returning code`,
  });
}

async function writePrices(tx: Tx, tenantId: string, parts: ProductParts): Promise<void> {
  const { rows, known, productIds } = parts;
  await insertRows(tx, prices, {
    tenantId,
    rows: rows.products.flatMap((product) =>
      product.priceMinor === undefined
        ? []
        : [
            {
              priceListId: known.priceListId,
              productId: productIds.get(product.sku),
              minQuantityMilli: 0,
              priceMinor: product.priceMinor,
            },
          ],
    ),
    onConflict: sql`on conflict (tenant_id, price_list_id, product_id, min_quantity_milli)
      do update set price_minor = excluded.price_minor`,
  });
}

async function writeStores(tx: Tx, tenantId: string, parts: ProductParts): Promise<void> {
  const { rows, known, productIds } = parts;
  const replaced = rows.products.flatMap((product) => known.products.get(product.sku) ?? []);
  if (replaced.length > 0) {
    await tx.execute(sql`
      delete from product_stores
      where tenant_id = ${tenantId}::uuid and product_id in (
        select (jsonb_array_elements_text(${JSON.stringify(replaced)}::jsonb))::uuid)`);
  }
  await insertRows(tx, productStores, {
    tenantId,
    rows: rows.products.flatMap(({ sku, storeCodes }) =>
      [...new Set(storeCodes ?? [])].map((code) => ({
        productId: productIds.get(sku),
        storeId: requireCode("storeCodes", code, [known.stores]),
      })),
    ),
    onConflict: sql`returning 1`,
  });
}

/** The form that search compares with: lower case, name first. */
export function searchTextOf(product: { name: string; sku: string }): string {
  return `${product.name} ${product.sku}`.toLowerCase();
}

function requireCode(
  path: string,
  code: string,
  tables: readonly ReadonlyMap<string, string>[],
): string {
  for (const table of tables) {
    const id = table.get(code);
    if (id !== undefined) return id;
  }
  throw new DomainError("validation_failed", { path, message: `${code} is not known` });
}
