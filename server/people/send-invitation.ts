import { sql } from "drizzle-orm";
import { z } from "zod";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { createAccountLink } from "../auth/account-links/create-account-link";
import type { TenantContext } from "../context";
import { queueMail } from "../mail/queue-mail";

export const invitationResult = z.object({
  personId: z.uuid(),
  /** Where no mail is sent, the link itself: to be handed over, for it is shown this once. */
  link: z.string().nullable(),
  /** ISO 8601 UTC, until when the link works. */
  expiresAt: z.string(),
});
export type InvitationResult = z.infer<typeof invitationResult>;

/**
 * Make the link by which a person comes in, and mail it where mail is sent; the letter leaves
 * when the transaction is durable. Whoever calls wakes the outbox and records why.
 */
export async function sendInvitation(
  tx: Tx,
  context: TenantContext,
  person: { readonly id: string; readonly name: string; readonly email: string } & {
    readonly language: string | null;
  },
): Promise<InvitationResult> {
  const kind = "invitation";
  const { url, expiresAt } = await createAccountLink(tx, context, { userId: person.id, kind });
  const result = { personId: person.id, expiresAt: toIso(expiresAt) };
  if (context.outbox === null) return { ...result, link: url };
  const [tenant] = await tx.execute<{ name: string; language: string }>(sql`
    select name, language from tenants where tenant_id = ${context.tenantId}::uuid`);
  await queueMail(tx, context, {
    kind,
    url,
    expiresAt,
    personName: person.name,
    businessName: tenant?.name ?? "",
    recipient: person.email,
    language: person.language ?? tenant?.language ?? "en",
  });
  return { ...result, link: null };
}
