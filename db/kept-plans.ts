import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Tx } from "./client";

const MARK = "/* kept */";

/**
 * What a statement begins with when its plan is worth keeping: its text is one of few that never
 * vary, and runs again and again. A connection then parses and plans it once, and sends it in one
 * trip instead of two.
 *
 * Behind a pooler that hands out another connection for each transaction and knows no prepared
 * statements, `?prepare=false` at the end of the database's address turns this off.
 */
export const keptPlan = sql.raw(`${MARK} `);

/** Whether a connection is to keep the plan of this statement. */
export function isKept(text: string): boolean {
  return text.startsWith(MARK);
}

const dialect = new PgDialect();

/** A part of a statement as text; it holds no parameters. */
export function textOf(part: SQL): string {
  const { sql: text, params } = dialect.sqlToQuery(part);
  if (params.length > 0) throw new Error("a part of a kept statement holds parameters");
  return text;
}

/**
 * Run a text that was built once, with `$1` and so on where parameters stand; its plan is kept.
 * Statements that are sent ahead keep the order of their calls, `tx.execute` among them.
 */
export async function runKept(
  tx: Tx,
  text: string,
  params: readonly unknown[],
): Promise<readonly Record<string, unknown>[]> {
  // An awaited `tx.execute` sends its statement a moment after the call too, and not at once.
  await undefined;
  const query = { sql: `${MARK} ${text}`, params: [...params] };
  return (await tx._.session
    .prepareQuery(query, undefined, undefined, false)
    .execute()) as readonly Record<string, unknown>[];
}
