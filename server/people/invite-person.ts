import { z } from "zod";
import { DomainError } from "../../core/errors";
import { recordAudit } from "../audit";
import { type SentLink, sendAccountLink } from "../auth/account-links/send-account-link";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { requirePermission } from "../require-permission";
import { requireStepUp } from "../require-step-up";
import { inTransaction } from "../transaction";
import type { PersonIdInput } from "./block-person";
import { prepareUser, writeUser } from "./create-user";
import { requireManaged } from "./find-person-row";
import { pinSchema } from "./pin-rule";
import { requireGrantable } from "./require-grantable";

export const invitePersonInput = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(120),
  /** What stands on the till and on receipts; left out, the name. */
  displayName: z.string().trim().min(1).max(40).optional(),
  role: z.string().min(1).max(60),
  /** Null: every store, also those to come. */
  storeIds: z.array(z.uuid()).min(1).max(200).nullable(),
  /** Left out: the business's. */
  language: z.enum(["en", "sw"]).optional(),
  /** Left out: they do not sell at a till. */
  pin: pinSchema.optional(),
});
export type InvitePersonInput = z.infer<typeof invitePersonInput>;

/**
 * Add a person, with what they may do and where, and send them the link by which they set a
 * password. The caller gives them no more than they hold themselves [AC4, PE1, PE2].
 *
 * @throws DomainError permission_denied | step_up_required | validation_failed (the role or the
 *         PIN) | store_not_found | code_taken (the e-mail)
 */
export async function invitePerson(
  context: TenantContext,
  input: InvitePersonInput,
): Promise<SentLink> {
  requirePermission(context.actor, "staff.write");
  requireStepUp(context);
  const { storeIds, role, name } = input;
  const user = await prepareUser(context, {
    ...input,
    storeIds: storeIds === null ? undefined : [...new Set(storeIds)],
  });
  const invitation = await inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, context.tenantId, CONFIG_STREAM);
    await requireGrantable(tx, context, { role, storeIds });
    await writeUser(tx, context, { ...user, revision });
    const { id } = user;
    const sent = await sendAccountLink(tx, context, { userId: id, kind: "invitation" });
    await recordAudit(tx, context, {
      action: "user.invite",
      subjectId: id,
      details: { isMailed: sent.link === null },
      after: { name, role, storeIds, hasPin: user.pin !== null },
    });
    return sent;
  });
  context.outbox?.wake();
  return invitation;
}

/**
 * Send a new link to somebody who was invited and has not come; the one before works no more.
 *
 * @throws DomainError permission_denied | step_up_required | not_found (nobody, blocked, or
 *         somebody who has come)
 */
export async function inviteAgain(
  context: TenantContext,
  { personId }: PersonIdInput,
): Promise<SentLink> {
  requirePermission(context.actor, "staff.write");
  requireStepUp(context);
  const invitation = await inTransaction(context, async (tx) => {
    const person = await requireManaged(tx, context, personId);
    if (!person.isInvited) throw new DomainError("not_found");
    const sent = await sendAccountLink(tx, context, { userId: person.id, kind: "invitation" });
    await recordAudit(tx, context, {
      action: "user.invite_again",
      subjectId: personId,
      details: { isMailed: sent.link === null },
    });
    return sent;
  });
  context.outbox?.wake();
  return invitation;
}
