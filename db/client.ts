import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

type Schema = Record<string, never>;
type Drizzle = PostgresJsDatabase<Schema>;

/** A transaction that has entered one tenant. There is no other way to reach a tenant's rows. */
export type Tx = Parameters<Parameters<Drizzle["transaction"]>[0]>[0];

export type Database = {
  /**
   * The one door: begin, enter the tenant, run, commit. The entry is sent ahead of the first
   * query in the same round trip; when it fails the transaction is aborted, so nothing behind it
   * can have an effect.
   */
  withTenant<Result>(tenantId: string, work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Tenants that an e-mail's SHA-256 may sign in to; the only read before a tenant is known. */
  findSignInTenants(emailSha256: Uint8Array): Promise<string[]>;
  /** Every tenant id, for bounded background sweeps. */
  listTenantIds(): Promise<string[]>;
  /** Call back on each notification of a channel until the returned function is called. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  ping(): Promise<void>;
  close(): Promise<void>;
};

const UUID = /^[0-9a-f-]{36}$/;

/** Open a pool as the application role; the pool itself never leaves this file. */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const client = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => undefined,
    connection: {
      application_name: "kaunta",
      statement_timeout: 30_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  const db: Drizzle = drizzle(withEndingScopes(client));
  return {
    withTenant(tenantId, work) {
      if (!UUID.test(tenantId)) throw new Error("a tenant id is a UUID");
      return db.transaction(async (tx) => {
        const entered = tx.execute(sql`select app_enter(${tenantId}::uuid)`).then(() => undefined);
        // The failure surfaces below; this keeps it from being reported as unhandled meanwhile.
        entered.catch(() => undefined);
        const result = await work(tx);
        await entered;
        return result;
      });
    },
    async findSignInTenants(emailSha256) {
      const rows = await client<{ tenant_id: string }[]>`
        select tenant_id from sign_in_directory where email_sha256 = ${Buffer.from(emailSha256)}`;
      return rows.map((row) => row.tenant_id);
    },
    async listTenantIds() {
      const rows = await client<
        { tenant_id: string }[]
      >`select distinct tenant_id from sign_in_directory order by tenant_id`;
      return rows.map((row) => row.tenant_id);
    },
    async listen(channel, onPayload) {
      const subscription = await client.listen(channel, onPayload);
      return () => subscription.unlisten();
    },
    async ping() {
      await client`select 1`;
    },
    close: () => client.end({ timeout: 5 }),
  };
}

/**
 * The driver sends a query of a finished transaction on the connection that it had, where another
 * tenant's transaction may run by then. Here a transaction's handle ends with its work.
 */
function withEndingScopes(client: postgres.Sql): postgres.Sql {
  const begin = (work: ScopeWork) => client.begin((scope) => runScope(scope, work));
  return new Proxy(client, {
    get: (target, name) => (name === "begin" ? begin : Reflect.get(target, name)),
  });
}

type ScopeWork = (scope: postgres.TransactionSql) => Promise<unknown>;

async function runScope(scope: postgres.TransactionSql, work: ScopeWork): Promise<unknown> {
  let hasEnded = false;
  const savepoint = (inner: ScopeWork) => scope.savepoint((nested) => runScope(nested, inner));
  const guarded = new Proxy(scope, {
    get(target, name) {
      if (hasEnded) throw new Error("the transaction has ended");
      return name === "savepoint" ? savepoint : Reflect.get(target, name);
    },
  });
  try {
    return await work(guarded);
  } finally {
    hasEnded = true;
  }
}
