import { sql } from "drizzle-orm";
import { canonicalBarcode } from "../../core/barcode/normalize-scan";
import { DomainError } from "../../core/errors";
import { type Minor, minor } from "../../core/money/minor";
import type { Unit } from "../../core/sale/sale-document";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { Tx } from "../../db/client";

/** A product as a sale needs it, priced for one store; `priceMinor` null is priced at the till. */
export type SaleProduct = {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
  readonly taxGroupCode: string;
  readonly isStocked: boolean;
  readonly priceMinor: number | null;
  readonly packQuantityMilli: number;
};

export type SaleGoods = {
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly cashIncrementMinor: Minor;
  readonly taxGroups: readonly TaxGroup[];
  /** One for each asked line, in its order. */
  readonly products: readonly SaleProduct[];
};

type Wanted = {
  readonly sku?: string | undefined;
  readonly productId?: string | undefined;
  readonly barcode?: string | undefined;
};

/**
 * Read a store's price basis, its tax groups and the goods of a sale: two queries, sent together,
 * whatever the number of lines.
 *
 * @throws DomainError store_not_found | product_not_found | barcode_unknown
 */
export async function loadSaleGoods(
  tx: Tx,
  tenantId: string,
  sale: { storeId: string; lines: readonly Wanted[] },
): Promise<SaleGoods> {
  const [stores, products] = await Promise.all([
    readStore(tx, tenantId, sale.storeId),
    readProducts(tx, tenantId, sale),
  ]);
  const store = stores[0];
  if (!store) throw new DomainError("store_not_found");
  const found = new Map(products.map((row) => [Number(row.position), row]));
  return {
    currency: store.currency,
    pricesIncludeTax: store.prices_include_tax,
    cashIncrementMinor: minor(Number(store.cash_increment_minor)),
    taxGroups: store.tax_groups,
    products: sale.lines.map((line, index) => toProduct(found.get(index), line, index)),
  };
}

type StoreRow = {
  currency: string;
  prices_include_tax: boolean;
  cash_increment_minor: string;
  tax_groups: TaxGroup[];
};

function readStore(tx: Tx, tenantId: string, storeId: string) {
  return tx.execute<StoreRow>(sql`
    select stores.currency, stores.cash_increment_minor, price_lists.prices_include_tax,
      (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'rates', rates)
          order by code), '[]'::jsonb)
        from tax_groups where tax_groups.tenant_id = ${tenantId}::uuid) as tax_groups
    from stores join price_lists on price_lists.tenant_id = ${tenantId}::uuid
      and price_lists.id = stores.price_list_id
    where stores.tenant_id = ${tenantId}::uuid and stores.id = ${storeId}::uuid
      and stores.deleted_at is null`);
}

type ProductRow = {
  position: string;
  id: string;
  sku: string;
  name: string;
  unit: Unit;
  tax_group_code: string;
  is_stocked: boolean;
  price_minor: string | null;
  pack_quantity_milli: string;
};

function readProducts(
  tx: Tx,
  tenantId: string,
  sale: { storeId: string; lines: readonly Wanted[] },
) {
  const wanted = JSON.stringify(
    sale.lines.map((line, position) => ({
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
      tax_groups.code as tax_group_code, products.is_stocked, prices.price_minor,
      picked.pack as pack_quantity_milli
    from picked
    join products on products.tenant_id = ${tenantId}::uuid and products.id = picked.id
      and products.deleted_at is null
    join tax_groups on tax_groups.tenant_id = ${tenantId}::uuid
      and tax_groups.id = products.tax_group_id
    left join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = ${sale.storeId}::uuid
    left join prices on prices.tenant_id = ${tenantId}::uuid
      and prices.price_list_id = stores.price_list_id and prices.product_id = products.id
      and prices.min_quantity_milli = 0`);
}

function toProduct(row: ProductRow | undefined, line: Wanted, index: number): SaleProduct {
  if (!row) {
    if (line.sku === undefined && line.productId === undefined) {
      throw new DomainError("barcode_unknown", { line: index, barcode: line.barcode ?? "" });
    }
    throw new DomainError("product_not_found", { line: index, sku: line.sku ?? "" });
  }
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    unit: row.unit,
    taxGroupCode: row.tax_group_code,
    isStocked: row.is_stocked,
    priceMinor: row.price_minor === null ? null : Number(row.price_minor),
    packQuantityMilli: Number(row.pack_quantity_milli),
  };
}
