import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";

export const revokeTerminalInput = z.strictObject({
  terminalId: z.uuid(),
  reason: z.string().trim().min(1).max(200),
});
export type RevokeTerminalInput = z.infer<typeof revokeTerminalInput>;

export const revokeTerminalResult = z.object({ terminalId: z.uuid(), revokedAt: z.string() });
export type RevokeTerminalResult = z.infer<typeof revokeTerminalResult>;

/**
 * Stop a till for good: it sells no more once it has been told, by a signed statement in the answer
 * to its next upload. What it has not sent is still received. Its register is free for another
 * device. Revoking again changes nothing.
 *
 * @throws DomainError permission_denied | not_found (another tenant's, a server's own, and one of a
 *         store outside the person's scope are alike)
 */
export async function revokeTerminal(
  context: TenantContext,
  input: RevokeTerminalInput,
): Promise<RevokeTerminalResult> {
  requirePermission(context.actor, "sync.manage");
  const { tenantId } = context;
  const { terminalId, reason } = input;
  return inTransaction(context, async (tx) => {
    await nextRevision(tx, tenantId, CONFIG_STREAM);
    const till = await lockTill(tx, context, terminalId);
    if (till.revokedAt !== null) return { terminalId, revokedAt: till.revokedAt };
    const revokedAt = toIso(context.now());
    await tx.execute(sql`
      update terminals set status = 'revoked', revoked_at = ${revokedAt}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid`);
    await recordAudit(tx, context, {
      action: "terminal.revoke",
      subjectId: terminalId,
      details: { code: till.code, reason },
      before: { status: till.status },
      after: { status: "revoked", revokedAt },
    });
    return { terminalId, revokedAt };
  });
}

type TillRow = { store_id: string; code: string; status: string; revoked_at: string | null };

async function lockTill(
  tx: Tx,
  context: TenantContext,
  terminalId: string,
): Promise<{ code: string; status: string; revokedAt: string | null }> {
  const scope = scopedStoreIds(context.actor);
  const [row] = await tx.execute<TillRow>(sql`
    select store_id, code, status, revoked_at from terminals
    where tenant_id = ${context.tenantId}::uuid and id = ${terminalId}::uuid and kind = 'till'
    for update`);
  if (!row || (scope !== null && !scope.includes(row.store_id))) throw new DomainError("not_found");
  const { code, status, revoked_at: at } = row;
  return { code, status, revokedAt: at === null ? null : new Date(at).toISOString() };
}
