import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/** What an entry is about, where it is something that has a name. */
const SUBJECT_KINDS = ["person", "role", "store", "register", "terminal", "sale"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const auditEntryView = z.object({
  id: z.uuid(),
  /** Place in the chain; null for an entry that is older than it. */
  sequence: z.number().int().nullable(),
  /** ISO 8601 UTC. */
  at: z.string(),
  actorKind: z.string(),
  actorId: z.uuid().nullable(),
  /** As they are called today; null for the system, and for whom nobody knows any more. */
  actorName: z.string().nullable(),
  /** The code of the role that the person had; today's where it was not noted. */
  actorRole: z.string().nullable(),
  /** What the business calls that role, where it is one of its own. */
  actorRoleName: z.string().nullable(),
  action: z.string(),
  subjectId: z.uuid().nullable(),
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: z.uuid(), name: z.string() }).nullable(),
  details: z.unknown(),
  before: z.unknown(),
  after: z.unknown(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  sessionId: z.uuid().nullable(),
  requestId: z.string().nullable(),
  prevHash: z.string().nullable(),
  hash: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export type EntryRow = Omit<AuditEntryView, "sequence" | "subject"> & {
  sequence: string | null;
  subjectKind: SubjectKind | null;
  subjectName: string | null;
  subjectTarget: string | null;
};

/**
 * Entries of a page, each with the names of who acted and of what it was done to. The page is cut
 * first, so that names are looked up for its rows and no others.
 */
export function selectEntries(
  tenantId: string,
  page: {
    readonly conditions: readonly SQL[];
    readonly order: "asc" | "desc";
    readonly limit: number;
  },
): SQL {
  const order = sql.raw(`entry.at ${page.order}, entry.id ${page.order}`);
  const own = sql`tenant_id = ${tenantId}::uuid`;
  return sql`
    select entry.id, entry.sequence, entry.at, entry.actor_kind as "actorKind",
      entry.actor_id as "actorId", coalesce(actor.name, device_register.name) as "actorName",
      coalesce(entry.actor_role, actor.role) as "actorRole", own_role.name as "actorRoleName", entry.action, entry.subject_id as "subjectId",
      entry.details, entry.before, entry.after, entry.ip, entry.user_agent as "userAgent",
      entry.session_id as "sessionId", entry.request_id as "requestId",
      entry.prev_hash as "prevHash", entry.hash, subject.kind as "subjectKind",
      subject.name as "subjectName", subject.target as "subjectTarget"
    from (select entry.* from audit_entries as entry
      where ${sql.join([...page.conditions], sql` and `)}
      order by ${order} limit ${page.limit}) as entry
    left join users as actor on actor.${own} and actor.id = entry.actor_id
    left join roles as own_role on own_role.${own} and own_role.code = coalesce(entry.actor_role, actor.role)
      and own_role.name <> own_role.code
    left join terminals as device on device.${own} and device.id = entry.actor_id
    left join registers as device_register on device_register.${own}
      and device_register.id = device.register_id
    left join lateral (
      select 'person' as kind, users.name, users.id as target from users
        where users.${own} and users.id = entry.subject_id
      union all
      select 'person', users.name, users.id from sessions
        join users on users.${own} and users.id = sessions.user_id
        where sessions.${own} and sessions.id = entry.subject_id
      union all
      select 'role', roles.name, roles.id from roles
        where roles.${own} and roles.id = entry.subject_id
      union all
      select 'store', stores.name, stores.id from stores
        where stores.${own} and stores.id = entry.subject_id
      union all
      select 'register', registers.name, registers.id from registers
        where registers.${own} and registers.id = entry.subject_id
      union all
      select 'register', registers.name, registers.id from enrolment_codes
        join registers on registers.${own} and registers.id = enrolment_codes.register_id
        where enrolment_codes.${own} and enrolment_codes.id = entry.subject_id
      union all
      select 'terminal', registers.name, terminals.id from terminals
        join registers on registers.${own} and registers.id = terminals.register_id
        where terminals.${own} and terminals.id = entry.subject_id
      union all
      select 'sale', sales.receipt_number, sales.id from sales
        where sales.${own} and sales.id = entry.subject_id
      limit 1) as subject on true
    order by ${order}`;
}

export function toEntryView(row: EntryRow): AuditEntryView {
  const { subjectKind: kind, subjectName: name, subjectTarget: id, ...rest } = row;
  return {
    ...rest,
    at: new Date(rest.at).toISOString(),
    sequence: rest.sequence === null ? null : Number(rest.sequence),
    subject: kind === null || name === null || id === null ? null : { kind, id, name },
  };
}
