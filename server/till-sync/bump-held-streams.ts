import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import { heldStream, notifyStream } from "../next-revision";

/**
 * Take the next place in the streams of some stores' held carts, in one order, so that two batches
 * cannot lock each other out.
 *
 * @returns the revision of each store.
 */
export async function bumpHeldStreams(
  tx: Tx,
  tenantId: string,
  storeIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const streams = new Map([...storeIds].map((storeId) => [heldStream(storeId), storeId]));
  const rows = await tx.execute<{ stream: string; revision: string }>(sql`
    with locked as (
      select stream from sync_heads where tenant_id = ${tenantId}::uuid
        and stream in (select jsonb_array_elements_text(${JSON.stringify([...streams.keys()])}::jsonb))
      order by stream for update),
    head as (
      update sync_heads set revision = sync_heads.revision + 1 from locked
      where sync_heads.tenant_id = ${tenantId}::uuid and sync_heads.stream = locked.stream
      returning sync_heads.stream, sync_heads.revision)
    select stream, revision, ${notifyStream(tenantId, sql`stream`)} from head`);
  return new Map(rows.map((row) => [streams.get(row.stream) ?? "", Number(row.revision)]));
}
