import { sql } from "drizzle-orm";
import { canonicalBarcode } from "../../core/barcode/normalize-scan";
import { isMisread } from "../../core/barcode/read-scan";
import { DomainError } from "../../core/errors";
import { type Minor, minor } from "../../core/money/minor";
import type { ProductPrice } from "../../core/pricing/price-list";
import type { Unit } from "../../core/sale/sale-document";
import type { TaxRounding } from "../../core/tax/tax-lines";
import type { Tx } from "../../db/client";

/** A product as a sale needs it; no price at all is priced at the till. */
export type SaleProduct = {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
  readonly categoryId: string | null;
  readonly tags: readonly string[];
  readonly taxGroupCode: string;
  readonly isStocked: boolean;
  /** In all lists, with their quantity breaks. */
  readonly prices: readonly ProductPrice[];
  readonly packQuantityMilli: number;
};

/** How a store sells. */
export type SaleStore = {
  readonly id: string;
  readonly currency: string;
  readonly timezone: string;
  readonly priceListId: string;
  readonly pricesIncludeTax: boolean;
  readonly cashIncrementMinor: Minor;
  readonly taxRounding: TaxRounding;
  readonly pointsPpm: number;
  readonly takesTips: boolean;
  readonly exchangeRates: readonly { readonly currency: string; readonly rate: string }[];
};

export type SaleGoods = {
  readonly store: SaleStore;
  /** One for each asked line, in its order. */
  readonly products: readonly SaleProduct[];
};

type Wanted = {
  readonly sku?: string | undefined;
  readonly productId?: string | undefined;
  readonly barcode?: string | undefined;
};

/**
 * Read how a store sells and the goods of a sale: two queries, sent together, whatever the number
 * of lines.
 *
 * @throws DomainError store_not_found | product_not_found | barcode_unknown | barcode_check_digit
 */
export async function loadSaleGoods(
  tx: Tx,
  tenantId: string,
  sale: { storeId: string; lines: readonly Wanted[] },
): Promise<SaleGoods> {
  const [store, products] = await Promise.all([
    loadSaleStore(tx, tenantId, sale.storeId),
    readProducts(tx, tenantId, sale.lines),
  ]);
  const found = new Map(products.map((row) => [Number(row.position), row]));
  return {
    store,
    products: sale.lines.map((line, index) => toProduct(found.get(index), line, index)),
  };
}

/** @throws DomainError store_not_found */
export async function loadSaleStore(tx: Tx, tenantId: string, storeId: string): Promise<SaleStore> {
  const [store] = await tx.execute<SaleStore & Record<string, unknown>>(sql`
    select stores.id, stores.currency, stores.timezone, stores.price_list_id as "priceListId",
      price_lists.prices_include_tax as "pricesIncludeTax",
      stores.cash_increment_minor as "cashIncrementMinor", stores.tax_rounding as "taxRounding",
      stores.points_ppm as "pointsPpm", stores.takes_tips as "takesTips",
      stores.exchange_rates as "exchangeRates"
    from stores join price_lists on price_lists.tenant_id = ${tenantId}::uuid
      and price_lists.id = stores.price_list_id
    where stores.tenant_id = ${tenantId}::uuid and stores.id = ${storeId}::uuid
      and stores.deleted_at is null`);
  if (!store) throw new DomainError("store_not_found");
  return { ...store, cashIncrementMinor: minor(Number(store.cashIncrementMinor)) };
}

type ProductRow = Omit<SaleProduct, "packQuantityMilli"> & {
  position: string;
  pack_quantity_milli: string;
};

function readProducts(tx: Tx, tenantId: string, lines: readonly Wanted[]) {
  const wanted = JSON.stringify(
    lines.map((line, position) => ({
      position,
      sku: line.sku ?? null,
      productId: line.productId ?? null,
      barcode: line.barcode === undefined ? null : canonicalBarcode(line.barcode),
    })),
  );
  return tx.execute<ProductRow>(sql`
    with wanted as (
      select * from jsonb_to_recordset(${wanted}::jsonb)
        as w(position int, sku text, "productId" uuid, barcode text)),
    picked as (
      select wanted.position, products.id, 1000::bigint as pack from wanted
        join products on products.tenant_id = ${tenantId}::uuid and products.sku = wanted.sku
        where wanted.sku is not null
      union all
      select wanted.position, wanted."productId", 1000 from wanted
        where wanted.sku is null and wanted."productId" is not null
      union all
      select wanted.position, barcodes.product_id, barcodes.pack_quantity_milli from wanted
        join product_barcodes as barcodes on barcodes.tenant_id = ${tenantId}::uuid
          and barcodes.code = wanted.barcode
        where wanted.sku is null and wanted."productId" is null)
    select picked.position, products.id, products.sku, products.name, products.unit,
      products.category_id as "categoryId", products.tags, tax_groups.code as "taxGroupCode",
      products.is_stocked as "isStocked", picked.pack as pack_quantity_milli,
      (select coalesce(jsonb_agg(jsonb_build_object('priceListId', prices.price_list_id,
          'minQuantityMilli', prices.min_quantity_milli, 'priceMinor', prices.price_minor)
          order by prices.price_list_id, prices.min_quantity_milli), '[]'::jsonb)
        from prices where prices.tenant_id = ${tenantId}::uuid
          and prices.product_id = products.id) as prices
    from picked
    join products on products.tenant_id = ${tenantId}::uuid and products.id = picked.id
      and products.deleted_at is null
    join tax_groups on tax_groups.tenant_id = ${tenantId}::uuid
      and tax_groups.id = products.tax_group_id`);
}

function toProduct(row: ProductRow | undefined, line: Wanted, index: number): SaleProduct {
  if (!row) {
    if (line.sku === undefined && line.productId === undefined) {
      const barcode = line.barcode ?? "";
      const code = isMisread(barcode) ? "barcode_check_digit" : "barcode_unknown";
      throw new DomainError(code, { line: index, barcode });
    }
    throw new DomainError("product_not_found", { line: index, sku: line.sku ?? "" });
  }
  const { position: _, pack_quantity_milli: packQuantityMilli, ...product } = row;
  return { ...product, packQuantityMilli: Number(packQuantityMilli) };
}
