import { existsSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { migrateDatabase } from "../../db/migrate";
import type { StartEnv } from "../../server/env";
import { DATABASE, type EmbeddedPostgres, startEmbeddedPostgres } from "../postgres/embedded";
import { withLock } from "../process/file-lock";
import { type DataFolder, findServer, readJson, writeJson } from "./data-folder";
import { prepareGivenDatabase } from "./given-database";

export type ShopDatabase = {
  /** Null when only the application's role is known. */
  adminUrl: string | null;
  appUrl: string;
  hasDemo: boolean;
};

type Wanted = {
  env: Pick<StartEnv, "databaseUrl" | "databaseAdminUrl">;
  folder: DataFolder;
  authSecret: string;
  /** Whether a new embedded database is filled with the demo. */
  demo: boolean;
  /** False gives up safety against power loss for speed. */
  durable: boolean;
  say(sentence: string): void;
  /** Called as soon as an embedded server runs; whoever asked for it has to end it. */
  onServer(server: EmbeddedPostgres): void;
};

/** The shop's database, running, migrated and, when it is new and embedded, filled with the demo. */
export async function openShopDatabase(wanted: Wanted): Promise<ShopDatabase> {
  const { env, folder, authSecret, say } = wanted;
  const { databaseUrl, databaseAdminUrl } = env;
  if (databaseUrl !== undefined) {
    const isServed = findServer(folder) !== null;
    const given = { databaseUrl, databaseAdminUrl, authSecret, isServed, say };
    const { adminUrl, appUrl } = await prepareGivenDatabase(given);
    return { adminUrl, appUrl, hasDemo: false };
  }
  // Alone: an operator command must not meet a database that another start is still filling.
  return withLock(folder.file("prepare.lock"), () => openEmbedded(wanted));
}

/** The demo is written in many transactions; one that was interrupted is written again from nothing. */
type DemoState = { demo: "pending" | "seeded" | "none" };

async function openEmbedded(wanted: Wanted): Promise<ShopDatabase> {
  const { folder, durable, say } = wanted;
  const stateFile = folder.file("database.json");
  const isFirst = !existsSync(join(folder.postgres, "cluster.json"));
  if (isFirst) {
    say("Making the embedded database …");
    writeJson(stateFile, { demo: wanted.demo ? "pending" : "none" } satisfies DemoState);
  }
  const server = await startEmbeddedPostgres({ directory: folder.postgres, durable });
  wanted.onServer(server);
  const isPending = readJson<DemoState>(stateFile)?.demo === "pending";
  if (isPending && !server.databaseIsNew) await recreateDatabase(server.adminUrl("postgres"));
  const urls = { adminUrl: server.adminUrl(), appUrl: server.appUrl() };
  // A running shop has migrated it, and must not wait behind the locks of doing so again.
  if (findServer(folder) === null) await migrateDatabase(urls);
  if (isPending) {
    await seed({ ...urls, authSecret: wanted.authSecret }, say);
    writeJson(stateFile, { demo: "seeded" } satisfies DemoState);
  }
  return {
    ...urls,
    hasDemo: readJson<DemoState>(stateFile)?.demo === "seeded",
  };
}

async function recreateDatabase(maintenanceUrl: string): Promise<void> {
  await command(maintenanceUrl, [
    `drop database if exists ${DATABASE} with (force)`,
    `create database ${DATABASE}`,
  ]);
}

async function command(url: string, statements: readonly string[]): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    for (const statement of statements) await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

async function seed(
  shop: { adminUrl: string; appUrl: string; authSecret: string },
  say: Wanted["say"],
): Promise<void> {
  say("Filling it with the demo shops …");
  // Loaded only here: every other start does without the code that tells sixty days of sales.
  const { seedDemo } = await import("../seed-demo");
  // A demo that a crash has cut short is written anew, so its commits need not wait for the disk.
  await command(shop.adminUrl, [`alter database ${DATABASE} set synchronous_commit = off`]);
  await seedDemo(shop);
  await command(shop.adminUrl, [
    `alter database ${DATABASE} reset synchronous_commit`,
    "checkpoint",
  ]);
}
