import { sql } from "drizzle-orm";
import { z } from "zod";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { emailSha256, normalizeEmail } from "../../people/create-user";
import { type ContextSource, systemContext } from "../../tenants/system-context";
import { inTransaction } from "../../transaction";
import type { LinkCaller } from "./open-account-link";
import { sendAccountLink } from "./send-account-link";

export const passwordResetRequest = z.object({ email: z.string().trim().min(1).max(254) });

/** Businesses of one address that are written to. */
const TENANTS_MAX = 20;

/**
 * Take up somebody's wish for a new password. What is counted here is the same for every address;
 * what depends on the address happens in `mailResetLinks`, behind the answer, so that neither its
 * words nor its time tell whether there is an account.
 *
 * @throws DomainError rate_limited
 */
export async function admitResetRequest(
  runtime: Pick<ContextSource, "rateLimiter">,
  { email }: z.output<typeof passwordResetRequest>,
  caller: LinkCaller,
): Promise<void> {
  await runtime.rateLimiter.consume("link_address", caller.ip);
  await runtime.rateLimiter.consume("mail_email", normalizeEmail(email));
}

/**
 * Mail a link to whoever has this address, from each business in which they have an account: one
 * letter for each, which names it. A deployment without mail does nothing.
 *
 * @returns how many letters wait to be sent.
 */
export async function mailResetLinks(
  runtime: ContextSource,
  request: z.output<typeof passwordResetRequest>,
  caller: LinkCaller,
): Promise<number> {
  if (runtime.mailer === null) return 0;
  const email = normalizeEmail(request.email);
  const tenantIds = await runtime.database.findSignInTenants(emailSha256(email));
  let letters = 0;
  for (const tenantId of tenantIds.slice(0, TENANTS_MAX)) {
    const context = { ...systemContext(runtime, tenantId), ...caller };
    if (await mailResetLink(context, email)) letters += 1;
  }
  return letters;
}

async function mailResetLink(context: TenantContext, email: string): Promise<boolean> {
  const { tenantId } = context;
  const isQueued = await inTransaction(context, async (tx) => {
    const [person] = await tx.execute<{ id: string }>(sql`
      select id from users
      where tenant_id = ${tenantId}::uuid and email = ${email} and kind = 'person'
        and deleted_at is null and blocked_at is null`);
    if (!person) return false;
    await sendAccountLink(tx, context, { userId: person.id, kind: "password_reset" });
    await recordAudit(tx, context, { action: "password.ask_reset", subjectId: person.id });
    return true;
  });
  if (isQueued) context.outbox?.wake();
  return isQueued;
}
