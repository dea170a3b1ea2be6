import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Tx } from "../../db/client";
import { APPEND_ONLY_TABLES } from "../../db/grants";
import { APP_ROLE } from "../../db/migrate";

/** What booking writes: rebuilt from nothing, under the same keys, checks and rights. */
const PROJECTED = [
  "event_inbox",
  "recovered_events",
  "closed_gaps",
  "deviations",
  "shifts",
  "sales",
  "sale_lines",
  "sale_taxes",
  "deposits",
  "payments",
  "coupon_uses",
  "stock_movements",
  "stock_levels",
  "journal_lines",
  "operator_actions",
  "held_carts",
] as const;

/** What booking locks or refers to beside its events: copied as it stands. */
const COPIED = ["stores", "sync_heads"] as const;

export type Scratch = {
  /** Inside the tenant, as the application's role; its plain table names are the scratch ones. */
  readonly tx: Tx;
  readonly schema: string;
  readonly tenantId: string;
  /** Let the planner know how the scratch tables have grown. */
  readonly analyze: () => Promise<void>;
};

/**
 * Work in a schema of its own beside the shop's tables, in one transaction that sees the database
 * as it is at its beginning and is always rolled back: nothing of it ever exists for anybody else,
 * whatever becomes of this process. The search path leaves out `public`, so a statement that does
 * not name it cannot reach the shop's own tables.
 */
export async function inScratch<Result>(
  adminUrl: string,
  tenantId: string,
  work: (scratch: Scratch) => Promise<Result>,
): Promise<Result> {
  const client = postgres(adminUrl, {
    max: 1,
    max_lifetime: null,
    onnotice: () => undefined,
    connection: { application_name: "kaunta ledger" },
  });
  const outcome: { result?: Result } = {};
  try {
    await drizzle(client).transaction(
      async (tx) => {
        const schema = `ledger_${randomUUID().slice(0, 8)}`;
        await prepare(tx, schema, tenantId);
        const analyze = () => analyzeTables(tx);
        outcome.result = await work({ tx, schema, tenantId, analyze });
        throw new RolledBack();
      },
      { isolationLevel: "repeatable read" },
    );
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  } finally {
    await client.end({ timeout: 5 });
  }
  return outcome.result as Result;
}

class RolledBack extends Error {}

async function prepare(tx: Tx, schema: string, tenantId: string): Promise<void> {
  await tx.execute(sql`select public.app_enter(${tenantId}::uuid)`);
  await tx.execute(sql`create schema ${sql.identifier(schema)}`);
  const keys = await readForeignKeys(tx);
  await tx.execute(sql`set local search_path = ${sql.identifier(schema)}, pg_catalog`);
  const own = [...COPIED, "terminals", ...PROJECTED];
  await tx.execute(sql.join(own.map(createTable)));
  await showTheRest(tx, own);
  const added = keys.map(({ table, definition }) =>
    sql.raw(`alter table ${table} add ${definition};`),
  );
  await tx.execute(sql.join(added));
  // One booker works here and nobody waits for it: the locks that keep bookings of a shop apart
  // would only hold up the shop, and a transaction this long would run out of them.
  await tx.execute(sql`
    create function pg_advisory_xact_lock(bigint) returns void language sql as ''`);
  await grantAsInPublic(tx, schema);
  await tx.execute(sql`set local role ${sql.identifier(APP_ROLE)}`);
  for (const table of [...COPIED, "terminals"] as const) {
    await tx.execute(sql`
      insert into ${sql.identifier(table)} select * from ${sql.identifier("public")}.${sql.identifier(table)}
      where tenant_id = ${tenantId}::uuid`);
  }
}

function createTable(table: string): SQL {
  return sql.raw(`
    create unlogged table ${table} (like public.${table} including all);
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy tenant on ${table}
      using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
      with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);`);
}

/** What booking may look up (customers, prices) is there to be read, and cannot be written. */
async function showTheRest(tx: Tx, own: readonly string[]): Promise<void> {
  const rows = await tx.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const views = rows
    .filter(({ name }) => !own.includes(name))
    .map(
      ({ name }) => sql`create view ${sql.identifier(name)} with (security_invoker = true)
      as select * from public.${sql.identifier(name)};`,
    );
  await tx.execute(sql.join(views));
}

/** Between scratch tables alone: what an event may not refer to here, it may not there. */
async function readForeignKeys(tx: Tx) {
  await tx.execute(sql`set local search_path = public, pg_catalog`);
  const rows = await tx.execute<{ table: string; definition: string }>(sql`
    select conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
      and conrelid in (${regclasses(PROJECTED)})
      and confrelid in (${regclasses([...PROJECTED, ...COPIED, "terminals"])})`);
  return [...rows];
}

function regclasses(tables: readonly string[]): SQL {
  return sql.join(
    tables.map((table) => sql`${`public.${table}`}::regclass`),
    sql`, `,
  );
}

async function grantAsInPublic(tx: Tx, schema: string): Promise<void> {
  const role = sql.identifier(APP_ROLE);
  await tx.execute(sql`grant usage, create on schema ${sql.identifier(schema)} to ${role}`);
  await tx.execute(sql`grant select on all tables in schema ${sql.identifier(schema)} to ${role}`);
  const own = [...COPIED, "terminals", ...PROJECTED];
  await tx.execute(sql`grant insert on ${namesOf(own)} to ${role}`);
  const facts: readonly string[] = APPEND_ONLY_TABLES;
  const changing = [...PROJECTED, "terminals", "sync_heads"].filter(
    (table) => !facts.includes(table),
  );
  await tx.execute(sql`grant update on ${namesOf(changing)} to ${role}`);
  const [admin] = await tx.execute<{ is_member: boolean }>(
    sql`select pg_has_role(current_user, ${APP_ROLE}, 'usage') as is_member`,
  );
  if (!admin?.is_member) await tx.execute(sql`grant ${role} to current_user`);
}

function namesOf(tables: readonly string[]): SQL {
  return sql.join(
    tables.map((table) => sql.identifier(table)),
    sql`, `,
  );
}

async function analyzeTables(tx: Tx): Promise<void> {
  await tx.execute(sql`set local role none`);
  await tx.execute(sql`analyze ${namesOf(PROJECTED)}`);
  await tx.execute(sql`set local role ${sql.identifier(APP_ROLE)}`);
}
