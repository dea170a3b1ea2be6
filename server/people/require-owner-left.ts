import { sql } from "drizzle-orm";
import { OWNER } from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";

/**
 * Refuse to go on when nobody but this person is an owner who can sign in [PE1]. Owners are
 * counted behind the lock of the config stream, so that two never end each other.
 *
 * @throws DomainError last_owner
 */
export async function requireOwnerLeft(
  tx: Tx,
  { tenantId, without }: { tenantId: string; without: string },
): Promise<void> {
  const others = await tx.execute(sql`
    select 1 from users u
    where u.tenant_id = ${tenantId}::uuid and u.role = ${OWNER} and u.id <> ${without}::uuid
      and u.kind = 'person' and u.deleted_at is null and u.blocked_at is null
      and (u.password_hash is not null or exists (
        select 1 from user_identities i
        where i.tenant_id = ${tenantId}::uuid and i.user_id = u.id))
    limit 1`);
  if (others.length === 0) throw new DomainError("last_owner");
}
