import { sql } from "drizzle-orm";
import { DomainError } from "../../../core/errors";
import type { TenantContext } from "../../context";
import { inTransaction } from "../../transaction";
import { requireSecondFactor } from "../factors/require-second-factor";
import { isPasswordRight } from "../password";

/** What somebody shows who is signed in already. */
export type Proof = { readonly password?: string | undefined; readonly code?: string | undefined };

/**
 * Refuse unless the person shows everything that they sign in by here [SU1]: the password if they
 * have one, and a code of the authenticator, or a recovery code, if they have a second factor. Who
 * has neither signs in elsewhere, and proves it there.
 *
 * @throws DomainError rate_limited | password_wrong | second_factor_required |
 *         second_factor_wrong | step_up_required (there is nothing to show here)
 */
export async function requireProof(
  context: TenantContext,
  userId: string,
  proof: Proof,
): Promise<void> {
  const { passwordHash, hasFactor } = await loadProofs(context, userId);
  if (passwordHash === null && !hasFactor) throw new DomainError("step_up_required");
  // The password first: a code works once, and must not be lost by a slip of the other.
  if (passwordHash !== null) {
    await comparePassword(context, { userId, passwordHash, password: proof.password ?? "" });
  }
  if (!hasFactor) return;
  if (proof.code === undefined) throw new DomainError("second_factor_required");
  await requireSecondFactor(context, userId, proof.code);
}

/**
 * Refuse unless this is the person's password.
 *
 * @throws DomainError rate_limited | password_wrong (also: they have none)
 */
export async function requirePassword(
  context: TenantContext,
  userId: string,
  password: string,
): Promise<void> {
  const { passwordHash } = await loadProofs(context, userId);
  await comparePassword(context, { userId, passwordHash, password });
}

async function comparePassword(
  context: TenantContext,
  given: { userId: string; passwordHash: string | null; password: string },
): Promise<void> {
  await context.rateLimiter.consume("step_up", given.userId);
  const isRight = await isPasswordRight(given.password, given.passwordHash);
  if (!isRight) throw new DomainError("password_wrong");
  await context.rateLimiter.forget("step_up", given.userId);
}

async function loadProofs(
  context: TenantContext,
  userId: string,
): Promise<{ passwordHash: string | null; hasFactor: boolean }> {
  const { tenantId } = context;
  // no-audit: a read.
  const [person] = await inTransaction(context, (tx) =>
    tx.execute<{ password_hash: string | null; has_factor: boolean }>(sql`
      select u.password_hash, f.confirmed_at is not null as has_factor
      from users u
      left join user_factors f on f.tenant_id = ${tenantId}::uuid and f.user_id = u.id
      where u.tenant_id = ${tenantId}::uuid and u.id = ${userId}::uuid`),
  );
  return { passwordHash: person?.password_hash ?? null, hasFactor: person?.has_factor ?? false };
}
