import { sql } from "drizzle-orm";
import type { Permission } from "../../../core/access/permissions";
import { readScopes } from "../../../core/access/scopes";
import { isSecretRight } from "../device-token";
import type { SessionDoor } from "../open-session";
import { type ClientCredentials, unknownClient } from "./read-credentials";

/** How stale the time of last use may be; it spares a write on every request. */
const USED_STALE_MS = 300_000;

export type KnownClient = {
  readonly tenantId: string;
  readonly id: string;
  /** As whom it acts. */
  readonly userId: string;
  readonly scopes: readonly Permission[];
  /** Its last use was noted so long ago that this one is worth a write. */
  readonly isStale: boolean;
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
): Promise<KnownClient> {
  const { tenantId, id, secret } = shown;
  const staleSince = new Date(runtime.now() - USED_STALE_MS).toISOString();
  const [row] = await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute<ClientRow>(sql`
      select c.user_id, c.secret_hash, c.scopes,
        coalesce(c.last_used_at < ${staleSince}::timestamptz, true) as is_stale
      from api_clients c
      join users u on u.tenant_id = ${tenantId}::uuid and u.id = c.user_id
      where c.tenant_id = ${tenantId}::uuid and c.id = ${id}::uuid and c.revoked_at is null
        and u.kind = 'service' and u.deleted_at is null and u.blocked_at is null`),
  );
  if (!isSecretRight(secret, row?.secret_hash ?? null) || !row) throw unknownClient();
  const scopes = readScopes(row.scopes);
  return { tenantId, id, userId: row.user_id, scopes, isStale: row.is_stale };
}

/** Note when and from where a client was last given tokens. */
export async function noteClientUse(
  runtime: SessionDoor,
  { tenantId, id, isStale }: KnownClient,
  ip: string | null,
): Promise<void> {
  if (!isStale) return;
  const at = new Date(runtime.now()).toISOString();
  await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute(sql`
      update api_clients set last_used_at = ${at}::timestamptz, last_used_ip = ${ip}
      where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`),
  );
}
