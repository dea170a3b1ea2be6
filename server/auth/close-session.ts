import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { recordAudit } from "../audit";
import type { Runtime, TenantContext } from "../context";
import { inTransaction } from "../transaction";
import { expiredSessionCookie } from "./session-cookie";

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
    await recordAudit(tx, context, {
      action: "session.close",
      subjectId: actor.sessionId,
      before: { revokedAt: null },
      after: { revokedAt: at },
    });
  });
}

/** The same for a browser, which is told to forget its cookie. */
export async function closeBrowserSession(
  context: TenantContext & { runtime: Pick<Runtime, "appUrl">; resHeaders: Headers },
): Promise<void> {
  await closeSession(context);
  context.resHeaders.append("set-cookie", expiredSessionCookie(context.runtime.appUrl));
}
