import { sql } from "drizzle-orm";

export const KEPT_MARK = "/* kept */";

/**
 * What a statement begins with when its plan is worth keeping: its text is one of few that never
 * vary, and runs again and again. A connection then parses and plans it once, and sends it in one
 * trip instead of two.
 *
 * Behind a pooler that hands out another connection for each transaction and knows no prepared
 * statements, `?prepare=false` at the end of the database's address turns this off.
 */
export const keptPlan = sql.raw(`${KEPT_MARK} `);

/** Whether a connection is to keep the plan of this statement. */
export function isKept(text: string): boolean {
  return text.startsWith(KEPT_MARK);
}
