import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import postgres from "postgres";
import { migrateDatabase } from "../../db/migrate";
import { WEB_ROLE } from "../postgres/embedded";
import { Refusal } from "../refusal";

type Given = {
  databaseUrl: string;
  databaseAdminUrl: string | undefined;
  authSecret: string;
  /** A running server has migrated it already and must not be held up. */
  isServed?: boolean;
  say(sentence: string): void;
};

type Role = { name: string; mayMigrate: boolean; isWalled: boolean };

/**
 * Gets a database of somebody else's server ready. The application must connect as a role that
 * row-level security binds; when DATABASE_URL is none, a login of our own is made for it.
 */
export async function prepareGivenDatabase(
  given: Given,
): Promise<{ adminUrl: string | null; appUrl: string }> {
  const { databaseUrl, databaseAdminUrl, say } = given;
  if (databaseAdminUrl !== undefined) await inspect(databaseAdminUrl, "DATABASE_ADMIN_URL");
  const role = await inspect(databaseUrl, "DATABASE_URL", databaseAdminUrl !== undefined);
  const adminUrl = databaseAdminUrl ?? (role?.mayMigrate ? databaseUrl : null);
  if (adminUrl === null) {
    if (!role?.isWalled) {
      throw new Refusal(
        `DATABASE_URL signs in as ${role?.name}, which could step around the walls between tenants; set DATABASE_ADMIN_URL to the owner's address, and DATABASE_URL to a role of its own.`,
      );
    }
    await requireCurrentSchema(databaseUrl, role.name);
    return { adminUrl, appUrl: databaseUrl };
  }

  if (role === null || role.isWalled) {
    if (!given.isServed) await migrate({ adminUrl, appUrl: databaseUrl });
    return { adminUrl, appUrl: databaseUrl };
  }
  const appUrl = withLogin(databaseUrl, given.authSecret);
  if (given.isServed) return { adminUrl, appUrl };
  await matchPassword(adminUrl, appUrl);
  await migrate({ adminUrl, appUrl });
  say(
    `DATABASE_URL signs in as ${role.name}, which could step around the walls between tenants, so Kaunta connects as ${WEB_ROLE} instead.`,
  );
  return { adminUrl, appUrl };
}

/** Null when the role is yet to be made, which only migrating can do. */
async function inspect(url: string, variable: string, mayBeMissing = false): Promise<Role | null> {
  try {
    return await ask(url, async (sql) => {
      const [row] = await sql<(Role & { count: number })[]>`
        select rolname as name,
          rolsuper or (rolcreaterole and has_database_privilege(current_database(), 'CREATE'))
            as "mayMigrate",
          not (rolsuper or rolbypassrls or rolcreaterole or exists (
            select 1 from pg_class where relkind in ('r', 'p')
              and pg_has_role(pg_roles.oid, relowner, 'member')))
            as "isWalled"
        from pg_roles where rolname = current_user`;
      return row ?? null;
    });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (mayBeMissing && (code === "28P01" || code === "28000")) return null;
    const { host, pathname } = new URL(url);
    throw new Refusal(
      `The database ${host}${pathname} of ${variable} cannot be reached: ${message || code}.`,
    );
  }
}

async function requireCurrentSchema(databaseUrl: string, roleName: string): Promise<void> {
  const journal = JSON.parse(
    readFileSync(new URL("../../db/migrations/meta/_journal.json", import.meta.url), "utf8"),
  ) as { entries: unknown[] };
  const applied = await ask(databaseUrl, async (sql) => {
    const [row] = await sql<
      { count: number }[]
    >`select count(*)::int as count from drizzle.__drizzle_migrations`;
    return row?.count ?? 0;
  }).catch(() => 0);
  if (applied >= journal.entries.length) return;
  throw new Refusal(
    `The database is not at this version and ${roleName} may not migrate it; set DATABASE_ADMIN_URL to its owner's address.`,
  );
}

/** Derived rather than stored, so that every machine with the same AUTH_SECRET agrees on it. */
function withLogin(databaseUrl: string, authSecret: string): string {
  const url = new URL(databaseUrl);
  url.username = WEB_ROLE;
  url.password = createHmac("sha256", authSecret).update(WEB_ROLE).digest("base64url");
  return url.toString();
}

async function matchPassword(adminUrl: string, appUrl: string): Promise<void> {
  const isWelcome = await ask(appUrl, (sql) => sql`select 1`).then(
    () => true,
    () => false,
  );
  if (isWelcome) return;
  await ask(adminUrl, async (sql) => {
    const [role] = await sql`select 1 from pg_roles where rolname = ${WEB_ROLE}`;
    const { password } = new URL(appUrl);
    if (role) await sql.unsafe(`alter role ${WEB_ROLE} login password '${password}'`);
  }).catch((error: Error) => {
    throw new Refusal(
      `The password of ${WEB_ROLE} cannot be set (${error.message}); name an application role in DATABASE_URL and its owner in DATABASE_ADMIN_URL.`,
    );
  });
}

async function migrate(urls: { adminUrl: string; appUrl: string }): Promise<void> {
  try {
    await migrateDatabase(urls);
  } catch (error) {
    throw new Refusal(`The database could not be migrated: ${(error as Error).message}.`);
  }
}

async function ask<T>(url: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
