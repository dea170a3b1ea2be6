import { z } from "zod";
import { canonicalBarcode } from "../../core/barcode/normalize-scan";
import { MINOR_MAX } from "../../core/money/minor";
import { UNITS } from "../../core/sale/sale-document";
import { RATE_PPM_MAX } from "../../core/tax/rate";
import { TAX_KINDS } from "../../core/tax/tax-group";
import { STANDARD_PRICE_LIST } from "../tenants/create-tenant";

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
  /** Words that promotions find the product by. */
  tags: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
  costMinor: priceMinor.nullable().default(null),
  popularity: z.number().int().min(0).default(0),
  lowStockMilli: z.number().int().nullable().default(null),
  isStocked: z.boolean().default(true),
  /** The stores that have it, by code; null for all of them, also for those to come. */
  storeCodes: z.array(z.string().min(1).max(40)).max(1_000).nullable().default(null),
  barcodes: z.array(barcodeInput).max(50).default([]),
  /** Left out: no price, so it is asked for at the till. */
  priceMinor: priceMinor.optional(),
});

/** What one import may bring. */
export const importCatalogInput = z.strictObject({
  priceListCode: z.string().min(1).max(40).default(STANDARD_PRICE_LIST),
  taxGroups: z.array(taxGroupInput).max(100).default([]),
  categories: z.array(categoryInput).max(2_000).default([]),
  products: z.array(productInput).max(PRODUCTS_MAX).default([]),
});

/** The rows of an import once they are read. */
export type CatalogRows = z.output<typeof importCatalogInput>;
