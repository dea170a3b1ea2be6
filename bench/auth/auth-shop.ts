import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { migrateDatabase } from "../../db/migrate";
import { startEmbeddedPostgres } from "../../scripts/postgres/embedded";
import { issueAccessToken } from "../../server/auth/access-token";
import { openSession } from "../../server/auth/open-session";
import type { Runtime } from "../../server/context";
import { postgresStore } from "../../server/rate-limit/limit-store";
import { createRateLimiter, UNLIMITED } from "../../server/rate-limit/rate-limiter";
import { RATE_LIMITS } from "../../server/rate-limit/rate-limits";
import { createRuntime } from "../../server/runtime";
import { buildShelf } from "../till/bench-shelf";
import { fillShop } from "../till/fill-shop";

export type AuthShop = {
  readonly tenantId: string;
  readonly skus: readonly string[];
  /** With sessions, permissions and row-level security, and the limits on how often one may ask. */
  readonly limited: Runtime;
  /** The same without limits. */
  readonly walled: Runtime;
  /** An access token of the owner. */
  readonly token: string;
  /** The owner of the tables, whom no policy binds. */
  readonly admin: postgres.Sql;
  stop(): Promise<void>;
};

const AUTH_SECRET = "a-secret-that-only-benchmarks-sign-with";
const URL = "http://localhost:3000";
const DATABASE = "kaunta_bench";

/** A database of its own with one business and its shelf; no server, for the API is called in here. */
export async function startAuthShop(products: number): Promise<AuthShop> {
  const directory = mkdtempSync(join(tmpdir(), "kaunta-bench-auth-"));
  const cluster = await startEmbeddedPostgres({ directory, durable: false });
  const [adminUrl, appUrl] = [cluster.adminUrl(DATABASE), cluster.appUrl(DATABASE)];
  const maintenance = postgres(cluster.adminUrl("postgres"), { max: 1, onnotice: () => undefined });
  await maintenance.unsafe(`create database ${DATABASE}`);
  await maintenance.end();
  await migrateDatabase({ adminUrl, appUrl });
  const limited = createRuntime({ databaseUrl: appUrl, authSecret: AUTH_SECRET, appUrl: URL });
  const shelf = buildShelf(products);
  const { tenantId } = await fillShop(
    { url: URL, adminUrl, appUrl, authSecret: AUTH_SECRET },
    shelf,
  );
  const admin = postgres(adminUrl, { max: 10, onnotice: () => undefined });
  const [owner] = await admin<{ id: string }[]>`select id from users where tenant_id = ${tenantId}`;
  const claims = await openSession(
    limited,
    { tenantId, userId: owner?.id ?? "" },
    { kind: "office", method: "password", ip: null, userAgent: null },
  );
  const { database, log } = limited;
  const counting = createRateLimiter({
    store: postgresStore(database, log),
    authSecret: AUTH_SECRET,
    limits: farLimits(),
  });
  return {
    tenantId,
    skus: shelf.map(({ sku }) => sku),
    limited: { ...limited, rateLimiter: counting },
    walled: { ...limited, rateLimiter: UNLIMITED },
    token: await issueAccessToken(limited, claims),
    admin,
    async stop() {
      await counting.close();
      await limited.rateLimiter.close();
      await database.close();
      await admin.end();
      await cluster.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The product's limits, so far away that no measuring reaches them. */
function farLimits(): typeof RATE_LIMITS {
  const entries = Object.entries(RATE_LIMITS).map(([name, limit]) => [
    name,
    { ...limit, points: 1_000_000_000 },
  ]);
  return Object.fromEntries(entries) as typeof RATE_LIMITS;
}

const dialect = new PgDialect();

/** A statement as it is, from a pool or a transaction, its plan kept as the product keeps it. */
export async function runPlainly<Row>(
  client: Pick<postgres.Sql, "unsafe">,
  statement: SQL,
): Promise<readonly Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const rows = await client.unsafe(text, params as postgres.ParameterOrJSON<never>[], {
    prepare: true,
  });
  return [...rows] as unknown as readonly Row[];
}
