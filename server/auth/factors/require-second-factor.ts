import { sql } from "drizzle-orm";
import { DomainError } from "../../../core/errors";
import type { Tx } from "../../../db/client";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { inTransaction } from "../../transaction";
import { spendRecoveryCode } from "./recovery-codes";
import { totpStepOf } from "./totp";

/** How a second factor was shown. */
export type SecondFactor = "authenticator" | "recovery_code";

const SIX_DIGITS = /^\d{6}$/;

/**
 * Take a code of a person's authenticator, or one of their recovery codes. Each works once.
 *
 * @throws DomainError rate_limited | second_factor_wrong
 */
export async function requireSecondFactor(
  context: TenantContext,
  userId: string,
  code: string,
): Promise<SecondFactor> {
  await context.rateLimiter.consume("second_factor", userId);
  const shown = await inTransaction(context, (tx) => takeCode(tx, context, { userId, code }));
  if (shown === null) throw new DomainError("second_factor_wrong");
  await context.rateLimiter.forget("second_factor", userId);
  return shown;
}

async function takeCode(
  tx: Tx,
  context: TenantContext,
  given: { readonly userId: string; readonly code: string },
): Promise<SecondFactor | null> {
  const { userId } = given;
  const digits = given.code.replace(/\s/g, "");
  if (SIX_DIGITS.test(digits)) {
    return (await spendTotpCode(tx, context, { userId, digits })) ? "authenticator" : null;
  }
  const isUsed = await spendRecoveryCode(tx, context, given);
  if (!isUsed) return null;
  await recordAudit(tx, context, { action: "recovery_code.use", subjectId: userId });
  return "recovery_code";
}

async function spendTotpCode(
  tx: Tx,
  context: TenantContext,
  { userId, digits }: { userId: string; digits: string },
): Promise<boolean> {
  const { tenantId } = context;
  const [factor] = await tx.execute<{ sealed_secret: string; last_step: string }>(sql`
    select sealed_secret, last_step from user_factors
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid
      and confirmed_at is not null
    for update`);
  const key = factor && context.sealer().open("second-factor", factor.sealed_secret);
  if (!key) return false;
  const step = totpStepOf(key, digits, context.now());
  if (step === null || step <= Number(factor.last_step)) return false;
  await tx.execute(sql`
    update user_factors set last_step = ${step}
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid`);
  return true;
}
