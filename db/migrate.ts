import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { APPEND_ONLY_TABLES, PRUNED_TABLES, REPLACEABLE_TABLES, UPDATABLE_TABLES } from "./grants";

const MIGRATIONS_FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));
const LOCK_MIGRATE = 7_246_001;
const LOCK_ROLES = 7_246_002;

/** The role that carries the application's rights; login roles are members of it. */
export const APP_ROLE = "kaunta_app";

/**
 * Bring a database to this version: roles, tables, forced row-level security, grants, the job
 * library's own schema. Safe to run again and from several processes at once.
 *
 * @param adminUrl a role that may create roles and owns (or may create) the tables.
 * @param appUrl   what the application connects with; its login role is created when missing, and
 *                 refused when the walls between tenants would not bind it.
 */
export async function migrateDatabase(options: {
  adminUrl: string;
  appUrl: string;
}): Promise<{ applied: number }> {
  const admin = postgres(options.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await ensureRoles(admin, options.appUrl);
    await admin`select pg_advisory_lock(${LOCK_MIGRATE})`;
    const before = await countApplied(admin);
    await migrate(drizzle(admin), { migrationsFolder: MIGRATIONS_FOLDER });
    await secureTables(admin);
    await migrateJobs(options.adminUrl, admin);
    const after = await countApplied(admin);
    await admin`select pg_advisory_unlock(${LOCK_MIGRATE})`;
    return { applied: after - before };
  } finally {
    await admin.end({ timeout: 5 });
  }
}

async function ensureRoles(admin: postgres.Sql, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl);
  const login = decodeURIComponent(username);
  await admin.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK_ROLES})`;
    const roles = await tx<
      { rolname: string }[]
    >`select rolname from pg_roles where rolname in (${APP_ROLE}, ${login})`;
    const known = new Set(roles.map((role) => role.rolname));
    if (!known.has(APP_ROLE)) await tx.unsafe(`create role ${APP_ROLE} nologin`);
    if (!known.has(login)) {
      const secret = decodeURIComponent(password).replaceAll("'", "''");
      await tx.unsafe(`create role ${quoteIdentifier(login)} login password '${secret}'`);
    }
    await requireWalled(tx, login);
    const member = await tx<
      { is_member: boolean }[]
    >`select pg_has_role(${login}, ${APP_ROLE}, 'member') as is_member`;
    if (!member[0]?.is_member) {
      await tx.unsafe(`grant ${APP_ROLE} to ${quoteIdentifier(login)}`);
    }
  });
}

/** Neither above row-level security nor able to lift it, by itself or as a member of another. */
async function requireWalled(tx: postgres.TransactionSql, login: string): Promise<void> {
  const [role] = await tx<{ is_walled: boolean }[]>`
    select not (rolsuper or rolbypassrls or rolcreaterole
      or pg_has_role(pg_roles.oid, current_user, 'member') or exists (
        select 1 from pg_class where relkind in ('r', 'p')
          and pg_has_role(pg_roles.oid, relowner, 'member'))) as is_walled
    from pg_roles where rolname = ${login}`;
  if (role?.is_walled) return;
  throw new Error(`${login} could step around the walls between tenants`);
}

async function countApplied(admin: postgres.Sql): Promise<number> {
  const exists = await admin<
    { found: boolean }[]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!exists[0]?.found) return 0;
  const rows = await admin<
    { count: number }[]
  >`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return rows[0]?.count ?? 0;
}

async function secureTables(admin: postgres.Sql): Promise<void> {
  const statements: string[] = [
    `revoke all on schema public from public`,
    `grant usage on schema public to ${APP_ROLE}`,
    `grant usage on schema drizzle to ${APP_ROLE}`,
    `grant select on all tables in schema drizzle to ${APP_ROLE}`,
    `grant execute on function app_enter(uuid) to ${APP_ROLE}`,
    `grant usage on schema throttle to ${APP_ROLE}`,
    `grant select, insert, update, delete on all tables in schema throttle to ${APP_ROLE}`,
  ];
  const removable = [...REPLACEABLE_TABLES, ...PRUNED_TABLES];
  const tables = [...APPEND_ONLY_TABLES, ...UPDATABLE_TABLES, ...removable];
  for (const table of tables) {
    statements.push(
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
      `revoke all on ${table} from ${APP_ROLE}`,
    );
  }
  const grant = (rights: string, names: readonly string[]) =>
    statements.push(`grant ${rights} on ${names.join(", ")} to ${APP_ROLE}`);
  grant("select, insert", APPEND_ONLY_TABLES);
  grant("select, insert, update", UPDATABLE_TABLES);
  grant("select, insert, update, delete", removable);
  await admin.begin((tx) => tx.unsafe(statements.join(";\n")));
}

/** The job library keeps its own schema; the application may use it and owns none of it. */
async function migrateJobs(adminUrl: string, admin: postgres.Sql): Promise<void> {
  const { runMigrations } = await import("graphile-worker");
  await runMigrations({ connectionString: adminUrl, schema: "graphile_worker" });
  const tables = await admin<
    { tablename: string }[]
  >`select tablename from pg_tables where schemaname = 'graphile_worker'`;
  const statements = [
    `grant usage on schema graphile_worker to ${APP_ROLE}`,
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${APP_ROLE}`,
    `grant usage, select on all sequences in schema graphile_worker to ${APP_ROLE}`,
    `grant execute on all functions in schema graphile_worker to ${APP_ROLE}`,
  ];
  for (const { tablename } of tables) {
    const table = `graphile_worker.${quoteIdentifier(tablename)}`;
    statements.push(
      `drop policy if exists app_all on ${table}`,
      `create policy app_all on ${table} to ${APP_ROLE} using (true) with check (true)`,
    );
  }
  await admin.begin((tx) => tx.unsafe(statements.join(";\n")));
}

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
