import { sql } from "drizzle-orm";
import { mayManage } from "../../../core/access/people-rules";
import { DomainError } from "../../../core/errors";
import type { Tx } from "../../../db/client";
import { holderOf } from "../../access/holder-of";
import { findRole } from "../../access/load-role";
import type { TenantContext } from "../../context";

type PersonRow = {
  id: string;
  name: string;
  role: string;
  is_everywhere: boolean;
  store_ids: string[] | null;
};

export type ManagedPerson = { readonly id: string; readonly name: string };

/**
 * A person whose sign-ins the caller may deal with.
 *
 * @throws DomainError not_found (nobody, or nobody whom they manage)
 */
export async function requireManagedPerson(
  tx: Tx,
  context: TenantContext,
  userId: string,
): Promise<ManagedPerson> {
  const person = await findManagedPerson(tx, context, userId);
  if (person === null) throw new DomainError("not_found");
  return person;
}

/** The same; null for nobody, and for whom they do not manage. */
export async function findManagedPerson(
  tx: Tx,
  context: TenantContext,
  userId: string,
): Promise<ManagedPerson | null> {
  const { tenantId, actor } = context;
  const [person] = await tx.execute<PersonRow>(sql`
    select u.id, u.name, u.role, u.is_everywhere,
      (select jsonb_agg(s.store_id) from user_stores s
        where s.tenant_id = ${tenantId}::uuid and s.user_id = u.id) as store_ids
    from users u
    where u.tenant_id = ${tenantId}::uuid and u.id = ${userId}::uuid
      and u.kind = 'person' and u.deleted_at is null`);
  const role = person && (await findRole(tx, tenantId, person.role));
  if (!(person && role)) return null;
  const holder = {
    role: person.role,
    access: role.access,
    storeIds: person.is_everywhere ? null : (person.store_ids ?? []),
  };
  return mayManage(holderOf(actor), holder) ? { id: person.id, name: person.name } : null;
}
