import { sql } from "drizzle-orm";
import { z } from "zod";
import { OWNER } from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { recordAudit } from "../audit";
import { endKeysOf } from "../auth/keys/end-keys";
import { endSessionsOf } from "../auth/sessions/end-sessions";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { type PersonRow, requireManaged } from "./find-person-row";
import { requireOwnerLeft } from "./require-owner-left";

export const personIdInput = z.strictObject({ personId: z.uuid() });
export type PersonIdInput = z.infer<typeof personIdInput>;

export const blockPersonResult = z.object({
  personId: z.uuid(),
  isBlocked: z.boolean(),
  version: z.number().int(),
});
export type BlockPersonResult = z.infer<typeof blockPersonResult>;

/**
 * Keep somebody out from now on: what they are signed in with ends at once, keys and links that
 * they have work never again, and tills of their stores learn it with their next exchange [PE4].
 * What stands in their name stays. Blocking again changes nothing.
 *
 * @throws DomainError permission_denied (also: oneself) | not_found | last_owner
 */
export async function blockPerson(
  context: TenantContext,
  { personId }: PersonIdInput,
): Promise<BlockPersonResult> {
  requirePermission(context.actor, "staff.write");
  const { actor, tenantId } = context;
  if (actor.kind === "user" && actor.userId === personId) {
    throw new DomainError("permission_denied");
  }
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, tenantId, CONFIG_STREAM);
    const person = await requireManaged(tx, context, personId);
    if (person.isBlocked) return resultOf(person);
    if (person.role === OWNER) await requireOwnerLeft(tx, { tenantId, without: personId });
    const version = await setBlocked(tx, context, { person, isBlocked: true, revision });
    const ended = await endAccess(tx, context, personId);
    await recordAudit(tx, context, {
      action: "user.block",
      subjectId: personId,
      details: ended,
      before: { isBlocked: false },
      after: { isBlocked: true },
    });
    return { personId, isBlocked: true, version };
  });
}

/**
 * Let somebody in again who was blocked: with their password, and with nothing that was ended.
 *
 * @throws DomainError permission_denied | not_found
 */
export async function unblockPerson(
  context: TenantContext,
  { personId }: PersonIdInput,
): Promise<BlockPersonResult> {
  requirePermission(context.actor, "staff.write");
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, context.tenantId, CONFIG_STREAM);
    const person = await requireManaged(tx, context, personId);
    if (!person.isBlocked) return resultOf(person);
    const version = await setBlocked(tx, context, { person, isBlocked: false, revision });
    await recordAudit(tx, context, {
      action: "user.unblock",
      subjectId: personId,
      before: { isBlocked: true },
      after: { isBlocked: false },
    });
    return { personId, isBlocked: false, version };
  });
}

function resultOf({ id, isBlocked, version }: PersonRow): BlockPersonResult {
  return { personId: id, isBlocked, version };
}

async function setBlocked(
  tx: Tx,
  context: TenantContext,
  change: { person: PersonRow; isBlocked: boolean; revision: number },
): Promise<number> {
  const { person, isBlocked, revision } = change;
  const at = toIso(context.now());
  await tx.execute(sql`
    update users set blocked_at = ${isBlocked ? at : null}::timestamptz,
      updated_at = ${at}::timestamptz, version = version + 1, revision = ${revision}
    where tenant_id = ${context.tenantId}::uuid and id = ${person.id}::uuid`);
  return person.version + 1;
}

/** Returns how much of each kind was ended. */
async function endAccess(tx: Tx, context: TenantContext, personId: string) {
  const { tenantId } = context;
  const at = toIso(context.now());
  const sessionCount = await endSessionsOf(tx, context, {
    userId: personId,
    exceptId: null,
    reason: "blocked",
  });
  const keyCount = await endKeysOf(tx, context, personId);
  await tx.execute(sql`
    update account_links set revoked_at = ${at}::timestamptz
    where tenant_id = ${tenantId}::uuid and user_id = ${personId}::uuid
      and used_at is null and revoked_at is null`);
  return { sessionCount, keyCount };
}
