import { sql } from "drizzle-orm";
import { DomainError } from "../../../core/errors";
import type { TenantContext } from "../../context";
import { inTransaction } from "../../transaction";
import { requireSecondFactor } from "../factors/require-second-factor";
import { isPasswordRight } from "../password";

/** What shows who somebody is who is signed in already. */
export type Proof = { readonly password: string } | { readonly code: string };

/**
 * Refuse unless this is a proof of that person.
 *
 * @throws DomainError rate_limited | password_wrong | second_factor_wrong
 */
export async function requireProof(
  context: TenantContext,
  userId: string,
  proof: Proof,
): Promise<void> {
  if ("code" in proof) {
    await requireSecondFactor(context, userId, proof.code);
    return;
  }
  await context.rateLimiter.consume("step_up", userId);
  const { tenantId } = context;
  // no-audit: a read.
  const [person] = await inTransaction(context, (tx) =>
    tx.execute<{ password_hash: string | null }>(sql`
      select password_hash from users
      where tenant_id = ${tenantId}::uuid and id = ${userId}::uuid`),
  );
  const isRight = await isPasswordRight(proof.password, person?.password_hash ?? null);
  if (!isRight) throw new DomainError("password_wrong");
  await context.rateLimiter.forget("step_up", userId);
}
