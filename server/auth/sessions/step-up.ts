import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { toIso } from "../../../core/time";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { inTransaction } from "../../transaction";
import { requireProof } from "./require-proof";

export const stepUpInput = z.union([
  z.strictObject({ password: z.string().min(1).max(200) }),
  z.strictObject({ code: z.string().trim().min(1).max(40) }),
]);

/**
 * Prove once more who one is, for what asks for a fresh proof. Only in the office: a program has
 * nobody to ask.
 *
 * @throws DomainError permission_denied | password_wrong | second_factor_wrong
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
