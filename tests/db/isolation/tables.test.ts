import { type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sqlState } from "../../../server/transaction";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { LISTED_TABLES } from "./audit-catalogue";
import { listTables, listUnknownTexts } from "./canaries";
import { type FilledTenant, fillTwo } from "./fill-tenant";
import { noteWalked } from "./note-walked";

/** The only table that shows other tenants' rows, which are ids and hashes. */
/** Read before a tenant is known; they hold hashes and ids alone. */
const DIRECTORIES = new Set(["sign_in_directory", "code_directory"]);
const REFUSED = "42501";

let admin: postgres.Sql;
let app: postgres.Sql;
let ours: FilledTenant;
let theirs: FilledTenant;
let walked = 0;

beforeAll(async () => {
  const { adminUrl, appUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  app = postgres(appUrl, { max: 1, onnotice: () => undefined });
  ({ ours, theirs } = await fillTwo(admin));
});
afterAll(async () => {
  noteWalked("tables", LISTED_TABLES);
  console.info(`tables: ${LISTED_TABLES.length} walked, ${walked} attempts`);
  await Promise.all([admin.end(), app.end()]);
  await closeTestRuntime();
});

type Outcome = { state: string | null; rows: readonly Record<string, unknown>[] };

/** One statement of ours; what the database says to it, and no effect whatever it says. */
async function attempt(statement: SQL, tenantId = ours.tenant.tenantId): Promise<Outcome> {
  walked += 1;
  const undone = new Error("undone");
  const outcome: Outcome = { state: null, rows: [] };
  await ours.tenant.runtime.database
    .withTenant(tenantId, async (tx) => {
      outcome.rows = [...(await tx.execute(statement))];
      throw undone;
    })
    .catch((error: unknown) => {
      if (error === undone) return;
      outcome.state = sqlState(error);
      if (outcome.state === null) throw error;
    });
  return outcome;
}

/** The same with no tenant at all. */
async function attemptOutside(statement: string): Promise<Outcome> {
  walked += 1;
  try {
    return { state: null, rows: [...(await app.unsafe(statement))] };
  } catch (error) {
    return { state: sqlState(error), rows: [] };
  }
}

const refusedOrNothing = (outcome: Outcome) =>
  expect([outcome.rows.length, outcome.state ?? REFUSED]).toEqual([0, REFUSED]);

async function rowOf(table: string, filled: FilledTenant): Promise<string> {
  const [row] = await admin<{ row: string }[]>`
    select to_jsonb(t)::text as row from ${admin(table)} t
    where tenant_id = ${filled.tenant.tenantId} limit 1`;
  if (!row) throw new Error(`the filled tenants leave ${table} empty: nothing is proved of it`);
  return row.row;
}

/** The row that `jsonb` describes, by its primary key. */
async function isRow(table: string, jsonb: string): Promise<SQL> {
  const keys = await admin<{ name: string }[]>`
    select attname as name from pg_index
    join pg_attribute on attrelid = indrelid and attnum = any(indkey)
    where indrelid = ${table}::regclass and indisprimary`;
  return sql.join(
    keys.map(
      ({ name }) => sql`t.${sql.identifier(name)} = (
        select r.${sql.identifier(name)}
        from jsonb_populate_record(null::${sql.identifier(table)}, ${jsonb}::jsonb) r)`,
    ),
    sql` and `,
  );
}

test("every table is walked, and every text is known", async () => {
  expect([...(await listTables(admin))].sort()).toEqual([...LISTED_TABLES].sort());
  expect(await listUnknownTexts(admin)).toEqual([]);
});

describe.each([...LISTED_TABLES])("%s", (table) => {
  const name = sql.identifier(table);
  let own: string;
  let foreign: string;
  let isForeign: SQL;
  let isOwn: SQL;

  beforeAll(async () => {
    own = await rowOf(table, ours);
    foreign = await rowOf(table, theirs);
    isForeign = await isRow(table, foreign);
    isOwn = await isRow(table, own);
  });

  test("shows its own tenant's rows and no others", async () => {
    const mine = await attempt(sql`select 1 from ${name} t where ${isOwn}`);
    expect(mine.rows).toHaveLength(1);
    if (DIRECTORIES.has(table)) return;
    const asked = [
      sql`select 1 from ${name} t where ${isForeign}`,
      sql`select 1 from ${name} where tenant_id = ${theirs.tenant.tenantId}::uuid`,
      sql`select 1 from ${name} where tenant_id <> ${ours.tenant.tenantId}::uuid`,
      sql`select 1 from ${name} t where t::text like ${`%${theirs.tenant.code}%`}`,
    ];
    for (const statement of asked) {
      expect(await attempt(statement)).toEqual({ state: null, rows: [] });
    }
  });

  test("lets nobody change, lock or remove another tenant's rows", async () => {
    const statements = [
      sql`update ${name} t set tenant_id = tenant_id where ${isForeign} returning 1`,
      sql`update ${name} t set tenant_id = ${ours.tenant.tenantId}::uuid where ${isForeign}
        returning 1`,
      sql`delete from ${name} t where ${isForeign} returning 1`,
      sql`select 1 from ${name} t where ${isForeign} for update`,
    ];
    for (const statement of statements) refusedOrNothing(await attempt(statement));
    expect((await attempt(sql`truncate ${name}`)).state).toBe(REFUSED);
  });

  test("takes no row in another tenant's name, known or new", async () => {
    const fresh = foreign.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) =>
      id === theirs.tenant.tenantId ? id : ours.tenant.runtime.newId(),
    );
    for (const row of [foreign, fresh]) {
      for (const otherwise of [sql``, sql`on conflict do nothing`]) {
        const inserted = await attempt(sql`
          insert into ${name} select * from jsonb_populate_record(null::${name}, ${row}::jsonb)
          ${otherwise}`);
        expect(inserted.state).toBe(REFUSED);
      }
    }
  });

  test("lets no row move to another tenant", async () => {
    const moved = await attempt(sql`
      update ${name} t set tenant_id = ${theirs.tenant.tenantId}::uuid where ${isOwn}`);
    expect(moved.state).toBe(REFUSED);
  });

  test("is empty and takes nothing while no tenant is entered", async () => {
    const seen = await attemptOutside(`select 1 from ${table} limit 1`);
    expect(seen).toMatchObject({ state: null, rows: DIRECTORIES.has(table) ? [{}] : [] });
    const statements = [
      `update ${table} set tenant_id = tenant_id returning 1`,
      `delete from ${table} returning 1`,
    ];
    for (const statement of statements) refusedOrNothing(await attemptOutside(statement));
    const inserted = await attemptOutside(`insert into ${table} select *
      from jsonb_populate_record(null::${table}, '${own.replaceAll("'", "''")}'::jsonb)`);
    expect(inserted.state).toBe(REFUSED);
  });

  test("shows nothing to a tenant that does not exist", async () => {
    if (DIRECTORIES.has(table)) return;
    const seen = await attempt(sql`select 1 from ${name}`, ours.tenant.runtime.newId());
    expect(seen).toEqual({ state: null, rows: [] });
  });
});

describe("a table whose wall is missing", () => {
  const table = "wall_less";

  beforeAll(async () => {
    await admin.unsafe(`create table ${table} (tenant_id uuid not null, id uuid not null,
      primary key (tenant_id, id)); grant select, insert, update, delete on ${table} to kaunta_app`);
    for (const { tenant } of [ours, theirs]) {
      await admin`insert into ${admin(table)} values (${tenant.tenantId}, ${tenant.tenantId})`;
    }
  });
  afterAll(async () => {
    await admin.unsafe(`drop table ${table}`);
  });

  test("is found by the walk", async () => {
    expect(await listTables(admin)).not.toEqual([...LISTED_TABLES].sort());
    const seen = await attempt(sql`
      select 1 from ${sql.identifier(table)}
      where tenant_id = ${theirs.tenant.tenantId}::uuid`);
    expect(seen.rows).toHaveLength(1);
    expect(() => refusedOrNothing(seen)).toThrow();
  });
});
