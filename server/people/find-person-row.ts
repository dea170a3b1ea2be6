import { type SQL, sql } from "drizzle-orm";
import { type Holder, mayManage } from "../../core/access/people-rules";
import { type Access, accessOf } from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { holderOf } from "../access/holder-of";
import type { Actor, TenantContext } from "../context";
import { scopedStoreIds } from "../require-permission";

/** A person as the verbs about people see them. */
export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  readonly language: string | null;
  readonly role: string;
  readonly isEverywhere: boolean;
  /** In a fixed order; of no meaning for somebody who works everywhere. */
  readonly storeIds: readonly string[];
  readonly hasPin: boolean;
  readonly hasBadge: boolean;
  /** Null without one, and where nobody knows. */
  readonly pinDigits: number | null;
  readonly isBlocked: boolean;
  /** They were invited and have not come: they have no way to sign in. */
  readonly isInvited: boolean;
  readonly version: number;
  /** What the tenant stored for the role; null when nothing or for an unknown one. */
  readonly permissions: unknown;
  readonly limits: unknown;
};

/** The columns of a `PersonRow`, from users `u` with the tenant's roles `r` beside them. */
export function personColumns(tenantId: string): SQL {
  return sql`u.id, u.name, u.display_name as "displayName", u.email, u.language, u.role,
    u.is_everywhere as "isEverywhere", u.pin is not null as "hasPin",
    u.badge is not null as "hasBadge",
    (u.pin ->> 'digits')::int as "pinDigits",
    u.blocked_at is not null as "isBlocked",
    u.password_hash is null and not exists (select 1 from user_identities i
      where i.tenant_id = ${tenantId}::uuid and i.user_id = u.id) as "isInvited", u.version, r.permissions, r.limits,
    coalesce((select jsonb_agg(s.store_id order by s.store_id) from user_stores s
      where s.tenant_id = ${tenantId}::uuid and s.user_id = u.id), '[]'::jsonb) as "storeIds"`;
}

/** Users `u` who are people of the tenant and whom the caller may see [PE2], and their roles `r`. */
export function visiblePeople({ tenantId, actor }: { tenantId: string; actor: Actor }): SQL {
  const scope = scopedStoreIds(actor);
  const isVisible =
    scope === null
      ? sql`true`
      : sql`(u.is_everywhere or exists (
          select 1 from user_stores v where v.tenant_id = ${tenantId}::uuid and v.user_id = u.id
            and v.store_id in (
              select (jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))::uuid)))`;
  return sql`users u
    left join roles r on r.tenant_id = ${tenantId}::uuid and r.code = u.role
      and r.deleted_at is null
    where u.tenant_id = ${tenantId}::uuid and u.kind = 'person' and u.deleted_at is null
      and ${isVisible}`;
}

export function accessOfPerson(row: PersonRow): Access {
  return accessOf(row.role, row.permissions === null ? null : row);
}

/** A person as others may manage them. */
export function personHolder(row: PersonRow): Holder {
  const { role, isEverywhere, storeIds } = row;
  return { role, access: accessOfPerson(row), storeIds: isEverywhere ? null : storeIds };
}

/** Somebody as they may deal with others now; null for nobody, and for who may not come in. */
export async function findHolder(
  tx: Tx,
  tenantId: string,
  personId: string,
): Promise<Holder | null> {
  const everybody = visiblePeople({ tenantId, actor: { kind: "system" } });
  const [row] = await tx.execute<PersonRow>(sql`
    select ${personColumns(tenantId)} from ${everybody} and u.id = ${personId}::uuid`);
  return row && !row.isBlocked ? personHolder(row) : null;
}

/**
 * The person whom the caller wants to change, locked.
 *
 * @throws DomainError not_found (nobody, or nobody whom they see) | permission_denied (somebody
 *         whom they may not manage)
 */
export async function requireManaged(
  tx: Tx,
  context: TenantContext,
  personId: string,
): Promise<PersonRow> {
  const { tenantId, actor } = context;
  const [row] = await tx.execute<PersonRow>(sql`
    select ${personColumns(tenantId)} from ${visiblePeople({ tenantId, actor })}
      and u.id = ${personId}::uuid
    for update of u`);
  if (!row) throw new DomainError("not_found");
  if (!mayManage(holderOf(actor), personHolder(row))) throw new DomainError("permission_denied");
  return row;
}
