import { sql } from "drizzle-orm";
import { z } from "zod";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { actingUserId } from "../../require-permission";
import { inTransaction } from "../../transaction";

export const revokeKeyInput = z.strictObject({ id: z.uuid() });

/**
 * See to it that no key of the caller's with this id works any more; where there is none, none
 * does already.
 *
 * @throws DomainError permission_denied (a device has none)
 */
export async function revokeKey(
  context: TenantContext,
  { id }: z.output<typeof revokeKeyInput>,
): Promise<void> {
  const { tenantId } = context;
  const userId = actingUserId(context.actor);
  const at = new Date(context.now()).toISOString();
  await inTransaction(context, async (tx) => {
    const [key] = await tx.execute<{ name: string }>(sql`
      update api_keys set revoked_at = ${at}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${id}::uuid and user_id = ${userId}::uuid
        and revoked_at is null
      returning name`);
    if (!key) return;
    await recordAudit(tx, context, {
      action: "api_key.revoke",
      subjectId: id,
      details: { name: key.name },
      before: { revokedAt: null },
      after: { revokedAt: at },
    });
  });
}
