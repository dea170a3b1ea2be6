import { sql } from "drizzle-orm";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { normalizeEmail } from "../../people/create-user";
import { inTransaction } from "../../transaction";

export type Identity = {
  readonly providerId: string;
  readonly subject: string;
  /** Null unless the service says that it has checked it. */
  readonly verifiedEmail: string | null;
};

/**
 * Whom a provider means: the person who is linked with its subject, or the first time the one who
 * has that verified e-mail. Nobody is ever made by signing in, and a person who is linked with
 * one subject of a provider is not given to another: the address may have passed to somebody else.
 */
export async function matchIdentity(
  context: TenantContext,
  identity: Identity,
): Promise<string | null> {
  return inTransaction(context, async (tx) => {
    const linked = await findLinked(tx, context, identity);
    if (linked) return linked.is_open ? linked.user_id : null;
    if (identity.verifiedEmail === null) return null;
    return linkByEmail(tx, context, { ...identity, email: identity.verifiedEmail });
  });
}

async function findLinked(
  tx: Tx,
  { tenantId }: TenantContext,
  { providerId, subject }: Identity,
): Promise<{ user_id: string; is_open: boolean } | undefined> {
  const [linked] = await tx.execute<{ user_id: string; is_open: boolean }>(sql`
    select i.user_id, u.deleted_at is null and u.blocked_at is null as is_open
    from user_identities i
    join users u on u.tenant_id = ${tenantId}::uuid and u.id = i.user_id
    where i.tenant_id = ${tenantId}::uuid and i.provider_id = ${providerId}::uuid
      and i.subject = ${subject}`);
  return linked;
}

async function linkByEmail(
  tx: Tx,
  context: TenantContext,
  { providerId, subject, email }: { providerId: string; subject: string; email: string },
): Promise<string | null> {
  const { tenantId } = context;
  const [person] = await tx.execute<{ id: string }>(sql`
    select u.id from users u
    where u.tenant_id = ${tenantId}::uuid and u.email = ${normalizeEmail(email)}
      and u.kind = 'person' and u.deleted_at is null and u.blocked_at is null
      and not exists (select 1 from user_identities i
        where i.tenant_id = ${tenantId}::uuid and i.provider_id = ${providerId}::uuid
          and i.user_id = u.id)
    for update of u`);
  if (!person) return null;
  await tx.execute(sql`
    insert into user_identities (tenant_id, provider_id, subject, user_id, linked_at)
    values (${tenantId}::uuid, ${providerId}::uuid, ${subject}, ${person.id}::uuid,
      ${toIso(context.now())}::timestamptz)`);
  await recordAudit(tx, context, {
    action: "identity.link",
    subjectId: person.id,
    details: { providerId },
    before: { isLinked: false },
    after: { isLinked: true },
  });
  return person.id;
}
