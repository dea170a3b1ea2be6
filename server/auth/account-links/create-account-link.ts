import { sql } from "drizzle-orm";
import { DomainError } from "../../../core/errors";
import { type Instant, instant } from "../../../core/time";
import type { Tx } from "../../../db/client";
import { accountLinks } from "../../../db/schema/access";
import type { TenantContext } from "../../context";
import { lockPerson } from "./account-owner";
import { formatLinkToken, type LinkKind, linkUrl, newLinkSecret } from "./link-token";

const HOUR_MS = 3_600_000;

const LIFE_MS: Readonly<Record<LinkKind, number>> = {
  invitation: 7 * 24 * HOUR_MS,
  password_reset: HOUR_MS,
};

export type AccountLink = {
  readonly linkId: string;
  /** Lets its holder in: shown once or mailed, and never logged, audited or stored. */
  readonly url: string;
  readonly expiresAt: Instant;
};

/**
 * Make a link by which a person sets a password, in the transaction of the act that calls for it.
 * It works once, and those of its kind that the person had before work no more. Who may make one is
 * for the caller to decide; so is the audit entry.
 *
 * @throws DomainError not_found (no such person, blocked, or no person at all)
 */
export async function createAccountLink(
  tx: Tx,
  context: Pick<TenantContext, "tenantId" | "actor" | "now" | "newId" | "appUrl">,
  wanted: { userId: string; kind: LinkKind },
): Promise<AccountLink> {
  const { tenantId, actor } = context;
  const { userId, kind } = wanted;
  const now = context.now();
  const at = new Date(now);
  // Two links made at once must not both stay: the person's row puts one behind the other.
  if (!(await lockPerson(tx, tenantId, userId))) throw new DomainError("not_found");
  await tx.execute(sql`
    update account_links set revoked_at = ${at.toISOString()}::timestamptz
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid and kind = ${kind}
      and used_at is null and revoked_at is null`);
  const linkId = context.newId();
  const { secret, tokenHash } = newLinkSecret();
  const expiresAt = instant(now + LIFE_MS[kind]);
  await tx.insert(accountLinks).values({
    tenantId,
    id: linkId,
    userId,
    kind,
    tokenHash,
    createdById: actor.kind === "user" ? actor.userId : null,
    createdAt: at,
    expiresAt: new Date(expiresAt),
  });
  const token = formatLinkToken({ tenantId, linkId, secret });
  return { linkId, url: linkUrl(context.appUrl, kind, token), expiresAt };
}
