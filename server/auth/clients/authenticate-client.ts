import { sql } from "drizzle-orm";
import type { Permission } from "../../../core/access/permissions";
import { readScopes } from "../../../core/access/scopes";
import { isSecretRight } from "../device-token";
import type { SessionDoor } from "../open-session";
import { type ClientCredentials, unknownClient } from "./read-credentials";

/** How stale the time of last use may be; it spares a write on every request. */
export const USED_STALE_MS = 300_000;

export type KnownClient = {
  readonly tenantId: string;
  readonly id: string;
  /** As whom it acts. */
  readonly userId: string;
  readonly scopes: readonly Permission[];
};

type ClientRow = { user_id: string; secret_hash: string; scopes: unknown; is_stale: boolean };

/**
 * The client whose secret this is, in one query.
 *
 * @throws OauthRefused invalid_client
 */
export async function authenticateClient(
  runtime: SessionDoor,
  shown: ClientCredentials,
  ip: string | null,
): Promise<KnownClient> {
  const { tenantId, id, secret } = shown;
  const now = runtime.now();
  const staleSince = new Date(now - USED_STALE_MS).toISOString();
  const row = await runtime.database.withTenant(tenantId, async (tx) => {
    const [found] = await tx.execute<ClientRow>(sql`
      select c.user_id, c.secret_hash, c.scopes,
        coalesce(c.last_used_at < ${staleSince}::timestamptz, true) as is_stale
      from api_clients c
      join users u on u.tenant_id = ${tenantId}::uuid and u.id = c.user_id
      where c.tenant_id = ${tenantId}::uuid and c.id = ${id}::uuid and c.revoked_at is null
        and u.kind = 'service' and u.deleted_at is null and u.blocked_at is null`);
    if (!isSecretRight(secret, found?.secret_hash ?? null)) return null;
    if (found?.is_stale) {
      await tx.execute(sql`
        update api_clients set last_used_at = ${new Date(now).toISOString()}::timestamptz,
          last_used_ip = ${ip}
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
    }
    return found ?? null;
  });
  if (row === null) throw unknownClient();
  return { tenantId, id, userId: row.user_id, scopes: readScopes(row.scopes) };
}
