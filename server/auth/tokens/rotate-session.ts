import { sql } from "drizzle-orm";
import { isPermission, type Permission } from "../../../core/access/permissions";
import type { Tx } from "../../../db/client";
import { recordAudit } from "../../audit";
import { queueAlert } from "../../mail/queue-alert";
import { systemContext } from "../../tenants/system-context";
import { inTransaction } from "../../transaction";
import { isSecretRight } from "../device-token";
import type { SessionDoor } from "../open-session";
import type { RefreshToken } from "../refresh-token";
import { newRefreshSecret } from "./token-pair";

/** Whose token is shown, and by whom. */
export type RotationTerms = {
  readonly kind: "api" | "client";
  /** The only user whose session it may be; left out, whoever's it is. */
  readonly userId?: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Throws where the session may not be used as asked; the token is then not used up. */
  readonly admit?: (scopes: readonly Permission[] | null) => unknown;
};

export type RotatedSession = {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
  /** Of the new refresh token. */
  readonly secret: string;
  /** Null for all that the user may. */
  readonly scopes: readonly Permission[] | null;
};

type SessionRow = {
  user_id: string;
  refresh_hash: string | null;
  scopes: unknown;
  stands: boolean;
};

/**
 * Exchange a refresh token for the next one of its session [RT1]. Each works once: one that was
 * exchanged before and is shown again, be it a moment later, was copied by somebody, so its
 * session ends [RT2]. There is no grace for a reply that was lost, since only hashes are kept and
 * the same answer cannot be given twice; who lost it signs in again.
 *
 * @returns null when the token, its session or its person stands no more.
 */
export async function rotateSession(
  runtime: SessionDoor,
  token: RefreshToken,
  terms: RotationTerms,
): Promise<RotatedSession | null> {
  const { tenantId, sessionId } = token;
  const context = { ...systemContext(runtime, tenantId), ip: terms.ip, userAgent: terms.userAgent };
  const { secret, hash } = newRefreshSecret();
  const now = runtime.now();
  return inTransaction(context, async (tx) => {
    const row = await lockSession(tx, { token, terms, now });
    if (!row?.stands) return null;
    const at = new Date(now).toISOString();
    if (isSecretRight(token.secret, row.refresh_hash)) {
      const scopes = Array.isArray(row.scopes) ? row.scopes.filter(isPermission) : null;
      terms.admit?.(scopes);
      // no-audit: the session goes on as it was opened; who refreshes every quarter of an hour would bury the rest.
      await tx.execute(sql`
        update sessions set refresh_hash = ${hash}, last_seen_at = ${at}::timestamptz
        where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid`);
      return { tenantId, sessionId, userId: row.user_id, secret, scopes };
    }
    await tx.execute(sql`
      update sessions set revoked_at = ${at}::timestamptz, revoked_reason = 'refresh_reused'
      where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid`);
    await queueAlert(tx, context, { kind: "refresh_reused", userId: row.user_id });
    await recordAudit(tx, context, {
      action: "session.refresh_reused",
      subjectId: sessionId,
      details: { userId: row.user_id, kind: terms.kind },
    });
    return null;
  });
}

/** The session under a lock, so that of two who refresh at once the second sees the first. */
async function lockSession(
  tx: Tx,
  given: { token: RefreshToken; terms: RotationTerms; now: number },
): Promise<SessionRow | undefined> {
  const { token, terms } = given;
  const { tenantId, sessionId } = token;
  const at = new Date(given.now).toISOString();
  const rows = await tx.execute<SessionRow>(sql`
    select s.user_id, s.refresh_hash, s.scopes,
      s.revoked_at is null and s.expires_at > ${at}::timestamptz
        and u.deleted_at is null and u.blocked_at is null
        and (u.password_changed_at is null or u.password_changed_at <= s.created_at) as stands
    from sessions s
    join users u on u.tenant_id = ${tenantId}::uuid and u.id = s.user_id
    where s.tenant_id = ${tenantId}::uuid and s.id = ${sessionId}::uuid and s.kind = ${terms.kind}
      and s.user_id = coalesce(${terms.userId ?? null}::uuid, s.user_id)
    for update of s`);
  return rows[0];
}
