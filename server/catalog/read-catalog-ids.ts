import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import type { CatalogRows } from "./catalog-rows";

/** What a tenant has already of what an import names, by code. */
export type CatalogIds = {
  readonly priceListId: string;
  readonly taxGroups: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
  readonly stores: ReadonlyMap<string, string>;
  /** Product of each barcode. */
  readonly barcodes: ReadonlyMap<string, string>;
};

/** One statement a table, all sent at once. */
export async function readCatalogIds(
  tx: Tx,
  tenantId: string,
  rows: CatalogRows,
): Promise<CatalogIds> {
  const skus = rows.products.map((product) => product.sku);
  const barcodes = rows.products.flatMap((product) => product.barcodes.map(({ code }) => code));
  const [lists, taxGroups, categories, products, scanned, stores] = await Promise.all([
    tx.execute<{ id: string }>(sql`
      select id from price_lists
      where tenant_id = ${tenantId}::uuid and code = ${rows.priceListCode} and deleted_at is null`),
    tx.execute<CodeRow>(sql`
      select code, id from tax_groups where tenant_id = ${tenantId}::uuid`),
    tx.execute<CodeRow>(sql`
      select code, id from categories where tenant_id = ${tenantId}::uuid`),
    tx.execute<CodeRow>(sql`
      select sku as code, id from products
      where tenant_id = ${tenantId}::uuid and sku in (${textList(skus)})`),
    tx.execute<CodeRow>(sql`
      select code, product_id as id from product_barcodes
      where tenant_id = ${tenantId}::uuid and code in (${textList(barcodes)})`),
    tx.execute<CodeRow>(sql`
      select code, id from stores where tenant_id = ${tenantId}::uuid and deleted_at is null`),
  ]);
  const [list] = lists;
  if (!list) throw new DomainError("not_found", { priceList: rows.priceListCode });
  return {
    priceListId: list.id,
    taxGroups: byCode(taxGroups),
    categories: byCode(categories),
    products: byCode(products),
    stores: byCode(stores),
    barcodes: byCode(scanned),
  };
}

type CodeRow = { code: string; id: string };

/** A list of any length as one parameter. */
function textList(texts: readonly string[]) {
  return sql`select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb)`;
}

function byCode(rows: Iterable<CodeRow>): Map<string, string> {
  return new Map(Array.from(rows, (row) => [row.code, row.id]));
}
