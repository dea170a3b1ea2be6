import { sql } from "drizzle-orm";
import { z } from "zod";
import { mayManage } from "../../core/access/people-rules";
import { isRole } from "../../core/access/permissions";
import { isPinLongEnough } from "../../core/access/pin-rule";
import { holderOf } from "../access/holder-of";
import type { Actor, TenantContext } from "../context";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";
import {
  accessOfPerson,
  type PersonRow,
  personColumns,
  personHolder,
  visiblePeople,
} from "./find-person-row";

/** Whoever has more people than this finds them by a part of their name. */
const PEOPLE_MAX = 200;

export const listPeopleInput = z.strictObject({
  /** A part of a name or an e-mail address. */
  search: z.string().trim().max(120).optional(),
});

export const personResult = z.object({
  id: z.uuid(),
  name: z.string(),
  displayName: z.string(),
  email: z.string(),
  language: z.string().nullable(),
  role: z.string(),
  /** Null for a role that the product brings. */
  roleName: z.string().nullable(),
  isEverywhere: z.boolean(),
  /** Of the stores that the caller may see. */
  storeIds: z.array(z.uuid()),
  hasPin: z.boolean(),
  /** They can sign in at tills by a badge too. */
  hasBadge: z.boolean(),
  /** They have a PIN that may give money back. */
  hasLongPin: z.boolean(),
  /** Their PIN is too short for what they may do; until they have another, no money goes back by it. */
  needsNewPin: z.boolean(),
  isBlocked: z.boolean(),
  /** They were invited and have not come yet. */
  isInvited: z.boolean(),
  /** ISO 8601 UTC; null for somebody who was never signed in. */
  lastSeenAt: z.string().nullable(),
  isYou: z.boolean(),
  /** Whether the caller may change them. */
  mayManage: z.boolean(),
  version: z.number().int(),
});
export type PersonResult = z.infer<typeof personResult>;

export const listPeopleResult = z.object({
  items: z.array(personResult),
  /** There are more than are listed. */
  isCut: z.boolean(),
});
export type ListPeopleResult = z.infer<typeof listPeopleResult>;

type ListedRow = PersonRow & {
  roleName: string | null;
  lastSeenAt: string | null;
};

/**
 * Who works here, by name: for somebody who works in some stores the people of those [PE2].
 *
 * @throws DomainError permission_denied
 */
export async function listPeople(
  context: TenantContext,
  input: z.output<typeof listPeopleInput>,
): Promise<ListPeopleResult> {
  requirePermission(context.actor, "staff.read");
  const { tenantId, actor } = context;
  const { search = "" } = input;
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<ListedRow>(sql`
      select ${personColumns(tenantId)}, r.name as "roleName",
        (select max(s.last_seen_at) from sessions s
          where s.tenant_id = ${tenantId}::uuid and s.user_id = u.id) as "lastSeenAt"
      from ${visiblePeople({ tenantId, actor })}
        and strpos(lower(u.name || ' ' || u.display_name || ' ' || u.email),
          lower(${search})) > 0
      order by u.blocked_at is not null, lower(u.name), u.id
      limit ${PEOPLE_MAX + 1}`),
  );
  const items = rows.slice(0, PEOPLE_MAX).map((row) => personResultOf(context, row));
  return { items, isCut: rows.length > PEOPLE_MAX };
}

function personResultOf({ actor }: TenantContext, row: ListedRow): PersonResult {
  const { permissions: _, limits: __, pinDigits: digits, ...person } = row;
  const pin = { role: row.role, digits };
  const scope = scopedStoreIds(actor);
  const isVisible = (storeId: string) => scope === null || scope.includes(storeId);
  return {
    ...person,
    hasLongPin: row.hasPin && isPinLongEnough(pin, ["sale.refund"]),
    needsNewPin: row.hasPin && !isPinLongEnough(pin, accessOfPerson(row).permissions),
    roleName: isRole(row.role) ? null : row.roleName,
    storeIds: row.isEverywhere ? [] : row.storeIds.filter(isVisible),
    lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt).toISOString(),
    isYou: actor.kind === "user" && actor.userId === row.id,
    mayManage: mayWrite(actor) && mayManage(holderOf(actor), personHolder(row)),
  };
}

function mayWrite(actor: Actor): boolean {
  return actor.kind === "user" && actor.permissions.has("staff.write");
}
