import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { isRole } from "../../core/access/permissions";
import { accessOf } from "../../core/access/roles";
import { assert } from "../../core/assert";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { roles } from "../../db/schema/access";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { requirePermission } from "../require-permission";
import { requireStepUp } from "../require-step-up";
import { inTransaction } from "../transaction";
import { requireEverywhere } from "./holder-of";
import { auditedRole, requireGrant, requireRole } from "./save-role";

export const dropRoleInput = z.strictObject({
  code: z.string().min(1).max(60),
  /** Of the role as the caller saw it. */
  version: z.number().int().min(0),
});
export type DropRoleInput = z.infer<typeof dropRoleInput>;

export const dropRoleResult = z.object({ code: z.string() });
export type DropRoleResult = z.infer<typeof dropRoleResult>;

/**
 * Take away what the tenant made of a role: one of its own is gone, which nobody may hold any
 * more; one that the product brings is again as it comes.
 *
 * @throws DomainError permission_denied | step_up_required | not_found (unknown, or as it comes) |
 *         stale_version | role_in_use
 */
export async function dropRole(
  context: TenantContext,
  input: DropRoleInput,
): Promise<DropRoleResult> {
  requirePermission(context.actor, "role.write");
  requireEverywhere(context.actor);
  requireStepUp(context);
  const { code } = input;
  const isBuiltIn = isRole(code);
  if (isBuiltIn) requireGrant(context, accessOf(code, null));
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, context.tenantId, CONFIG_STREAM);
    const role = await requireRole(tx, context, input);
    if (isBuiltIn && !role.isChanged) throw new DomainError("not_found");
    if (!isBuiltIn) await requireUnheld(tx, context.tenantId, code);
    assert(role.rowId !== null, "a role that was changed or made has its row");
    const at = new Date(context.now());
    await tx
      .update(roles)
      .set({ deletedAt: at, updatedAt: at, version: sql`${roles.version} + 1`, revision })
      .where(and(eq(roles.tenantId, context.tenantId), eq(roles.id, role.rowId)));
    await recordAudit(tx, context, {
      action: isBuiltIn ? "role.reset" : "role.remove",
      subjectId: role.rowId,
      details: { role: code },
      before: auditedRole(role),
    });
    return { code };
  });
}

async function requireUnheld(tx: Tx, tenantId: string, code: string): Promise<void> {
  const holders = await tx.execute(sql`
    select 1 from users
    where tenant_id = ${tenantId}::uuid and role = ${code} and kind = 'person'
      and deleted_at is null limit 1`);
  if (holders.length > 0) throw new DomainError("role_in_use");
}
