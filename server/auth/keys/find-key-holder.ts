import { sql } from "drizzle-orm";
import { accessOf, narrowTo, OWNER } from "../../../core/access/roles";
import { readScopes } from "../../../core/access/scopes";
import { DomainError } from "../../../core/errors";
import type { Tx } from "../../../db/client";
import { keptPlan } from "../../../db/kept-plans";
import {
  accessRulesColumn,
  requireAccess,
  type StoredRules,
} from "../../access-rules/require-access";
import type { Actor, Runtime } from "../../context";
import { isSecretRight } from "../device-token";
import type { KeyToken } from "./key-token";

/** How stale the time of last use may be; it spares a write on every request. */
const USED_STALE_MS = 300_000;

type HolderRow = {
  user_id: string;
  secret_hash: string;
  scopes: unknown;
  role: string;
  permissions: unknown;
  limits: unknown;
  is_factor_missing: boolean;
  is_everywhere: boolean;
  is_stale: boolean;
  rules: StoredRules;
  store_ids: string[] | null;
};

/**
 * The person whose key a program shows, in one query. What they lose they lose in every key [AP3];
 * a key proves nobody's presence, so nothing that asks for a fresh proof works by it.
 *
 * @throws DomainError unauthenticated | address_not_allowed | outside_opening_hours
 */
export async function findKeyHolder(
  runtime: Pick<Runtime, "database" | "now">,
  token: KeyToken,
  ip: string | null,
): Promise<Actor> {
  const at = new Date(runtime.now());
  const row = await runtime.database.withTenant(token.tenantId, async (tx) => {
    const found = await readHolder(tx, token, at);
    if (!isSecretRight(token.secret, found?.secret_hash ?? null)) return undefined;
    if (found?.is_stale) {
      await tx.execute(sql`
        update api_keys set last_used_at = ${at.toISOString()}::timestamptz, last_used_ip = ${ip}
        where tenant_id = ${token.tenantId}::uuid and id = ${token.id}::uuid`);
    }
    return found;
  });
  if (!row) throw new DomainError("unauthenticated");
  requireAccess(row.rules, { ip, now: runtime.now(), isOwner: row.role === OWNER });
  const access = accessOf(row.role, row.permissions === null ? null : row);
  const isFactorMissing = row.is_factor_missing;
  return {
    kind: "user",
    userId: row.user_id,
    sessionId: token.id,
    role: row.role,
    permissions: new Set(
      isFactorMissing ? [] : narrowTo(access.permissions, readScopes(row.scopes)),
    ),
    ...(isFactorMissing && { isFactorMissing }),
    limits: access.limits,
    credential: "api_key",
    provedAt: null,
    storeIds: row.is_everywhere ? null : new Set(row.store_ids ?? []),
  };
}

async function readHolder(tx: Tx, token: KeyToken, at: Date): Promise<HolderRow | undefined> {
  const { tenantId, id } = token;
  const staleSince = new Date(at.getTime() - USED_STALE_MS).toISOString();
  const rows = await tx.execute<HolderRow>(sql`${keptPlan}
    select k.user_id, k.secret_hash, k.scopes, u.role, u.is_everywhere, r.permissions, r.limits,
      coalesce(a.two_factor_roles ? u.role, false) and f.confirmed_at is null as is_factor_missing,
      coalesce(k.last_used_at < ${staleSince}::timestamptz, true) as is_stale,
      ${accessRulesColumn} as rules,
      (select jsonb_agg(us.store_id) from user_stores us
        where us.tenant_id = ${tenantId}::uuid and us.user_id = k.user_id) as store_ids
    from api_keys k
    join users u on u.tenant_id = ${tenantId}::uuid and u.id = k.user_id
    left join roles r on r.tenant_id = ${tenantId}::uuid and r.code = u.role
      and r.deleted_at is null
    left join access_rules a on a.tenant_id = ${tenantId}::uuid
    left join user_factors f on f.tenant_id = ${tenantId}::uuid and f.user_id = k.user_id
    where k.tenant_id = ${tenantId}::uuid and k.id = ${id}::uuid and k.revoked_at is null
      and coalesce(k.expires_at > ${at.toISOString()}::timestamptz, true)
      and u.kind = 'person' and u.deleted_at is null and u.blocked_at is null`);
  return rows[0];
}
