import { z } from "zod";
import { canonicalBarcode } from "../../core/barcode/normalize-scan";
import { DomainError } from "../../core/errors";
import { MINOR_MAX } from "../../core/money/minor";
import { UNITS } from "../../core/sale/sale-document";
import { RATE_PPM_MAX } from "../../core/tax/rate";
import { TAX_KINDS } from "../../core/tax/tax-group";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CATALOG_STREAM, nextRevision } from "../next-revision";
import { parseInput } from "../parse-input";
import { requirePermission } from "../require-permission";
import { STANDARD_PRICE_LIST } from "../tenants/create-tenant";
import { inTransaction } from "../transaction";
import { readCatalogIds } from "./read-catalog-ids";
import { writeCatalog } from "./write-catalog";

const PRODUCTS_MAX = 20_000;
const code = z.string().trim().min(1).max(64);
const priceMinor = z.number().int().min(0).max(MINOR_MAX);

const taxRateInput = z.strictObject({
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(40),
  ratePpm: z.number().int().min(0).max(RATE_PPM_MAX),
  kind: z.enum(TAX_KINDS).default("percent"),
  amountMinor: priceMinor.optional(),
  isCompound: z.boolean().default(false),
});

const taxGroupInput = z.strictObject({
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(40),
  rates: z.array(taxRateInput).max(8),
});

const categoryInput = z.strictObject({
  code,
  name: z.string().trim().min(1).max(80),
  /** The name in other languages, by language code. */
  names: z.record(z.string().max(10), z.string().max(80)).default({}),
  hue: z.number().int().min(0).max(359).default(0),
  icon: z.string().max(40).default("package"),
  position: z.number().int().min(0).default(0),
});

const barcodeInput = z
  .strictObject({
    code: z.string().trim().min(1).max(64),
    /** How much of the product one scan means, in thousandths. */
    packQuantityMilli: z.number().int().min(1).default(1000),
  })
  .transform((barcode) => ({
    ...barcode,
    code: canonicalBarcode(barcode.code),
    text: barcode.code,
  }));

const productInput = z.strictObject({
  sku: code,
  name: z.string().trim().min(1).max(200),
  categoryCode: code.nullable().default(null),
  unit: z.enum(UNITS).default("each"),
  taxGroupCode: z.string().min(1).max(20),
  family: z.string().max(120).nullable().default(null),
  options: z
    .array(z.strictObject({ name: z.string().max(40), value: z.string().max(80) }))
    .max(6)
    .default([]),
  costMinor: priceMinor.nullable().default(null),
  popularity: z.number().int().min(0).default(0),
  lowStockMilli: z.number().int().nullable().default(null),
  isStocked: z.boolean().default(true),
  barcodes: z.array(barcodeInput).max(50).default([]),
  /** Left out: no price, so it is asked for at the till. */
  priceMinor: priceMinor.optional(),
});

export const importCatalogInput = z.strictObject({
  priceListCode: z.string().min(1).max(40).default(STANDARD_PRICE_LIST),
  taxGroups: z.array(taxGroupInput).max(100).default([]),
  categories: z.array(categoryInput).max(2_000).default([]),
  products: z.array(productInput).max(PRODUCTS_MAX).default([]),
});

export type ImportCatalogInput = z.input<typeof importCatalogInput>;
export type CatalogRows = z.output<typeof importCatalogInput>;

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

function requireDistinct(path: string, codes: readonly string[]): void {
  const seen = new Set<string>();
  for (const one of codes) {
    if (seen.has(one))
      throw new DomainError("validation_failed", { path, message: `${one} twice` });
    seen.add(one);
  }
}
