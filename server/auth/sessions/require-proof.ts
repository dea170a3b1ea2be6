import { sql } from "drizzle-orm";
import { DomainError } from "../../../core/errors";
import type { TenantContext } from "../../context";
import { inTransaction } from "../../transaction";
import { isPasswordRight } from "../password";

/** What shows who somebody is who is signed in already. */
export type Proof = { readonly password: string } | { readonly code: string };

/**
 * Refuse unless this is a proof of that person.
 *
 * @throws DomainError password_wrong | second_factor_wrong
 */
export async function requireProof(
  context: TenantContext,
  userId: string,
  proof: Proof,
): Promise<void> {
  if ("code" in proof) throw new DomainError("second_factor_wrong");
  const { tenantId } = context;
  // no-audit: a read.
  const [person] = await inTransaction(context, (tx) =>
    tx.execute<{ password_hash: string | null }>(sql`
      select password_hash from users
      where tenant_id = ${tenantId}::uuid and id = ${userId}::uuid`),
  );
  const isRight = await isPasswordRight(proof.password, person?.password_hash ?? null);
  if (!isRight) throw new DomainError("password_wrong");
}
