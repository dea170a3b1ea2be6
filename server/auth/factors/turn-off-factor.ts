import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import type { Tx } from "../../../db/client";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { queueAlert } from "../../mail/queue-alert";
import { requirePermission } from "../../require-permission";
import { requireStepUp } from "../../require-step-up";
import { inTransaction } from "../../transaction";
import { endSessionsOf } from "../sessions/end-sessions";
import { requireManagedPerson } from "../sessions/find-managed-person";
import type { personInput } from "../sessions/list-sessions";
import { dropRecoveryCodes, replaceRecoveryCodes } from "./recovery-codes";
import { type recoveryCodesResult, requireOfficeUser } from "./set-up-factor";

export const turnOffResult = z.object({ wasOn: z.boolean() });

/**
 * Turn the caller's second factor off.
 *
 * @throws DomainError permission_denied | step_up_required
 */
export async function turnOffFactor(
  context: TenantContext,
): Promise<z.output<typeof turnOffResult>> {
  const { userId } = requireOfficeUser(context);
  const off = await inTransaction(context, async (tx) => {
    const wasOn = await dropFactor(tx, context, userId);
    if (wasOn) await tellOff(tx, context, { action: "second_factor.turn_off", userId });
    return { wasOn };
  });
  context.outbox?.wake();
  return off;
}

/**
 * Take the second factor from somebody who has lost it, so that they sign in by their password and
 * set up another. Their sessions end: whoever has the authenticator now may have those too.
 *
 * @throws DomainError permission_denied | step_up_required | not_found
 */
export async function resetFactor(
  context: TenantContext,
  { userId }: z.output<typeof personInput>,
): Promise<z.output<typeof turnOffResult>> {
  const { actor } = context;
  requirePermission(actor, "staff.write");
  requireStepUp(context);
  const off = await inTransaction(context, async (tx) => {
    await requireManagedPerson(tx, context, userId);
    const wasOn = await dropFactor(tx, context, userId);
    if (!wasOn) return { wasOn };
    const exceptId = actor.kind === "user" ? actor.sessionId : null;
    await endSessionsOf(tx, context, { userId, exceptId, reason: "second_factor" });
    await tellOff(tx, context, { action: "second_factor.reset", userId });
    return { wasOn };
  });
  context.outbox?.wake();
  return off;
}

/**
 * Ten new recovery codes for the caller; those before work no longer.
 *
 * @throws DomainError permission_denied | step_up_required | not_found (no second factor is on)
 */
export async function renewRecoveryCodes(
  context: TenantContext,
): Promise<z.output<typeof recoveryCodesResult>> {
  const { userId } = requireOfficeUser(context);
  const { tenantId } = context;
  const made = await inTransaction(context, async (tx) => {
    const [factor] = await tx.execute(sql`
      select 1 from user_factors
      where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid
        and confirmed_at is not null
      for update`);
    if (!factor) throw new DomainError("not_found");
    const codes = await replaceRecoveryCodes(tx, context, userId);
    await queueAlert(tx, context, { kind: "recovery_codes_new", userId });
    await recordAudit(tx, context, { action: "recovery_code.renew", subjectId: userId });
    return { codes: [...codes] };
  });
  context.outbox?.wake();
  return made;
}

/** Whether it was on. One that was only begun goes too. */
async function dropFactor(tx: Tx, context: TenantContext, userId: string): Promise<boolean> {
  const { tenantId } = context;
  const [dropped] = await tx.execute<{ was_on: boolean }>(sql`
    delete from user_factors
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid
    returning confirmed_at is not null as was_on`);
  await dropRecoveryCodes(tx, context, userId);
  return dropped?.was_on ?? false;
}

async function tellOff(
  tx: Tx,
  context: TenantContext,
  { action, userId }: { action: string; userId: string },
): Promise<void> {
  await queueAlert(tx, context, { kind: "second_factor_off", userId });
  await recordAudit(tx, context, {
    action,
    subjectId: userId,
    before: { secondFactor: true },
    after: { secondFactor: false },
  });
}
