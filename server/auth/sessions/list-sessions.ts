import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { instant, toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import type { TenantContext } from "../../context";
import { requirePermission } from "../../require-permission";
import { inTransaction } from "../../transaction";
import { requireManagedPerson } from "./find-managed-person";
import { standing } from "./standing";

const SESSIONS_MAX = 100;

const sessionResult = z.object({
  id: z.uuid(),
  /** By what it acts: pages of ours, or another program. */
  kind: z.enum(["office", "api"]),
  method: z.string(),
  isTwoFactor: z.boolean(),
  deviceName: z.string().nullable(),
  userAgent: z.string().nullable(),
  ip: z.string().nullable(),
  createdAt: z.string(),
  /** To within five minutes. */
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  /** The one that asks. */
  isCurrent: z.boolean(),
});

export const sessionsResult = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }),
  items: z.array(sessionResult),
});

export const personInput = z.strictObject({ userId: z.uuid() });

export type Sessions = z.output<typeof sessionsResult>;

type SessionRow = {
  id: string;
  kind: string;
  method: string;
  is_two_factor: boolean;
  device_name: string | null;
  user_agent: string | null;
  ip: string | null;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
};

/**
 * Where the caller is signed in: what still stands, the newest use first.
 *
 * @throws DomainError permission_denied (a device is nobody)
 */
export async function listSessions(context: TenantContext): Promise<Sessions> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const [person] = await tx.execute<{ id: string; name: string }>(sql`
      select id, name from users
      where tenant_id = ${tenantId}::uuid and id = ${actor.userId}::uuid`);
    if (!person) throw new DomainError("unauthenticated");
    return { person, items: await loadSessions(tx, context, person.id) };
  });
}

/**
 * Where somebody whom the caller manages is signed in.
 *
 * @throws DomainError permission_denied | not_found
 */
export async function listSessionsOf(
  context: TenantContext,
  { userId }: z.output<typeof personInput>,
): Promise<Sessions> {
  requirePermission(context.actor, "staff.write");
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const person = await requireManagedPerson(tx, context, userId);
    return { person, items: await loadSessions(tx, context, userId) };
  });
}

async function loadSessions(
  tx: Tx,
  context: TenantContext,
  userId: string,
): Promise<Sessions["items"]> {
  const { actor, tenantId } = context;
  const rows = await tx.execute<SessionRow>(sql`
    select s.id, s.kind, s.method, s.is_two_factor, s.device_name, s.user_agent, s.ip,
      s.created_at, s.last_seen_at, s.expires_at
    from sessions s
    left join access_rules a on a.tenant_id = ${tenantId}::uuid
    where s.tenant_id = ${tenantId}::uuid and s.user_id = ${userId}::uuid
      and s.kind in ('office', 'api') and ${standing(context.now())}
    order by s.last_seen_at desc, s.id desc limit ${SESSIONS_MAX}`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind === "office" ? "office" : "api",
    method: row.method,
    isTwoFactor: row.is_two_factor,
    deviceName: row.device_name,
    userAgent: row.user_agent,
    ip: row.ip,
    createdAt: isoOf(row.created_at),
    lastSeenAt: isoOf(row.last_seen_at),
    expiresAt: isoOf(row.expires_at),
    isCurrent: actor.kind === "user" && row.id === actor.sessionId,
  }));
}

function isoOf(stored: string): string {
  return toIso(instant(Date.parse(stored)));
}
