import { z } from "zod";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { requireManaged } from "../../people/find-person-row";
import { requirePermission } from "../../require-permission";
import { requireStepUp } from "../../require-step-up";
import { inTransaction } from "../../transaction";
import { type SentLink, sendAccountLink } from "./send-account-link";

export const sendResetLinkInput = z.strictObject({ personId: z.uuid() });

/**
 * Send somebody a link by which they choose a new password; without mail it is the answer, to be
 * handed over. As it lets its holder in, it takes whoever may manage that person. Their password
 * works on until the link is used.
 *
 * @throws DomainError permission_denied | step_up_required | not_found (nobody, or blocked)
 */
export async function sendResetLink(
  context: TenantContext,
  { personId }: z.output<typeof sendResetLinkInput>,
): Promise<SentLink> {
  requirePermission(context.actor, "staff.write");
  requireStepUp(context);
  const sent = await inTransaction(context, async (tx) => {
    const person = await requireManaged(tx, context, personId);
    const link = await sendAccountLink(tx, context, { userId: person.id, kind: "password_reset" });
    await recordAudit(tx, context, {
      action: "password.send_reset_link",
      subjectId: personId,
      details: { isMailed: link.link === null },
    });
    return link;
  });
  context.outbox?.wake();
  return sent;
}
