import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Tx } from "./client";
import { KEPT_MARK } from "./kept-plans";

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
  const query = { sql: `${KEPT_MARK} ${text}`, params: [...params] };
  return (await tx._.session
    .prepareQuery(query, undefined, undefined, false)
    .execute()) as readonly Record<string, unknown>[];
}
