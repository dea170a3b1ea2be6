import { sql } from "drizzle-orm";
import type { TenantContext } from "../context";
import { stockStream } from "../next-revision";
import { inTransaction } from "../transaction";

/**
 * Stamp the levels that changed since the last time into the store's stock stream, so that tills
 * hear of them: sales themselves never touch the stream and so never wait for each other.
 * Bounded and repeatable; a level that changes meanwhile is published the next time.
 *
 * @returns the number of levels published.
 */
export async function publishStock(context: TenantContext, storeId: string): Promise<number> {
  const { tenantId } = context;
  return inTransaction(context, async (tx) => {
    const waiting = await tx.execute(sql`
      select 1 from stock_levels where tenant_id = ${tenantId}::uuid
        and store_id = ${storeId}::uuid and not is_published limit 1`);
    if (waiting.length === 0) return 0;
    const rows = await tx.execute<{ count: string }>(sql`
      with head as (
        update sync_heads set revision = revision + 1
        where tenant_id = ${tenantId}::uuid and stream = ${stockStream(storeId)}
        returning revision),
      stamped as (
        update stock_levels set revision = (select revision from head), is_published = true
        where tenant_id = ${tenantId}::uuid and store_id = ${storeId}::uuid and not is_published
        returning 1)
      select count(*) as count from stamped`);
    return Number(rows[0]?.count ?? 0);
  });
}
