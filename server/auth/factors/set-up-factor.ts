import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import { recordAudit } from "../../audit";
import type { Actor, TenantContext } from "../../context";
import { requireStepUp } from "../../require-step-up";
import { inTransaction } from "../../transaction";
import { endSessionsOf } from "../sessions/end-sessions";
import { replaceRecoveryCodes } from "./recovery-codes";
import { newTotpKey, totpAddress, totpStepOf } from "./totp";

export const beginFactorResult = z.object({
  /** In base 32, to type in where no camera reads the picture. */
  key: z.string(),
  /** What a QR code says, for an authenticator's camera. */
  address: z.string(),
});

export const confirmFactorInput = z.strictObject({ code: z.string().trim().min(6).max(12) });

/** Shown once. */
export const recoveryCodesResult = z.object({ codes: z.array(z.string()) });

export type OfficeUser = Extract<Actor, { kind: "user" }>;

/**
 * Give the caller a new secret for their authenticator. It counts for nothing until a code of it is
 * shown.
 *
 * @throws DomainError permission_denied | step_up_required | second_factor_on
 */
export async function beginFactor(
  context: TenantContext,
): Promise<z.output<typeof beginFactorResult>> {
  const { userId } = requireOfficeUser(context);
  const key = newTotpKey();
  const { tenantId } = context;
  const names = await inTransaction(context, async (tx) => {
    const begun = await tx.execute(sql`
      insert into user_factors as f (tenant_id, user_id, sealed_secret, created_at)
      values (${tenantId}::uuid, ${userId}::uuid,
        ${context.sealer().seal("second-factor", key)}, ${toIso(context.now())}::timestamptz)
      on conflict (tenant_id, user_id) do update
        set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
        where f.confirmed_at is null
      returning 1`);
    if (begun.length === 0) throw new DomainError("second_factor_on");
    await recordAudit(tx, context, { action: "second_factor.begin", subjectId: userId });
    return namesOf(tx, context, userId);
  });
  return { key, address: totpAddress(key, names) };
}

/**
 * Turn the caller's second factor on, by a code that shows that the authenticator has it. Their
 * other sessions end: they were opened without it.
 *
 * @throws DomainError permission_denied | step_up_required | second_factor_wrong
 */
export async function confirmFactor(
  context: TenantContext,
  input: z.output<typeof confirmFactorInput>,
): Promise<z.output<typeof recoveryCodesResult>> {
  const { userId, sessionId } = requireOfficeUser(context);
  const { tenantId } = context;
  await context.rateLimiter.consume("second_factor", userId);
  const made = await inTransaction(context, async (tx) => {
    const step = await findShownStep(tx, context, { userId, code: input.code });
    if (step === null) throw new DomainError("second_factor_wrong");
    await tx.execute(sql`
      update user_factors set last_step = ${step},
        confirmed_at = ${toIso(context.now())}::timestamptz
      where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid`);
    await tx.execute(sql`
      update sessions set is_two_factor = true
      where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid`);
    await endSessionsOf(tx, context, { userId, exceptId: sessionId, reason: "second_factor" });
    const codes = await replaceRecoveryCodes(tx, context, userId);
    await recordAudit(tx, context, {
      action: "second_factor.turn_on",
      subjectId: userId,
      before: { secondFactor: false },
      after: { secondFactor: true },
    });
    return { codes: [...codes] };
  });
  await context.rateLimiter.forget("second_factor", userId);
  return made;
}

/** A person at a page of the office who has proved a short while ago who they are. */
export function requireOfficeUser(context: TenantContext): OfficeUser {
  const { actor } = context;
  if (actor.kind !== "user" || actor.credential !== "office") {
    throw new DomainError("permission_denied");
  }
  requireStepUp(context);
  return actor;
}

async function findShownStep(
  tx: Tx,
  context: TenantContext,
  { userId, code }: { userId: string; code: string },
): Promise<number | null> {
  const { tenantId } = context;
  const [factor] = await tx.execute<{ sealed_secret: string }>(sql`
    select sealed_secret from user_factors
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid and confirmed_at is null
    for update`);
  const key = factor && context.sealer().open("second-factor", factor.sealed_secret);
  return key ? totpStepOf(key, code.replace(/\s/g, ""), context.now()) : null;
}

async function namesOf(
  tx: Tx,
  context: TenantContext,
  userId: string,
): Promise<{ issuer: string; account: string }> {
  const { tenantId } = context;
  const [names] = await tx.execute<{ issuer: string; account: string }>(sql`
    select t.name as issuer, u.email as account
    from users u join tenants t on t.tenant_id = ${tenantId}::uuid
    where u.tenant_id = ${tenantId}::uuid and u.id = ${userId}::uuid`);
  if (!names) throw new DomainError("unauthenticated");
  return names;
}
