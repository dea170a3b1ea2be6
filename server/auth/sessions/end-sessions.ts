import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { inTransaction } from "../../transaction";
import { findManagedPerson } from "./find-managed-person";

export const endSessionInput = z.strictObject({ sessionId: z.uuid() });

/** False: it had ended already, or is none that the caller may end. */
export const endSessionResult = z.object({ isEnded: z.boolean() });

export const endOthersResult = z.object({ endedCount: z.number().int() });

/**
 * End one session, the caller's own or that of somebody whom they manage. Every token that names it
 * stops working at once.
 *
 * @throws DomainError permission_denied (a device is nobody)
 */
export async function endSession(
  context: TenantContext,
  { sessionId }: z.output<typeof endSessionInput>,
): Promise<z.output<typeof endSessionResult>> {
  const { tenantId } = context;
  return inTransaction(context, async (tx) => {
    const [session] = await tx.execute<{ user_id: string }>(sql`
      select user_id from sessions
      where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid and revoked_at is null
      for update`);
    if (!session || !(await mayEnd(tx, context, session.user_id))) return { isEnded: false };
    await tx.execute(sql`
      update sessions set revoked_at = ${toIso(context.now())}::timestamptz,
        revoked_reason = 'ended'
      where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid`);
    await recordAudit(tx, context, {
      action: "session.end",
      subjectId: sessionId,
      details: { userId: session.user_id },
      before: { isEnded: false },
      after: { isEnded: true },
    });
    return { isEnded: true };
  });
}

/**
 * End every session of the caller but the one that asks.
 *
 * @throws DomainError permission_denied (a device is nobody)
 */
export async function endOtherSessions(
  context: TenantContext,
): Promise<z.output<typeof endOthersResult>> {
  const { actor } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  return inTransaction(context, async (tx) => {
    const endedCount = await endSessionsOf(tx, context, {
      userId: actor.userId,
      exceptId: actor.sessionId,
      reason: "ended",
    });
    if (endedCount === 0) return { endedCount };
    await recordAudit(tx, context, {
      action: "session.end_others",
      subjectId: actor.userId,
      details: { endedCount },
    });
    return { endedCount };
  });
}

/** End what stands of a person's sessions; whoever calls records why. Returns how many. */
export async function endSessionsOf(
  tx: Tx,
  context: TenantContext,
  which: { readonly userId: string; readonly exceptId: string | null; readonly reason: string },
): Promise<number> {
  const { tenantId } = context;
  const ended = await tx.execute(sql`
    update sessions set revoked_at = ${toIso(context.now())}::timestamptz,
      revoked_reason = ${which.reason}
    where tenant_id = ${tenantId}::uuid and user_id = ${which.userId}::uuid
      and id is distinct from ${which.exceptId}::uuid and revoked_at is null
    returning id`);
  return ended.length;
}

async function mayEnd(tx: Tx, context: TenantContext, userId: string): Promise<boolean> {
  const { actor } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  if (actor.userId === userId) return true;
  if (!actor.permissions.has("staff.write")) return false;
  return (await findManagedPerson(tx, context, userId)) !== null;
}
