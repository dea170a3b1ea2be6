import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../db/client";
import { likelyDate } from "../likely-time";
import { listActions } from "./list-actions";

/** What the audit trail can be narrowed to. */
export const auditFilterInput = z.object({
  /** The person or device that acted. */
  actorId: z.uuid().optional(),
  /** The code of an action, or a part of one: `session.open`, `session`. */
  action: z.string().trim().min(1).max(60).optional(),
  /** What it was done to. */
  subjectId: z.uuid().optional(),
  /** Days, both inclusive, by the clock of `timezone`. */
  from: likelyDate.optional(),
  to: likelyDate.optional(),
  timezone: z.string().max(60).refine(isTimezone, { error: "is not a time zone" }).default("UTC"),
});
export type AuditFilter = z.output<typeof auditFilterInput>;

/** Conditions over `entry`, a row of the audit trail. */
export async function auditConditions(
  tx: Tx,
  tenantId: string,
  filter: AuditFilter,
): Promise<readonly SQL[]> {
  const { actorId, action, subjectId, from, to, timezone } = filter;
  const conditions: SQL[] = [sql`entry.tenant_id = ${tenantId}::uuid`];
  if (actorId !== undefined) conditions.push(sql`entry.actor_id = ${actorId}::uuid`);
  if (subjectId !== undefined) conditions.push(sql`entry.subject_id = ${subjectId}::uuid`);
  if (from !== undefined) conditions.push(sql`entry.at >= ${midnight(from, 0, timezone)}`);
  if (to !== undefined) conditions.push(sql`entry.at < ${midnight(to, 1, timezone)}`);
  if (action !== undefined) {
    const codes = meantActions(await listActions(tx, tenantId), action);
    conditions.push(sql`entry.action = any(${toArray(codes)})`);
  }
  return conditions;
}

/** The action of that code, else all whose code has the text in it. */
function meantActions(known: readonly string[], text: string): readonly string[] {
  if (known.includes(text)) return [text];
  return known.filter((code) => code.includes(text.toLowerCase()));
}

function toArray(texts: readonly string[]): SQL {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;
}

function midnight(day: string, daysLater: 0 | 1, timezone: string): SQL {
  return sql`((${day}::date + ${daysLater}::int)::timestamp at time zone ${timezone})`;
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
