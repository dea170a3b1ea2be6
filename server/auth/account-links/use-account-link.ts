import { sql } from "drizzle-orm";
import { z } from "zod";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { queueAlert } from "../../mail/queue-alert";
import { CONFIG_STREAM, nextRevision } from "../../next-revision";
import type { ContextSource } from "../../tenants/system-context";
import { inTransaction } from "../../transaction";
import type { SignedPerson } from "../factors/admit-person";
import { hashPassword } from "../password";
import { newPasswordSchema, requireGoodPassword } from "../password-rules";
import { personActor } from "../person-actor";
import { type AccountOwner, lockPerson } from "./account-owner";
import type { LinkToken } from "./link-token";
import { enterByLink, findOpenLink, type LinkCaller } from "./open-account-link";
import { writePassword } from "./write-password";

export const acceptInvitationInput = z.object({
  token: z.string().min(1).max(400),
  name: z.string().trim().min(1).max(120),
  password: newPasswordSchema,
});

export const resetPasswordInput = acceptInvitationInput.omit({ name: true });

/**
 * Take up an invitation: confirm one's name and choose a password. The link works no more; who holds it
 * has shown who they are, as far as a link can.
 *
 * @throws DomainError rate_limited | link_unknown | link_used | link_expired | link_revoked |
 *         password_too_short | password_too_common | password_too_personal
 */
export async function acceptInvitation(
  runtime: ContextSource,
  input: z.output<typeof acceptInvitationInput>,
  caller: LinkCaller,
): Promise<SignedPerson> {
  const { name, token, password } = input;
  return spendLink(runtime, { kind: "invitation", token, password, name }, caller);
}

/**
 * Choose a new password by a link. Every sign-in and key of the person ends, and they are told by mail [PW1].
 *
 * @throws DomainError as `acceptInvitation`
 */
export async function resetPassword(
  runtime: ContextSource,
  input: z.output<typeof resetPasswordInput>,
  caller: LinkCaller,
): Promise<SignedPerson> {
  return spendLink(runtime, { kind: "password_reset", ...input, name: null }, caller);
}

type Spending = {
  readonly kind: "invitation" | "password_reset";
  readonly token: string;
  readonly password: string;
  /** Null leaves the name as it is. */
  readonly name: string | null;
};

async function spendLink(
  runtime: ContextSource,
  spending: Spending,
  caller: LinkCaller,
): Promise<SignedPerson> {
  const { kind, password, name } = spending;
  const { context, token } = await enterByLink(runtime, spending, caller);
  // no-audit: a read.
  const { owner } = await inTransaction(context, (tx) =>
    findOpenLink(tx, context, { kind, token }),
  );
  requireGoodPassword(password, { ...owner, name: name ?? owner.name });
  // Ahead of the transaction, which must not be held while this takes its time.
  const passwordHash = await hashPassword(password);
  const newName = name === owner.name ? null : name;
  const { userId } = owner;
  await inTransaction(context, (tx) =>
    writeSpent(tx, context, { kind, token, userId, passwordHash, newName }),
  );
  context.outbox?.wake();
  return { tenantId: context.tenantId, userId };
}

async function writeSpent(
  tx: Tx,
  context: TenantContext,
  given: Pick<Spending, "kind"> & {
    readonly token: LinkToken;
    readonly userId: string;
    readonly passwordHash: string;
    /** Null when it stays. */
    readonly newName: string | null;
  },
): Promise<void> {
  const { tenantId } = context;
  const { kind, token, userId, passwordHash, newName } = given;
  // The stream's head comes first in every transaction that moves it, then the person's row.
  const revision = newName === null ? null : await nextRevision(tx, tenantId, CONFIG_STREAM);
  await lockPerson(tx, tenantId, userId);
  const { linkId, owner } = await findOpenLink(tx, context, { kind, token });
  await tx.execute(sql`
    update account_links set used_at = ${toIso(context.now())}::timestamptz
    where tenant_id = ${tenantId}::uuid and id = ${linkId}::uuid`);
  if (newName !== null && revision !== null) {
    await rename(tx, context, { owner, newName, revision });
  }
  const change = { userId, passwordHash, exceptSessionId: null, endsKeys: true };
  const ended = await writePassword(tx, context, change);
  if (kind === "password_reset") {
    await queueAlert(tx, context, { kind: "password_changed", userId });
  }
  // Nobody is signed in: the link stands where a session would.
  const asPerson = { ...context, actor: personActor({ userId, sessionId: linkId }) };
  await recordAudit(tx, asPerson, {
    action: kind === "invitation" ? "invitation.accept" : "password.reset",
    subjectId: userId,
    details: ended,
    ...(newName === null ? {} : { before: { name: owner.name }, after: { name: newName } }),
  });
}

/** What stands on receipts follows the name as long as it was the same. */
async function rename(
  tx: Tx,
  context: TenantContext,
  given: { readonly owner: AccountOwner; readonly newName: string; readonly revision: number },
): Promise<void> {
  const { owner, newName, revision } = given;
  const { tenantId } = context;
  const displayName = owner.displayName === owner.name ? newName.slice(0, 40) : owner.displayName;
  await tx.execute(sql`
    update users set name = ${newName}, display_name = ${displayName}, version = version + 1,
      revision = ${revision}
    where tenant_id = ${tenantId}::uuid and id = ${owner.userId}::uuid`);
}
