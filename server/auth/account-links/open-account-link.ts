import { sql } from "drizzle-orm";
import { mayManage } from "../../../core/access/people-rules";
import { DomainError } from "../../../core/errors";
import type { Instant } from "../../../core/time";
import type { Tx } from "../../../db/client";
import type { TenantContext } from "../../context";
import { findHolder } from "../../people/find-person-row";
import { type ContextSource, systemContext } from "../../tenants/system-context";
import { inTransaction } from "../../transaction";
import { isSecretRight } from "../device-token";
import { type AccountOwner, findAccountOwner } from "./account-owner";
import { type LinkKind, type LinkToken, parseLinkToken } from "./link-token";

export type LinkQuestion = { readonly kind: LinkKind; readonly token: string };
export type LinkCaller = { readonly ip: string | null; readonly userAgent: string | null };

/** What a link that works opens. */
export type OpenedLink = { readonly linkId: string; readonly owner: AccountOwner };

/**
 * Whose link this is, without using it. That there was such a link, and what became of it, is only
 * said to who shows its secret.
 *
 * @throws DomainError rate_limited | link_unknown (not complete, forged, of another kind) |
 *         link_used | link_expired | link_revoked (also when its person may not come in any more,
 *         and when whoever made it may not manage that person any more)
 */
export async function openAccountLink(
  runtime: ContextSource,
  question: LinkQuestion,
  caller: LinkCaller,
): Promise<OpenedLink> {
  const { context, token } = await enterByLink(runtime, question, caller);
  // no-audit: a read.
  return inTransaction(context, (tx) => findOpenLink(tx, context, { ...question, token }));
}

/** The tenant that a token names, whoever made it: nothing is believed yet. */
export async function enterByLink(
  runtime: ContextSource,
  question: LinkQuestion,
  caller: LinkCaller,
): Promise<{ context: TenantContext; token: LinkToken }> {
  await runtime.rateLimiter.consume("link_address", caller.ip);
  const token = parseLinkToken(question.token);
  if (token === null) throw new DomainError("link_unknown");
  return { context: { ...systemContext(runtime, token.tenantId), ...caller }, token };
}

type LinkRow = {
  user_id: string;
  /** Null for one that its person asked for. */
  created_by_id: string | null;
  kind: string;
  token_hash: string;
  expires_at: string;
  is_used: boolean;
  is_revoked: boolean;
};

/** The link of a token that is believed from here on, as long as it is open. */
export async function findOpenLink(
  tx: Tx,
  context: TenantContext,
  given: { readonly kind: LinkKind; readonly token: LinkToken },
): Promise<OpenedLink> {
  const { tenantId } = context;
  const { kind, token } = given;
  const [row] = await tx.execute<LinkRow>(sql`
    select user_id, created_by_id, kind, token_hash, expires_at, used_at is not null as is_used,
      revoked_at is not null as is_revoked
    from account_links
    where tenant_id = ${tenantId}::uuid and id = ${token.linkId}::uuid`);
  if (!isSecretRight(token.secret, row?.token_hash ?? null) || row?.kind !== kind) {
    throw new DomainError("link_unknown");
  }
  requireOpen(row, context.now());
  await requireTrustedMaker(tx, tenantId, row);
  const owner = await findAccountOwner(tx, tenantId, row.user_id);
  if (owner === null) throw new DomainError("link_revoked");
  return { linkId: token.linkId, owner };
}

function requireOpen(row: LinkRow, now: Instant): void {
  if (row.is_used) throw new DomainError("link_used");
  if (row.is_revoked) throw new DomainError("link_revoked");
  if (Date.parse(row.expires_at) <= now) throw new DomainError("link_expired");
}

/**
 * Whoever made a link may have seen it, and by it become that person. So it works as long as they
 * may manage them [PE7].
 */
async function requireTrustedMaker(
  tx: Tx,
  tenantId: string,
  { user_id: personId, created_by_id: makerId }: LinkRow,
): Promise<void> {
  if (makerId === null) return;
  const maker = await findHolder(tx, tenantId, makerId);
  const person = await findHolder(tx, tenantId, personId);
  const mayStill =
    maker?.access.permissions.includes("staff.write") === true &&
    person !== null &&
    mayManage(maker, person);
  if (!mayStill) throw new DomainError("link_revoked");
}
