import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./client";

/**
 * Insert many rows of one tenant in one statement: the rows travel as one JSON parameter, so a
 * batch of any size is one round trip and one plan.
 *
 * @param rows property names as in the schema; `tenantId` is written by this function.
 * @param onConflict SQL after the rows, by default `on conflict do nothing`; facts say
 *        `returning 1` so that a second fact under a known id is an error and never a silence.
 * @returns what a `returning` clause gave.
 */
export async function insertRows<Table extends PgTable>(
  tx: Tx,
  table: Table,
  batch: {
    tenantId: string;
    rows: readonly Partial<Record<keyof Table["_"]["columns"], unknown>>[];
    onConflict?: SQL;
  },
): Promise<readonly Record<string, unknown>[]> {
  const first = batch.rows[0];
  if (!first) return [];
  const columns = Object.entries(getTableColumns(table)).filter(
    ([property]) => property in first && property !== "tenantId",
  );
  const names = columns.map(([, column]) => sql.identifier(column.name));
  const typed = columns.map(
    ([property, column]) => sql`${sql.identifier(property)} ${sql.raw(column.getSQLType())}`,
  );
  const picked = columns.map(([property]) => sql`x.${sql.identifier(property)}`);
  return await tx.execute(sql`
    insert into ${sql.identifier(getTableName(table))} (tenant_id, ${sql.join(names, sql`, `)})
    select ${batch.tenantId}::uuid, ${sql.join(picked, sql`, `)}
    from jsonb_to_recordset(${JSON.stringify(batch.rows)}::jsonb) as x(${sql.join(typed, sql`, `)})
    ${batch.onConflict ?? sql`on conflict do nothing`}`);
}
