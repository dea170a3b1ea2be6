import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";

/** End the caller's own session; every token that names it stops working at once. */
export async function closeSession(context: TenantContext): Promise<void> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  const at = new Date(context.now()).toISOString();
  await inTransaction(context, async (tx) => {
    const closed = await tx.execute(sql`
      update sessions set revoked_at = ${at}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${actor.sessionId}::uuid
        and revoked_at is null
      returning id`);
    if (closed.length === 0) return;
    await recordAudit(tx, context, { action: "session.close", subjectId: actor.sessionId });
  });
}
