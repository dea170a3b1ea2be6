import postgres from "postgres";
import { inject } from "vitest";

export type TestDatabase = { adminUrl: string; appUrl: string };

let database: Promise<TestDatabase> | null = null;

/**
 * The database of this vitest worker, a copy of the migrated template. Files that run in the same
 * worker share it, so each test file makes its own tenant.
 */
export function testDatabase(): Promise<TestDatabase> {
  database ??= create();
  return database;
}

async function create(): Promise<TestDatabase> {
  const clusterUrl = inject("clusterAdminUrl");
  const template = inject("clusterTemplate");
  const name = `worker_${process.env["VITEST_POOL_ID"] ?? process.pid}`;
  const admin = postgres(clusterUrl, { max: 1, onnotice: () => undefined });
  try {
    const [found] = await admin`select 1 from pg_database where datname = ${name}`;
    // Two workers may copy at the same time; a template in use by another copy only waits.
    if (!found) {
      await admin.unsafe(`create database ${name} template ${template} strategy wal_log`);
    }
  } finally {
    await admin.end();
  }
  return { adminUrl: withName(clusterUrl, name), appUrl: withName(inject("clusterAppUrl"), name) };
}

function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
