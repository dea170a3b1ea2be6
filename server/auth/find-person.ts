import { sql } from "drizzle-orm";
import { accessOf, narrowTo } from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import { instant } from "../../core/time";
import type { Actor, Credential, Runtime } from "../context";
import type { SessionClaims } from "./access-token";

/** How stale `last_seen_at` may be; it spares a write on every request. */
const SEEN_STALE_MS = 300_000;
/** A person who does nothing in the office for this long signs in again, unless the tenant says otherwise. */
const IDLE_MINUTES = 720;

type PersonRow = {
  role: string;
  kind: string;
  permissions: unknown;
  limits: unknown;
  scopes: unknown;
  proved_at: string;
  is_everywhere: boolean;
  is_stale: boolean;
  store_ids: string[] | null;
};

/**
 * The person whose session a token names, with what they may do now: role, stores and session are
 * asked of the database each time, in one query.
 *
 * @throws DomainError unauthenticated
 */
export async function findPerson(runtime: Runtime, claims: SessionClaims): Promise<Actor> {
  const { tenantId, userId, sessionId } = claims;
  const now = runtime.now();
  const at = new Date(now).toISOString();
  const freshSince = new Date(now - SEEN_STALE_MS).toISOString();
  const person = await runtime.database.withTenant(tenantId, async (tx) => {
    const rows = await tx.execute<PersonRow>(sql`
      select u.role, u.is_everywhere, s.kind, s.scopes, r.permissions, r.limits,
        coalesce(s.stepped_up_at, s.created_at) as proved_at,
        s.last_seen_at < ${freshSince}::timestamptz as is_stale,
        (select jsonb_agg(us.store_id) from user_stores us
          where us.tenant_id = ${tenantId}::uuid and us.user_id = ${userId}::uuid) as store_ids
      from sessions s
      join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
      left join roles r on r.tenant_id = ${tenantId}::uuid and r.code = u.role
        and r.deleted_at is null
      left join access_rules a on a.tenant_id = ${tenantId}::uuid
      where s.tenant_id = ${tenantId}::uuid and u.tenant_id = ${tenantId}::uuid
        and s.id = ${sessionId}::uuid and s.user_id = ${userId}::uuid
        and s.revoked_at is null and s.expires_at > ${at}::timestamptz
        and (s.kind <> 'office' or s.last_seen_at > ${at}::timestamptz
          - make_interval(mins => coalesce(a.idle_minutes, ${IDLE_MINUTES})))
        and u.deleted_at is null and u.blocked_at is null`);
    const [row] = rows;
    if (row?.is_stale) {
      await tx.execute(sql`
        update sessions set last_seen_at = ${at}::timestamptz
        where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid`);
    }
    return row;
  });
  if (!person) throw new DomainError("unauthenticated");
  return actorOf(person, { userId, sessionId });
}

function actorOf(row: PersonRow, ids: { userId: string; sessionId: string }): Actor {
  const access = accessOf(row.role, row.permissions === null ? null : row);
  const scopes = Array.isArray(row.scopes) ? row.scopes : null;
  const permissions = scopes === null ? access.permissions : narrowTo(access.permissions, scopes);
  return {
    kind: "user",
    ...ids,
    role: row.role,
    permissions: new Set(permissions),
    limits: access.limits,
    credential: credentialOf(row.kind),
    provedAt: row.kind === "office" ? instant(Date.parse(row.proved_at)) : null,
    storeIds: row.is_everywhere ? null : new Set(row.store_ids ?? []),
  };
}

function credentialOf(kind: string): Credential {
  return kind === "office" ? "office" : kind === "client" ? "api_client" : "api";
}
