import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { toIso } from "../../core/time";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { actingUserId, requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { isInScope } from "./require-terminal";

export const resolveDeviationInput = z.strictObject({
  deviationId: z.uuid(),
  note: z.string().trim().min(1).max(200),
});
export type ResolveDeviationInput = z.infer<typeof resolveDeviationInput>;

export const resolveDeviationResult = z.object({ deviationId: z.uuid(), resolvedAt: z.string() });

/**
 * Put away a deviation that a person has looked at, with what they found. When two do it at once
 * the first note stands, and both are told when that was. What is set aside is dealt with as such.
 *
 * @throws DomainError permission_denied | not_found
 */
export async function resolveDeviation(
  context: TenantContext,
  { deviationId, note }: ResolveDeviationInput,
): Promise<z.infer<typeof resolveDeviationResult>> {
  requirePermission(context.actor, "sync.manage");
  const resolvedById = actingUserId(context.actor);
  const { tenantId } = context;
  return inTransaction(context, async (tx) => {
    const [row] = await tx.execute<{ kind: string; resolved_at: string | null }>(sql`
      select kind, resolved_at from deviations
      where tenant_id = ${tenantId}::uuid and id = ${deviationId}::uuid
        and kind <> 'event_quarantined' and ${isInScope(context, sql`store_id`)}
      for update`);
    if (!row) throw new DomainError("not_found");
    if (row.resolved_at !== null) {
      return { deviationId, resolvedAt: new Date(row.resolved_at).toISOString() };
    }
    const resolvedAt = toIso(context.now());
    await tx.execute(sql`
      update deviations set state = 'resolved', resolved_at = ${resolvedAt}::timestamptz,
        resolved_by_id = ${resolvedById}::uuid, resolution_note = ${note}
      where tenant_id = ${tenantId}::uuid and id = ${deviationId}::uuid`);
    await recordAudit(tx, context, {
      action: "sync.resolve",
      subjectId: deviationId,
      details: { kind: row.kind },
      before: { resolvedAt: null },
      after: { resolvedAt, note },
    });
    return { deviationId, resolvedAt };
  });
}
