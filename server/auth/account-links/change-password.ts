import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { queueAlert } from "../../mail/queue-alert";
import { inTransaction } from "../../transaction";
import { hashPassword } from "../password";
import { newPasswordSchema, requireGoodPassword } from "../password-rules";
import { requirePassword } from "../sessions/require-proof";
import { findAccountOwner } from "./account-owner";
import { writePassword } from "./write-password";

export const changePasswordInput = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: newPasswordSchema,
  /** Left out: the person's API keys go on. */
  endsKeys: z.boolean().optional(),
});

export const changePasswordResult = z.object({
  /** Other sign-ins of the person, which are over. */
  endedCount: z.number().int(),
  /** The same of API keys. */
  endedKeyCount: z.number().int(),
});

/**
 * Change one's own password. Every other sign-in ends, this one goes on, and the person is told by
 * mail; their API keys go on unless they say that those end too [PW1]. Only in the office: a program holds no password.
 *
 * @throws DomainError permission_denied | rate_limited | password_wrong (the current one) |
 *         password_too_short | password_too_common | password_too_personal
 */
export async function changePassword(
  context: TenantContext,
  input: z.output<typeof changePasswordInput>,
): Promise<z.output<typeof changePasswordResult>> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user" || actor.credential !== "office") {
    throw new DomainError("permission_denied");
  }
  const { userId, sessionId } = actor;
  await requirePassword(context, userId, input.currentPassword);
  // no-audit: a read.
  const owner = await inTransaction(context, (tx) => findAccountOwner(tx, tenantId, userId));
  if (owner === null) throw new DomainError("unauthenticated");
  requireGoodPassword(input.newPassword, owner);
  const passwordHash = await hashPassword(input.newPassword);
  const ended = await inTransaction(context, async (tx) => {
    const over = await writePassword(tx, context, {
      userId,
      passwordHash,
      exceptSessionId: sessionId,
      endsKeys: input.endsKeys ?? false,
    });
    await queueAlert(tx, context, { kind: "password_changed", userId });
    await recordAudit(tx, context, {
      action: "password.change",
      subjectId: userId,
      details: over,
    });
    return over;
  });
  context.outbox?.wake();
  return ended;
}
