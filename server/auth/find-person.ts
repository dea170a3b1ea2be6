import { sql } from "drizzle-orm";
import { type Access, accessOf, narrowTo, OWNER } from "../../core/access/roles";
import { readScopes } from "../../core/access/scopes";
import { DomainError } from "../../core/errors";
import { instant } from "../../core/time";
import { keptPlan } from "../../db/kept-plans";
import { accessRulesColumn, requireAccess, type StoredRules } from "../access-rules/require-access";
import type { Actor, Credential, Runtime } from "../context";
import { inReadTransaction } from "../transaction";
import type { SessionClaims } from "./access-token";
import { standing } from "./sessions/standing";

/** How stale `last_seen_at` may be; it spares a write on every request. */
const SEEN_STALE_MS = 300_000;

type PersonRow = {
  role: string;
  kind: string;
  permissions: unknown;
  limits: unknown;
  scopes: unknown;
  /** Of a program that acts in its own name, with the role of whoever made it. */
  client: ClientRow | null;
  proved_at: string;
  is_everywhere: boolean;
  is_stale: boolean;
  is_factor_missing: boolean;
  rules: StoredRules;
  store_ids: string[] | null;
};

type ClientRow = { scopes: unknown; role: string; permissions: unknown; limits: unknown };

/**
 * The person whose session a token names, with what they may do now: role, stores and session are
 * asked of the database each time, in one query.
 *
 * @throws DomainError unauthenticated | address_not_allowed | outside_opening_hours
 */
export async function findPerson(
  runtime: Runtime,
  claims: SessionClaims,
  ip: string | null = null,
): Promise<Actor> {
  const { database } = runtime;
  const { tenantId, userId, sessionId } = claims;
  const now = runtime.now();
  const at = new Date(now).toISOString();
  const freshSince = new Date(now - SEEN_STALE_MS).toISOString();
  const [person] = await inReadTransaction({ database, tenantId }, (tx) =>
    tx.execute<PersonRow>(sql`${keptPlan}
      select u.role, u.is_everywhere, s.kind, s.scopes, r.permissions, r.limits,
        coalesce(s.stepped_up_at, s.created_at) as proved_at,
        s.last_seen_at < ${freshSince}::timestamptz as is_stale,
        coalesce(a.two_factor_roles ? u.role, false) and f.confirmed_at is null
          as is_factor_missing, ${accessRulesColumn} as rules,
        case when u.kind = 'service' then ${clientOf(tenantId)} end as client,
        (select jsonb_agg(us.store_id) from user_stores us
          where us.tenant_id = ${tenantId}::uuid and us.user_id = ${userId}::uuid) as store_ids
      from sessions s
      join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
      left join roles r on r.tenant_id = ${tenantId}::uuid and r.code = u.role
        and r.deleted_at is null
      left join access_rules a on a.tenant_id = ${tenantId}::uuid
      left join user_factors f on f.tenant_id = ${tenantId}::uuid and f.user_id = ${userId}::uuid
      where s.tenant_id = ${tenantId}::uuid and u.tenant_id = ${tenantId}::uuid
        and s.id = ${sessionId}::uuid and s.user_id = ${userId}::uuid
        and ${standing(now)}
        and u.deleted_at is null and u.blocked_at is null
        and (u.kind = 'person' or exists (select 1 from api_clients c
          where c.tenant_id = ${tenantId}::uuid and c.user_id = u.id and c.revoked_at is null))`),
  );
  if (!person) throw new DomainError("unauthenticated");
  const isOwner = person.role === OWNER && person.client === null;
  requireAccess(person.rules, { ip, now, isOwner });
  if (person.is_stale) await noteSeen(runtime, claims, at);
  return actorOf(person, claims);
}

/** The client that acts as user `u`, as one value. */
async function noteSeen(
  runtime: Runtime,
  { tenantId, sessionId }: SessionClaims,
  at: string,
): Promise<void> {
  await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute(sql`
      update sessions set last_seen_at = ${at}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid`),
  );
}

function clientOf(tenantId: string) {
  return sql`(
    select jsonb_build_object('scopes', c.scopes, 'role', m.role,
      'permissions', mr.permissions, 'limits', mr.limits)
    from api_clients c
    join users m on m.tenant_id = ${tenantId}::uuid and m.id = c.created_by_id
    left join roles mr on mr.tenant_id = ${tenantId}::uuid and mr.code = m.role
      and mr.deleted_at is null
    where c.tenant_id = ${tenantId}::uuid and c.user_id = u.id)`;
}

function actorOf(row: PersonRow, claims: SessionClaims): Actor {
  const access = row.client === null ? accessOf(row.role, storedOf(row)) : clientAccess(row.client);
  const scopes = [row.scopes, claims.scopes].filter(Array.isArray);
  const isFactorMissing = row.client === null && row.is_factor_missing;
  return {
    kind: "user",
    userId: claims.userId,
    sessionId: claims.sessionId,
    role: row.role,
    permissions: new Set(isFactorMissing ? [] : scopes.reduce(narrowTo, access.permissions)),
    ...(isFactorMissing && { isFactorMissing }),
    limits: access.limits,
    credential: credentialOf(row.kind),
    provedAt: row.kind === "office" ? instant(Date.parse(row.proved_at)) : null,
    storeIds: row.is_everywhere ? null : new Set(row.store_ids ?? []),
  };
}

/**
 * A client holds its scopes and nothing else, within the limits of the role of whoever made its
 * secret [AP2].
 */
function clientAccess(client: ClientRow): Access {
  const { limits } = accessOf(client.role, storedOf(client));
  return { permissions: readScopes(client.scopes), limits };
}

function storedOf(row: { permissions: unknown; limits: unknown }) {
  return row.permissions === null ? null : row;
}

function credentialOf(kind: string): Credential {
  return kind === "office" ? "office" : kind === "client" ? "api_client" : "api";
}
