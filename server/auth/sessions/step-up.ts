import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { toIso } from "../../../core/time";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { inTransaction } from "../../transaction";
import { requireProof } from "./require-proof";

/** Both of whoever has both. */
export const stepUpInput = z
  .strictObject({
    password: z.string().min(1).max(200).optional(),
    /** Of the authenticator, or a recovery code. */
    code: z.string().trim().min(1).max(40).optional(),
  })
  .refine(({ password, code }) => password !== undefined || code !== undefined);

/**
 * Prove once more who one is, for what asks for a fresh proof: by all that one signs in by here
 * [SU1]. Only in the office: a program has nobody to ask.
 *
 * @throws DomainError permission_denied | rate_limited | password_wrong | second_factor_required |
 *         second_factor_wrong | step_up_required (sign in again where one signs in)
 */
export async function stepUp(
  context: TenantContext,
  input: z.output<typeof stepUpInput>,
): Promise<void> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user" || actor.credential !== "office") {
    throw new DomainError("permission_denied");
  }
  await requireProof(context, actor.userId, input);
  const at = toIso(context.now());
  await inTransaction(context, async (tx) => {
    await tx.execute(sql`
      update sessions set stepped_up_at = ${at}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${actor.sessionId}::uuid`);
    await recordAudit(tx, context, { action: "session.step_up", subjectId: actor.sessionId });
  });
}
