import type { z } from "zod";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CATALOG_STREAM, nextRevision } from "../next-revision";
import { parseInput } from "../parse-input";
import { requireDistinct } from "../require-distinct";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { importCatalogInput } from "./catalog-rows";
import { readCatalogIds } from "./read-catalog-ids";
import { writeCatalog } from "./write-catalog";

export type ImportCatalogInput = z.input<typeof importCatalogInput>;

export type ImportCatalogResult = {
  created: number;
  updated: number;
  revision: number;
  productIdBySku: ReadonlyMap<string, string>;
};

/**
 * Create or replace categories, tax groups and products with their barcodes and prices, all or
 * nothing, in a handful of statements however many rows there are. What is not named stays.
 *
 * @throws DomainError permission_denied | validation_failed (also a category or tax group that is
 *         neither given nor known, and a SKU or barcode given twice) | not_found (the price list) |
 *         code_taken (a barcode of another product)
 */
export async function importCatalog(
  context: TenantContext,
  input: ImportCatalogInput,
): Promise<ImportCatalogResult> {
  requirePermission(context.actor, "catalog.write");
  const rows = parseInput(importCatalogInput, input);
  requireDistinct(
    "sku",
    rows.products.map((product) => product.sku),
  );
  requireDistinct(
    "barcode",
    rows.products.flatMap((product) => product.barcodes.map((barcode) => barcode.code)),
  );
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, context.tenantId, CATALOG_STREAM);
    const known = await readCatalogIds(tx, context.tenantId, rows);
    const written = await writeCatalog(tx, context, { rows, known, revision });
    await recordAudit(tx, context, {
      action: "catalog.import",
      details: { created: written.created, updated: written.updated, revision },
    });
    return { ...written, revision };
  });
}
