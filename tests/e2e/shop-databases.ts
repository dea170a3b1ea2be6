import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { migrateDatabase } from "../../db/migrate";
import { startEmbeddedPostgres } from "../../scripts/postgres/embedded";
import { seedDemo } from "../../scripts/seed-demo";

export const CLUSTER_PREFIX = "kaunta-browser-tests-";
export const AUTH_SECRET = "a-secret-that-only-browser-tests-sign-with";

export type ShopDatabase = { adminUrl: string; appUrl: string; drop(): Promise<void> };

/**
 * One cluster for the run, with an empty shop and one with the demo to copy from: the demo takes
 * a minute, which no test's time limit should have to allow for. The addresses reach the workers
 * of Playwright as variables.
 */
export async function startCluster(): Promise<() => Promise<void>> {
  const directory = join(tmpdir(), `${CLUSTER_PREFIX}${process.pid}`);
  mkdirSync(directory, { recursive: true });
  const cluster = await startEmbeddedPostgres({ directory, durable: false });
  process.once("exit", cluster.abandon);
  process.env["BROWSER_TESTS_ADMIN_URL"] = cluster.adminUrl("postgres");
  process.env["BROWSER_TESTS_APP_URL"] = cluster.appUrl("postgres");
  await fillTemplate("shop_empty", false);
  await fillTemplate("shop_demo", true);
  return cluster.destroy;
}

/** A copy of a migrated database, with the demo or empty. */
export async function newShopDatabase(options: { demo: boolean }): Promise<ShopDatabase> {
  const template = options.demo ? "shop_demo" : "shop_empty";
  const name = `shop_${process.pid}_${Date.now()}`;
  await command(`create database ${name} template ${template}`);
  return {
    ...urlsOf(name),
    async drop() {
      await command(`drop database ${name} with (force)`);
    },
  };
}

async function fillTemplate(template: string, demo: boolean): Promise<void> {
  await command(`create database ${template}`);
  const urls = urlsOf(template);
  await migrateDatabase(urls);
  if (demo) await seedDemo({ ...urls, authSecret: AUTH_SECRET });
}

async function command(statement: string): Promise<readonly unknown[]> {
  const sql = postgres(variable("BROWSER_TESTS_ADMIN_URL"), { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

function urlsOf(databaseName: string): { adminUrl: string; appUrl: string } {
  const adminUrl = new URL(variable("BROWSER_TESTS_ADMIN_URL"));
  const appUrl = new URL(variable("BROWSER_TESTS_APP_URL"));
  adminUrl.pathname = `/${databaseName}`;
  appUrl.pathname = `/${databaseName}`;
  return { adminUrl: adminUrl.toString(), appUrl: appUrl.toString() };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by tests/e2e/global-setup.ts`);
  return value;
}
