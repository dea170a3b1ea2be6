import { sql } from "drizzle-orm";
import type { TenantContext } from "../context";
import { notifyStream, stockStream } from "../next-revision";
import { inTransaction } from "../transaction";

/**
 * Stamp the levels that changed since the last time into the store's stock stream, so that tills
 * hear of them: sales themselves never touch the stream and so never wait for each other.
 * Bounded and repeatable; a level that changes meanwhile is published the next time. Levels are
 * locked in the order in which sales lock them, and before the head: of two that publish at once,
 * the second finds nothing left and leaves the head alone. They are counted because that reads,
 * and so locks, all of them; `exists` would stop at the first.
 *
 * @returns the number of levels published.
 */
export async function publishStock(context: TenantContext, storeId: string): Promise<number> {
  const { tenantId } = context;
  return inTransaction(context, async (tx) => {
    const rows = await tx.execute<{ count: string }>(sql`
      with waiting as (
        select product_id from stock_levels
        where tenant_id = ${tenantId}::uuid and store_id = ${storeId}::uuid and not is_published
        order by product_id for update),
      head as (
        update sync_heads set revision = revision + 1
        where tenant_id = ${tenantId}::uuid and stream = ${stockStream(storeId)}
          and (select count(*) from waiting) > 0
        returning stream, revision),
      stamped as (
        update stock_levels set revision = (select revision from head), is_published = true
        from waiting
        where stock_levels.tenant_id = ${tenantId}::uuid
          and stock_levels.store_id = ${storeId}::uuid
          and stock_levels.product_id = waiting.product_id
        returning 1)
      select (select count(*) from stamped) as count, ${notifyStream(tenantId, sql`stream`)}
      from head`);
    return Number(rows[0]?.count ?? 0);
  });
}
