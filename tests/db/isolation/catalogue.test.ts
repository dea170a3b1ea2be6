import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../setup/test-database";
import { auditCatalogue, countRules, LISTED_TABLES } from "./audit-catalogue";

let admin: postgres.Sql;
let login: string;

beforeAll(async () => {
  const { adminUrl, appUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  login = decodeURIComponent(new URL(appUrl).username);
});
afterAll(() => admin.end());

test("the migrated schema keeps every rule between tenants", async () => {
  expect(await auditCatalogue(admin, login)).toEqual([]);
  console.info(`catalogue: ${countRules(login)} rules over ${LISTED_TABLES.length} tables`);
});

test("statistics tell the application nothing of the rows", async () => {
  await admin`analyze tenants`;
  const app = postgres((await testDatabase()).appUrl, { max: 1 });
  const rows = await app`select tablename from pg_stats where schemaname = 'public'`;
  await app.end();
  expect([...rows]).toEqual([]);
});

/** What each of these does, the audit must find: a test of the test. */
const SABOTAGE: readonly (readonly [name: string, statement: string, found: string])[] = [
  [
    "a table that nobody listed",
    `create table leak (
    tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))`,
    "has its wall: leak",
  ],
  ["a table whose wall is down", "drop policy sales_tenant on sales", "has its wall: sales"],
  [
    "a wall that only reads",
    `alter policy sales_tenant on sales with check (true)`,
    "has its wall: sales",
  ],
  [
    "a wall with a door",
    `alter policy sales_tenant on sales using (
    tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid or note = 'open')`,
    "has its wall: sales",
  ],
  [
    "a second policy",
    "create policy also on sales for select using (true)",
    "beside its wall: sales also",
  ],
  [
    "a directory that can be changed by all",
    `drop policy sign_in_directory_read
    on sign_in_directory; create policy sign_in_directory_read on sign_in_directory using (true)`,
    "beside its wall: sign_in_directory",
  ],
  [
    "no forced security",
    "alter table sales no force row level security",
    "enabled and forced: sales",
  ],
  ["no security", "alter table sales disable row level security", "enabled and forced: sales"],
  [
    "a nullable tenant",
    `alter table sale_lines drop constraint
    sale_lines_tenant_id_sale_id_line_number_pk, alter tenant_id drop not null`,
    "never null: sale_lines",
  ],
  [
    "a key without the tenant",
    "create unique index on products (sku) where sku = 'nobody'",
    "begins with tenant_id: products_sku_idx",
  ],
  [
    "a key with the tenant last",
    "create unique index on products (sku, tenant_id)",
    "begins with tenant_id: products_sku_tenant_id_idx",
  ],
  [
    "a reference without the tenant",
    `create table leak (tenant_id uuid not null, id uuid unique);
    alter table sales add foreign key (customer_id) references leak (id) not valid`,
    "deletes nothing: sales sales_customer_id_fkey",
  ],
  [
    "a reference that deletes",
    `alter table sale_lines add foreign key (tenant_id, sale_id)
    references sales (tenant_id, id) on delete cascade`,
    "deletes nothing: sale_lines",
  ],
  [
    "a trigger",
    `create function touch() returns trigger language plpgsql as
    'begin return new; end'; create trigger touch before update on sales
    for each row execute function touch()`,
    "event trigger: sales touch",
  ],
  [
    "a rule",
    "create rule silent as on delete to sales do instead nothing",
    "event trigger: sales silent",
  ],
  [
    "a view of its owner",
    "create view all_sales as select * from sales",
    "as its reader: all_sales",
  ],
  [
    "a materialized view",
    "create materialized view all_sales as select * from sales",
    "as its reader: all_sales",
  ],
  [
    "a function of its owner",
    `create function drizzle.peek() returns bigint
    language sql security definer as 'select count(*) from sales'`,
    "but the door: drizzle.peek()",
  ],
  [
    "an identity",
    "alter table sales add number bigint generated always as identity",
    "no sequence: sales number",
  ],
  ["a sequence", "create sequence numbers", "no sequence: numbers"],
  ["another schema", "create schema elsewhere", "the walls: elsewhere"],
  ["a fact that can be changed", "grant update on sales to kaunta_app", "granted: sales UPDATE"],
  [
    "a column that can be changed",
    "grant update (note) on sales to kaunta_app",
    "to be made: sales.note UPDATE",
  ],
  [
    "a fact that can be removed",
    "grant delete on audit_entries to kaunta_app",
    "granted: audit_entries DELETE",
  ],
  [
    "a table that can be emptied",
    "grant truncate on sales to kaunta_app",
    "or TRIGGER: kaunta_app sales",
  ],
  ["rights of everybody", "grant select on sales to public", "to be made: sales to - SELECT"],
  [
    "rights to come",
    "alter default privileges grant select on tables to kaunta_app",
    "default for kaunta_app",
  ],
  [
    "a right that is missing",
    "revoke insert on sales from kaunta_app",
    "not granted: sales INSERT",
  ],
  [
    "migrations that can be written",
    "grant insert on drizzle.__drizzle_migrations to kaunta_app",
    "__drizzle_migrations INSERT",
  ],
  ["a role without walls", "alter role kaunta_app bypassrls", "of their own: kaunta_app"],
  [
    "a role that may make things",
    "grant create on schema public to kaunta_app",
    "create nothing: kaunta_app in public",
  ],
  ["a role in another", "grant pg_read_all_data to kaunta_app", "pg_read_all_data to kaunta_app"],
];

describe("the audit finds", () => {
  test.each(SABOTAGE)("%s", async (_name, statement, found) => {
    const undone = new Error("undone");
    const audited = admin.begin(async (transaction) => {
      await transaction.unsafe(statement);
      expect((await auditCatalogue(transaction, login)).join("\n")).toContain(found);
      throw undone;
    });
    await expect(audited).rejects.toBe(undone);
  });
});
