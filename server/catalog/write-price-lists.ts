import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { MINOR_MAX } from "../../core/money/minor";
import { priceListSchema } from "../../core/pricing/price-list";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { priceLists, prices } from "../../db/schema/catalog";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CATALOG_STREAM, nextRevision } from "../next-revision";
import { parseInput } from "../parse-input";
import { requireDistinct } from "../require-distinct";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { readRuleStates } from "./read-rule-states";

const priceListInput = priceListSchema
  .omit({ id: true })
  .partial()
  .required({ code: true, name: true, currency: true, pricesIncludeTax: true });

const priceInput = z.strictObject({
  listCode: z.string().min(1).max(40),
  sku: z.string().min(1).max(64),
  /** From which quantity on; 0 for the plain price. */
  minQuantityMilli: z.number().int().min(0).default(0),
  priceMinor: z.number().int().min(0).max(MINOR_MAX),
});

export const writePriceListsInput = z.strictObject({
  lists: z.array(priceListInput).max(1_000).default([]),
  /** Each list named here gets these prices for the products named here, and no others of them. */
  prices: z.array(priceInput).max(50_000).default([]),
});
export type WritePriceListsInput = z.input<typeof writePriceListsInput>;
type Rows = z.output<typeof writePriceListsInput>;

/**
 * Create or replace price lists by their codes, and their prices with quantity breaks product by
 * product, all or nothing.
 *
 * @returns ids by code.
 * @throws DomainError permission_denied | validation_failed | not_found (a price's list) |
 *         product_not_found | currency_mismatch (a known list has another currency).
 */
export async function writePriceLists(
  context: TenantContext,
  input: WritePriceListsInput,
): Promise<ReadonlyMap<string, string>> {
  requirePermission(context.actor, "catalog.write");
  const rows = parseInput(writePriceListsInput, input);
  const codes = rows.lists.map((list) => list.code);
  requireDistinct("lists", codes);
  requireDistinct("prices", rows.prices.map(nameOf));
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, context.tenantId, CATALOG_STREAM);
    const states = () => readRuleStates(tx, context.tenantId, { table: "price_lists", codes });
    const before = await states();
    const listIds = await writeLists(tx, context, { lists: rows.lists, revision });
    await replacePrices(tx, context, { prices: rows.prices, listIds, revision });
    await recordAudit(tx, context, {
      action: "price_list.write",
      details: { lists: rows.lists.length, prices: rows.prices.length, revision },
      before,
      after: await states(),
    });
    return listIds;
  });
}

const nameOf = ({ listCode, sku, minQuantityMilli }: Rows["prices"][number]) =>
  `${listCode} ${sku} ${minQuantityMilli}`;

async function writeLists(
  tx: Tx,
  context: TenantContext,
  batch: { lists: Rows["lists"]; revision: number },
): Promise<ReadonlyMap<string, string>> {
  const { tenantId } = context;
  const known = await tx.execute<{ code: string; id: string; currency: string }>(sql`
    select code, id, currency from price_lists
    where tenant_id = ${tenantId}::uuid and deleted_at is null`);
  const byCode = new Map(known.map((row) => [row.code, row]));
  const at = toIso(context.now());
  const rows = batch.lists.map((list) => {
    const before = byCode.get(list.code);
    if (before && before.currency !== list.currency) {
      throw new DomainError("currency_mismatch", { list: list.code });
    }
    return {
      id: before?.id ?? context.newId(),
      code: list.code,
      name: list.name,
      currency: list.currency,
      pricesIncludeTax: list.pricesIncludeTax,
      priority: list.priority ?? 0,
      storeIds: list.storeIds ?? [],
      customerGroupIds: list.customerGroupIds ?? [],
      validFrom: list.validFrom ?? null,
      validUntil: list.validUntil ?? null,
      weekdays: list.weekdays ?? [],
      fromMinutes: list.fromMinutes ?? null,
      untilMinutes: list.untilMinutes ?? null,
      createdAt: at,
      updatedAt: at,
      revision: batch.revision,
    };
  });
  await insertRows(tx, priceLists, {
    tenantId,
    rows,
    onConflict: sql`on conflict (tenant_id, id) do update set version = price_lists.version + 1,
      name = excluded.name, prices_include_tax = excluded.prices_include_tax,
      priority = excluded.priority, store_ids = excluded.store_ids,
      customer_group_ids = excluded.customer_group_ids, valid_from = excluded.valid_from,
      valid_until = excluded.valid_until, weekdays = excluded.weekdays,
      from_minutes = excluded.from_minutes, until_minutes = excluded.until_minutes,
      updated_at = excluded.updated_at, revision = excluded.revision`,
  });
  return new Map([...known, ...rows].map((row) => [row.code, row.id]));
}

/** Prices travel with their product, so a product whose prices change takes the new revision. */
async function replacePrices(
  tx: Tx,
  context: TenantContext,
  batch: { prices: Rows["prices"]; listIds: ReadonlyMap<string, string>; revision: number },
): Promise<void> {
  if (batch.prices.length === 0) return;
  const { tenantId } = context;
  const skus = JSON.stringify([...new Set(batch.prices.map((price) => price.sku))]);
  const touched = await tx.execute<{ sku: string; id: string }>(sql`
    update products set revision = ${batch.revision}, version = version + 1,
      updated_at = ${toIso(context.now())}::timestamptz
    where tenant_id = ${tenantId}::uuid and deleted_at is null
      and sku in (select jsonb_array_elements_text(${skus}::jsonb))
    returning sku, id`);
  const productIds = new Map(touched.map((row) => [row.sku, row.id]));
  const rows = batch.prices.map(({ listCode, sku, minQuantityMilli, priceMinor }) => {
    const priceListId = batch.listIds.get(listCode);
    if (priceListId === undefined) throw new DomainError("not_found", { priceList: listCode });
    const productId = productIds.get(sku);
    if (productId === undefined) throw new DomainError("product_not_found", { sku });
    return { priceListId, productId, minQuantityMilli, priceMinor };
  });
  await tx.execute(sql`
    delete from prices using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x("priceListId" uuid, "productId" uuid)
    where prices.tenant_id = ${tenantId}::uuid and prices.price_list_id = x."priceListId"
      and prices.product_id = x."productId"`);
  await insertRows(tx, prices, { tenantId, rows });
}
