import { sql } from "drizzle-orm";
import { permissionsOf } from "../../core/access/permissions";
import { DomainError } from "../../core/errors";
import type { Actor, Runtime, TenantContext } from "../context";
import { readAccessToken, type SessionClaims } from "./access-token";
import { isSecretRight, parseDeviceToken } from "./device-token";
import { serverKeyOf } from "./server-key";
import { readSessionCookie } from "./session-cookie";

/** A person who does nothing in the office for this long signs in again. */
const OFFICE_IDLE_MS_MAX = 12 * 3_600_000;
/** How stale `last_seen_at` may be; it spares a write on every request. */
const SEEN_STALE_MS = 300_000;

export type RequestOrigin = {
  readonly headers: Headers;
  readonly requestId: string;
  readonly ip: string | null;
};

/**
 * Who asks, by what the request carries: an access token, a device token or the session cookie.
 * The tenant comes from there and from nowhere else. One query, whatever the credential.
 *
 * @throws DomainError unauthenticated
 */
export async function authenticateRequest(
  runtime: Runtime,
  origin: RequestOrigin,
): Promise<TenantContext> {
  const bearer = bearerOf(origin.headers);
  const device = bearer === null ? null : parseDeviceToken(bearer);
  if (device) {
    const actor = await findTerminal(runtime, device);
    return contextOf(runtime, origin, { tenantId: device.tenantId, actor });
  }
  const claims =
    bearer === null
      ? await readSessionCookie(runtime, origin.headers)
      : await readAccessToken(runtime, bearer);
  if (!claims) throw new DomainError("unauthenticated");
  const actor = await findPerson(runtime, claims);
  return contextOf(runtime, origin, { tenantId: claims.tenantId, actor });
}

/** Whether the request shows a credential that a browser does not attach by itself. */
export function hasBearer(headers: Headers): boolean {
  return bearerOf(headers) !== null;
}

function bearerOf(headers: Headers): string | null {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return token ?? null;
}

function contextOf(
  runtime: Runtime,
  origin: RequestOrigin,
  found: { tenantId: string; actor: Actor },
): TenantContext {
  const { requestId, ip } = origin;
  return {
    ...found,
    database: runtime.database,
    now: runtime.now,
    newId: runtime.newId,
    log: runtime.log.child({ requestId, tenantId: found.tenantId }),
    requestId,
    ip,
    serverKey: () => serverKeyOf(runtime.authSecret, found.tenantId),
  };
}

type PersonRow = { role: string; is_stale: boolean; store_ids: string[] | null };

async function findPerson(runtime: Runtime, claims: SessionClaims): Promise<Actor> {
  const { tenantId, userId, sessionId } = claims;
  const now = runtime.now();
  const at = new Date(now).toISOString();
  const idleSince = new Date(now - OFFICE_IDLE_MS_MAX).toISOString();
  const freshSince = new Date(now - SEEN_STALE_MS).toISOString();
  const person = await runtime.database.withTenant(tenantId, async (tx) => {
    const rows = await tx.execute<PersonRow>(sql`
      select u.role, s.last_seen_at < ${freshSince}::timestamptz as is_stale,
        (select jsonb_agg(us.store_id) from user_stores us
          where us.tenant_id = ${tenantId}::uuid and us.user_id = ${userId}::uuid) as store_ids
      from sessions s
      join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
      where s.tenant_id = ${tenantId}::uuid and u.tenant_id = ${tenantId}::uuid
        and s.id = ${sessionId}::uuid and s.user_id = ${userId}::uuid
        and s.revoked_at is null and s.expires_at > ${at}::timestamptz
        and (s.kind <> 'office' or s.last_seen_at > ${idleSince}::timestamptz)
        and u.deleted_at is null`);
    const [row] = rows;
    if (row?.is_stale) {
      await tx.execute(sql`
        update sessions set last_seen_at = ${at}::timestamptz
        where tenant_id = ${tenantId}::uuid and id = ${sessionId}::uuid`);
    }
    return row;
  });
  if (!person) throw new DomainError("unauthenticated");
  return {
    kind: "user",
    userId,
    sessionId,
    role: person.role,
    permissions: new Set(permissionsOf(person.role)),
    storeIds: person.store_ids === null ? null : new Set(person.store_ids),
  };
}

/** A retired terminal still gets in: what it has not sent yet must not be lost. */
async function findTerminal(
  runtime: Runtime,
  token: { tenantId: string; terminalId: string; secret: string },
): Promise<Actor> {
  const { tenantId, terminalId } = token;
  const rows = await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute<{ store_id: string; token_hash: string | null }>(sql`
      select store_id, token_hash from terminals
      where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid`),
  );
  const [row] = rows;
  if (!row || !isSecretRight(token.secret, row.token_hash)) {
    throw new DomainError("unauthenticated");
  }
  return { kind: "terminal", terminalId, storeId: row.store_id };
}
