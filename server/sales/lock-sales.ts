import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import { keptPlan } from "../../db/kept-plans";

/**
 * Let one transaction at a time look at what came back of a sale, until it ends. Sales are facts
 * and cannot be locked as rows; the locks are taken in one order, before any of stock.
 */
export async function lockSales(
  tx: Tx,
  tenantId: string,
  saleIds: readonly string[],
): Promise<void> {
  if (saleIds.length === 0) return;
  const names = JSON.stringify(saleIds.map((saleId) => `${tenantId}/sale/${saleId}`));
  await tx.execute(sql`${keptPlan}
    with places as materialized (
      select distinct hashtextextended(name, 0) as place
      from jsonb_array_elements_text(${names}::jsonb) as name order by place)
    select pg_advisory_xact_lock(place) from places`);
}
