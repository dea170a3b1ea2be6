import { sql } from "drizzle-orm";
import type { TenantContext } from "../context";
import { createDoorbell, pause } from "../doorbell";
import { hearNotifications } from "../hear-notifications";
import { requirePermission } from "../require-permission";
import { CHANGES_CHANNEL } from "../till-sync/changes-channel";
import { inReadTransaction } from "../transaction";

/** A burst of sales is one change; a screen that has just read need not read again at once. */
const COALESCE_MS = 300;

/** `connected` says that nothing is missed from here on, so a screen reads once more. */
export type LedgerChange = { readonly kind: "connected" | "changed" };

/**
 * Tell of every growth of the caller's ledger until the signal, or the end of their session, ends
 * it [RT4].
 *
 * @throws DomainError permission_denied
 */
export async function* watchChanges(
  context: TenantContext,
  signal: AbortSignal | undefined,
): AsyncGenerator<LedgerChange> {
  requirePermission(context.actor, "sale.read");
  const doorbell = createDoorbell(signal);
  const about = { channel: CHANGES_CHANNEL, topics: [context.tenantId] };
  const leave = await hearNotifications(context.database, about, doorbell.ring);
  try {
    yield { kind: "connected" };
    while ((await doorbell.wait()) === "rung" && !(await isSignedOut(context))) {
      yield { kind: "changed" };
      await pause(COALESCE_MS, signal);
    }
  } finally {
    leave();
  }
}

/** Whether the session that asked has been ended since. */
async function isSignedOut(context: TenantContext): Promise<boolean> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user") return false;
  const ended = await inReadTransaction(context, (tx) =>
    tx.execute(sql`
      select 1 from sessions where tenant_id = ${tenantId}::uuid
        and id = ${actor.sessionId}::uuid and revoked_at is not null`),
  );
  return ended.length > 0;
}
