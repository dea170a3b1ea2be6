import { sql } from "drizzle-orm";
import { assert } from "../../core/assert";
import type { PriceList } from "../../core/pricing/price-list";
import {
  type CompiledPromotions,
  compilePromotions,
} from "../../core/promotion/compile-promotions";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { Tx } from "../../db/client";
import { CATALOG_STREAM } from "../next-revision";
import {
  type PriceListRow,
  type PromotionRow,
  selectPriceLists,
  selectPromotions,
  toPriceList,
  toPromotion,
} from "./selling-rule-rows";

/** What a tenant's prices depend on besides the goods: the same for all its stores. */
export type SellingRules = {
  readonly lists: ReadonlyMap<string, PriceList>;
  readonly promotions: CompiledPromotions;
  readonly taxGroups: ReadonlyMap<string, TaxGroup>;
};

const TENANTS_MAX = 200;

/** By tenant, the rules as of one revision of its catalogue; the least recently used goes first. */
const cache = new Map<string, { readonly place: string; readonly rules: SellingRules }>();

/**
 * The price lists, promotions and tax groups of a tenant, read once for each revision of its
 * catalogue: every write to them moves the revision, which is asked every time.
 */
export async function loadSellingRules(tx: Tx, tenantId: string): Promise<SellingRules> {
  const place = await readPlace(tx, tenantId);
  const known = cache.get(tenantId);
  if (known?.place === place) {
    keep(tenantId, known);
    return known.rules;
  }
  const rules = await readRules(tx, tenantId);
  // What was committed meanwhile may be in the rows already; then they are of no known place.
  if ((await readPlace(tx, tenantId)) === place) keep(tenantId, { place, rules });
  return rules;
}

function keep(tenantId: string, entry: { place: string; rules: SellingRules }): void {
  cache.delete(tenantId);
  cache.set(tenantId, entry);
  const [oldest] = cache.keys();
  if (cache.size > TENANTS_MAX && oldest !== undefined) cache.delete(oldest);
}

async function readPlace(tx: Tx, tenantId: string): Promise<string> {
  const [head] = await tx.execute<{ incarnation: string; revision: string }>(sql`
    select incarnation, revision from sync_heads
    where tenant_id = ${tenantId}::uuid and stream = ${CATALOG_STREAM}`);
  assert(head !== undefined, "a tenant has a catalogue stream");
  return `${head.incarnation}/${head.revision}`;
}

async function readRules(tx: Tx, tenantId: string): Promise<SellingRules> {
  const [lists, promotions, groups] = await Promise.all([
    tx.execute<PriceListRow>(selectPriceLists(tenantId, sql`deleted_at is null`)),
    tx.execute<PromotionRow>(selectPromotions(tenantId, sql`deleted_at is null and is_active`)),
    tx.execute<TaxGroup & Record<string, unknown>>(sql`
      select code, name, rates from tax_groups where tenant_id = ${tenantId}::uuid
      order by code`),
  ]);
  return {
    lists: new Map(lists.map((row) => [row.id, toPriceList(row)])),
    promotions: compilePromotions(promotions.map(toPromotion)),
    taxGroups: new Map(groups.map((group) => [group.code, group])),
  };
}
