import { sql } from "drizzle-orm";
import { z } from "zod";
import { mayGrant, OWNER } from "../../core/access/roles";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { holderOf } from "./holder-of";
import { loadRoles } from "./load-role";
import { roleResult, roleResultOf } from "./role-result";

export const listRolesResult = z.object({
  items: z.array(
    roleResult.extend({
      /** Whether the caller may give it to somebody. */
      mayGrant: z.boolean(),
      /** Whether somebody holds it, so that it cannot be removed. */
      isHeld: z.boolean(),
    }),
  ),
});
export type ListRolesResult = z.infer<typeof listRolesResult>;

/**
 * Every role with what it gives: those that the product brings, then the tenant's own by name.
 *
 * @throws DomainError permission_denied
 */
export async function listRoles(context: TenantContext): Promise<ListRolesResult> {
  requirePermission(context.actor, "staff.read");
  const { tenantId } = context;
  const giver = holderOf(context.actor);
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const roles = await loadRoles(tx, tenantId);
    const held = await loadHeldCodes(tx, tenantId);
    const items = roles.map((role) => ({
      ...roleResultOf(role),
      mayGrant:
        (role.code !== OWNER || giver.role === OWNER) && mayGrant(giver.access, role.access),
      isHeld: held.has(role.code),
    }));
    return { items };
  });
}

async function loadHeldCodes(tx: Tx, tenantId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.execute<{ role: string }>(sql`
    select distinct role from users
    where tenant_id = ${tenantId}::uuid and kind = 'person' and deleted_at is null`);
  return new Set(rows.map(({ role }) => role));
}
