import { getTableColumns, getTableName, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./client";
import { columnTexts } from "./column-texts";
import { runKept, textOf } from "./run-kept";

type Row = Readonly<Record<string, unknown>>;

/**
 * Insert many rows of one tenant in one statement: each column travels as one text, so a batch of
 * any size is one round trip and one plan, which its connection keeps.
 *
 * @param rows property names as in the schema; `tenantId` is written by this function. The first
 *        row says which columns are written.
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
  const rows: readonly Row[] = batch.rows;
  const first = rows[0];
  if (!first) return [];
  const { columns, text } = insertOf(table, Object.keys(first));
  const { mark, nil, texts } = columnTexts(
    columns.map(({ property, isJson }) => ({ isJson, values: rows.map((row) => row[property]) })),
  );
  const onConflict = batch.onConflict ? textOf(batch.onConflict) : "on conflict do nothing";
  return runKept(tx, `${text} ${onConflict}`, [batch.tenantId, mark, nil, ...texts]);
}

type InsertColumn = { readonly property: string; readonly isJson: boolean };
type Insert = { readonly columns: readonly InsertColumn[]; readonly text: string };

/** By table, then by the properties of its rows: callers have few forms of each. */
const inserts = new WeakMap<PgTable, Map<string, Insert>>();

function insertOf(table: PgTable, properties: readonly string[]): Insert {
  const ofTable = inserts.get(table) ?? new Map<string, Insert>();
  inserts.set(table, ofTable);
  const form = properties.join();
  const known = ofTable.get(form);
  if (known) return known;
  const made = buildInsert(table, new Set(properties));
  ofTable.set(form, made);
  return made;
}

function buildInsert(table: PgTable, properties: ReadonlySet<string>): Insert {
  const written = Object.entries(getTableColumns(table)).filter(
    ([property]) => property !== "tenantId" && properties.has(property),
  );
  const names = written.map(([, column]) => `"${column.name}"`).join(", ");
  const arrays = written.map(
    ([, column], index) =>
      `string_to_array($${index + 4}, batch.mark, batch.nil)::${column.getSQLType()}[]`,
  );
  return {
    columns: written.map(([property, column]) => ({
      property,
      isJson: column.getSQLType() === "jsonb",
    })),
    // The first element of each text is no row, so that no text is empty: that would be no array.
    text: `insert into "${getTableName(table)}" (tenant_id, ${names})
      select batch.tenant_id, x.*
      from (select $1::uuid as tenant_id, $2::text as mark, $3::text as nil) as batch,
        unnest(${arrays.join(", ")}) as x
      offset 1`,
  };
}
