import { type SQL, sql } from "drizzle-orm";
import type { ComparedTable } from "./compared-tables";
import type { Scratch } from "./scratch-schema";

type Row = Readonly<Record<string, unknown>>;

/** The first row of a table that is not as it comes out when its events are booked again. */
export type RowDifference = {
  readonly table: string;
  readonly key: Row;
  /** Null when the row is on one side alone. */
  readonly column: string | null;
  readonly stored: unknown;
  readonly rebuilt: unknown;
  readonly eventId: string | null;
};

export type TableResult = {
  readonly table: string;
  /** Rows on either side. */
  readonly rows: number;
  readonly different: number;
  readonly first: RowDifference | null;
};

/**
 * Compare a table of the shop with the scratch one, row by row by its key, every column that is not
 * left out by name: a column that is added later is compared without anybody thinking of it.
 */
export async function compareTable(
  scratch: Scratch,
  compared: ComparedTable,
): Promise<TableResult> {
  const { tx } = scratch;
  const sides = await bothSides(scratch, compared);
  const [counted] = await tx.execute<{ rows: string; different: string }>(sql`
    ${sides} select count(*) as rows,
      count(*) filter (where stored is distinct from rebuilt) as different
    from stored full join rebuilt using (${keyOf(compared)})`);
  const different = Number(counted?.different ?? 0);
  return {
    table: compared.table,
    rows: Number(counted?.rows ?? 0),
    different,
    first: different === 0 ? null : await readFirst(scratch, compared, sides),
  };
}

function keyOf({ key }: ComparedTable): SQL {
  return sql.raw(key.join(", "));
}

async function bothSides({ tx, tenantId }: Scratch, compared: ComparedTable): Promise<SQL> {
  const { table, leftOut = [], instead = {}, where } = compared;
  const columns = await tx.execute<{ name: string }>(sql`
    select attname as name from pg_attribute
    where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped
      and attname <> 'tenant_id' order by attnum`);
  const picked = columns
    .filter(({ name }) => !leftOut.includes(name))
    .map(({ name }) => {
      const column = sql.identifier(name);
      return sql`${instead[name] ?? sql`row.${column}`} as ${column}`;
    });
  const side = (from: SQL) => sql`
    select ${sql.join(picked, sql`, `)} from ${from} as row
    where row.tenant_id = ${tenantId}::uuid ${where ? sql`and (${where})` : sql``}`;
  const name = sql.identifier(table);
  return sql`with stored as (${side(sql`public.${name}`)}), rebuilt as (${side(sql`${name}`)})`;
}

async function readFirst(
  scratch: Scratch,
  compared: ComparedTable,
  sides: SQL,
): Promise<RowDifference | null> {
  const [row] = await scratch.tx.execute<{ stored: Row | null; rebuilt: Row | null }>(sql`
    ${sides} select to_jsonb(stored) as stored, to_jsonb(rebuilt) as rebuilt
    from stored full join rebuilt using (${keyOf(compared)})
    where stored is distinct from rebuilt order by ${keyOf(compared)} limit 1`);
  const known = row?.stored ?? row?.rebuilt;
  if (!row || !known) return null;
  const key = Object.fromEntries(compared.key.map((name) => [name, known[name]]));
  const column = row.stored && row.rebuilt ? firstColumn(row.stored, row.rebuilt) : null;
  return {
    table: compared.table,
    key,
    column,
    stored: column === null ? row.stored : row.stored?.[column],
    rebuilt: column === null ? row.rebuilt : row.rebuilt?.[column],
    eventId: await findEvent(scratch, compared, key),
  };
}

function firstColumn(stored: Row, rebuilt: Row): string | null {
  const names = Object.keys(stored);
  return (
    names.find((name) => JSON.stringify(stored[name]) !== JSON.stringify(rebuilt[name])) ?? null
  );
}

/** The event behind a row, on whichever side the row is. */
async function findEvent(
  { tx, tenantId }: Scratch,
  { table, key: names, eventOf }: ComparedTable,
  key: Row,
): Promise<string | null> {
  if (!eventOf) return null;
  const name = sql.identifier(table);
  const same = names.map((column) => {
    const value = JSON.stringify(key[column]);
    return sql`to_jsonb(row.${sql.identifier(column)}) = ${value}::jsonb`;
  });
  const [found] = await tx.execute<{ event_id: string | null }>(sql`
    with row as (select * from public.${name} union all select * from ${name})
    select (${eventOf} limit 1) as event_id from row
    where row.tenant_id = ${tenantId}::uuid and ${sql.join(same, sql` and `)} limit 1`);
  return found?.event_id ?? null;
}
