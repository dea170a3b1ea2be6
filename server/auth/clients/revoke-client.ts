import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { requirePermission } from "../../require-permission";
import { inTransaction } from "../../transaction";
import { isWithinScope } from "./within-scope";

export const revokeClientInput = z.strictObject({ id: z.uuid() });

/**
 * End a client: its secret and every token of it work no more. What it has done keeps its name.
 * One that was ended before stays as it is.
 *
 * @throws DomainError permission_denied | not_found
 */
export async function revokeClient(
  context: TenantContext,
  { id }: z.output<typeof revokeClientInput>,
): Promise<void> {
  const { actor, tenantId } = context;
  requirePermission(actor, "api.manage");
  const at = new Date(context.now()).toISOString();
  await inTransaction(context, async (tx) => {
    const [client] = await tx.execute<{ user_id: string; name: string; revoked_at: string | null }>(
      sql`
      select c.user_id, c.name, c.revoked_at from api_clients c
      join users u on u.tenant_id = ${tenantId}::uuid and u.id = c.user_id
      where c.tenant_id = ${tenantId}::uuid and c.id = ${id}::uuid
        and ${isWithinScope(actor, tenantId)}
      for update of c`,
    );
    if (!client) throw new DomainError("not_found");
    if (client.revoked_at !== null) return;
    await tx.execute(sql`
      update api_clients set revoked_at = ${at}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
    await tx.execute(sql`
      update users set blocked_at = ${at}::timestamptz, updated_at = ${at}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${client.user_id}::uuid and kind = 'service'`);
    await tx.execute(sql`
      update sessions set revoked_at = ${at}::timestamptz, revoked_reason = 'client_revoked'
      where tenant_id = ${tenantId}::uuid and user_id = ${client.user_id}::uuid
        and kind = 'client' and revoked_at is null`);
    await recordAudit(tx, context, {
      action: "api_client.revoke",
      subjectId: id,
      details: { name: client.name },
      before: { revokedAt: null },
      after: { revokedAt: at },
    });
  });
}
