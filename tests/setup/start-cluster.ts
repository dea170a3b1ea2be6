import { mkdirSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../db/migrate";
import { removeAbandonedCluster, startEmbeddedPostgres } from "../../scripts/postgres/embedded";
import { identifyProcess } from "../../scripts/process/process-identity";

const TEMPLATE = "kaunta_template";
const PREFIX = "kaunta-test-";

declare module "vitest" {
  export interface ProvidedContext {
    clusterAdminUrl: string;
    clusterAppUrl: string;
    clusterTemplate: string;
  }
}

/** One throw-away cluster for the run, with a migrated database that every worker copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const directory = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(directory, { recursive: true });
  const cluster = await startEmbeddedPostgres({ directory, durable: false });
  // Told to end, vitest leaves at once without running the teardown.
  process.once("exit", cluster.abandon);
  const admin = postgres(cluster.adminUrl("postgres"), { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${TEMPLATE}`);
  await admin.end();
  await migrateDatabase({ adminUrl: cluster.adminUrl(TEMPLATE), appUrl: cluster.appUrl(TEMPLATE) });
  project.provide("clusterAdminUrl", cluster.adminUrl("postgres"));
  project.provide("clusterAppUrl", cluster.appUrl("postgres"));
  project.provide("clusterTemplate", TEMPLATE);
  return () => cluster.destroy();
}

/** A run that was killed could not clean up after itself. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX) || identifyProcess(Number(name.slice(PREFIX.length)))) continue;
    await removeAbandonedCluster(join(tmpdir(), name));
  }
}
