import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import type { TenantContext } from "../../context";
import { queueMail } from "../../mail/queue-mail";
import { findAccountOwner } from "./account-owner";
import { createAccountLink } from "./create-account-link";
import type { LinkKind } from "./link-token";

export const sentLinkResult = z.object({
  personId: z.uuid(),
  /** Where no mail is sent, the link itself: to be handed over, for it is shown this once. */
  link: z.string().nullable(),
  /** ISO 8601 UTC, until when the link works. */
  expiresAt: z.string(),
});
export type SentLink = z.infer<typeof sentLinkResult>;

/**
 * Make a person's link, and mail it where mail is sent; the letter leaves when the transaction is
 * durable. Whoever calls has decided that it may be made, wakes the outbox after the commit, and
 * records why.
 *
 * @throws DomainError not_found (no such person, blocked, or no person at all)
 */
export async function sendAccountLink(
  tx: Tx,
  context: TenantContext,
  wanted: { readonly userId: string; readonly kind: LinkKind },
): Promise<SentLink> {
  const { userId, kind } = wanted;
  const { url, expiresAt } = await createAccountLink(tx, context, wanted);
  const result = { personId: userId, expiresAt: toIso(expiresAt) };
  if (context.outbox === null) return { ...result, link: url };
  const owner = await findAccountOwner(tx, context.tenantId, userId);
  if (owner === null) throw new DomainError("not_found");
  const { name, businessName, email, language } = owner;
  await queueMail(tx, context, {
    kind,
    url,
    expiresAt,
    personName: name,
    businessName,
    recipient: email,
    language,
  });
  return { ...result, link: null };
}
