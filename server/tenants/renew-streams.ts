import { sql } from "drizzle-orm";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { notifyStream } from "../next-revision";
import { requireOperator } from "../require-operator";
import { inTransaction } from "../transaction";

/**
 * Begin a new history of every change stream after the tenant's rows were restored from a backup:
 * places that terminals hold may lie in what the restore took away, so each fetches everything
 * again beside its use. What terminals sold is untouched; they send what the server no longer has.
 *
 * @returns the number of streams; 0 when there is no such tenant.
 * @throws DomainError permission_denied
 */
export async function renewStreams(context: TenantContext): Promise<number> {
  const { actor, tenantId } = context;
  requireOperator(actor);
  return inTransaction(context, async (tx) => {
    const rows = await tx.execute(sql`
      with renewed as (
        update sync_heads set incarnation = ${context.newId()}::uuid
        where tenant_id = ${tenantId}::uuid returning stream)
      select ${notifyStream(tenantId, sql`stream`)} from renewed`);
    if (rows.length === 0) return 0;
    await recordAudit(tx, context, {
      action: "tenant.restored",
      details: { streams: rows.length },
    });
    return rows.length;
  });
}
