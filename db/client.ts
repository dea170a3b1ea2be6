import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { isKept, keptPlan } from "./kept-plans";

type Schema = Record<string, never>;
type Drizzle = PostgresJsDatabase<Schema>;

/** A transaction that has entered one tenant. There is no other way to reach a tenant's rows. */
export type Tx = Parameters<Parameters<Drizzle["transaction"]>[0]>[0];

export type Database = {
  /**
   * The one door: begin, enter the tenant, run, commit. The entry is sent ahead of the first
   * query in the same round trip; when it fails the transaction is aborted, so nothing behind it
   * can have an effect. Work that only reads says so: it can change nothing, and its answer is
   * there without waiting for the commit.
   */
  withTenant<Result>(
    tenantId: string,
    work: (tx: Tx) => Promise<Result>,
    options?: { readonly isRead?: boolean },
  ): Promise<Result>;
  /** Tenants that an e-mail's SHA-256 may sign in to; read before a tenant is known. */
  findSignInTenants(emailSha256: Uint8Array): Promise<string[]>;
  /** The tenant of an enrolment code, by its SHA-256; null when nobody made such a code lately. */
  findCodeTenant(codeSha256: Uint8Array): Promise<string | null>;
  /** Every tenant id, for bounded background sweeps. */
  listTenantIds(): Promise<string[]>;
  /**
   * Run a statement of the rate limiter's library, which writes its own: one that names any table
   * but `throttle.rate_limits` is refused.
   */
  countTries(statement: { text: string; values?: readonly unknown[] }): Promise<Counted>;
  /** Call back on each notification of a channel until the returned function is called. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  ping(): Promise<void>;
  /**
   * Whether the walls between tenants bind what we connect as: it is no superuser, steps around no
   * row-level security, makes no roles, and neither owns a table nor is a member of who does.
   */
  isWalled(): Promise<boolean>;
  close(): Promise<void>;
};

/** What the rate limiter's library reads of an answer. */
export type Counted = { rows: Record<string, unknown>[]; rowCount: number };

const OTHER_TABLE =
  /\b(from|into|join|table|truncate|update)\s+(?!"throttle"\."rate_limits"|set\b)/i;

/** Longer than connecting takes when the database is there. */
const REACH_MS_MAX = 10_000;
const RECONNECT_SECONDS_MAX = 1;
const IN_FAILED_TRANSACTION = "25P02";
const UUID = /^[0-9a-f-]{36}$/;

/** Open a pool as the application role; the pool itself never leaves this file. */
export function openDatabase(
  url: string,
  options: {
    max?: number;
    reachMsMax?: number;
    /** Asked once, before the first tenant is entered; who is not bound enters none. */
    mustBeWalled?: boolean;
  } = {},
): Database {
  const reachMsMax = options.reachMsMax ?? REACH_MS_MAX;
  const client = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => undefined,
    backoff: reconnectSeconds,
    connection: {
      application_name: "kaunta",
      statement_timeout: 30_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  const db: Drizzle = drizzle(withEndingScopes(client, reachMsMax, "read write"));
  const readDb: Drizzle = drizzle(withEndingScopes(client, reachMsMax, "read only"));
  const walls = wallsOf(client, reachMsMax);
  return {
    async withTenant(tenantId, work, { isRead = false } = {}) {
      if (!UUID.test(tenantId)) throw new Error("a tenant id is a UUID");
      if (options.mustBeWalled === true) await walls.require();
      const enter = async (tx: Tx) => {
        const entered = tx
          .execute(sql`${keptPlan}select app_enter(${tenantId}::uuid)`)
          .then(() => undefined);
        // The failure surfaces below; this keeps it from being reported as unhandled meanwhile.
        entered.catch(() => undefined);
        const result = await work(tx);
        await entered;
        return result;
      };
      if (!isRead) return db.transaction(enter);
      return new Promise((resolve, reject) => {
        readDb.transaction((tx) => enter(tx).then(resolve)).catch(reject);
      });
    },
    async findSignInTenants(emailSha256) {
      const query = client<{ tenant_id: string }[]>`
        select tenant_id from sign_in_directory where email_sha256 = ${Buffer.from(emailSha256)}`;
      const rows = await withinReach(reachMsMax, (reached) => query.then(reached));
      return rows.map((row) => row.tenant_id);
    },
    async findCodeTenant(codeSha256) {
      const query = client<{ tenant_id: string }[]>`
        select tenant_id from code_directory where code_sha256 = ${Buffer.from(codeSha256)}`;
      const [row] = await withinReach(reachMsMax, (reached) => query.then(reached));
      return row?.tenant_id ?? null;
    },
    async listTenantIds() {
      const query = client<
        { tenant_id: string }[]
      >`select distinct tenant_id from sign_in_directory order by tenant_id`;
      const rows = await withinReach(reachMsMax, (reached) => query.then(reached));
      return rows.map((row) => row.tenant_id);
    },
    async countTries({ text, values = [] }) {
      if (OTHER_TABLE.test(text)) throw new Error("a rate limit counts in its own table");
      const parameters = values as postgres.ParameterOrJSON<never>[];
      const query = client.unsafe<Record<string, unknown>[]>(text, parameters, { prepare: true });
      const rows = await withinReach(reachMsMax, (reached) => query.then(reached));
      return { rows: [...rows], rowCount: rows.count };
    },
    async listen(channel, onPayload) {
      const subscription = await client.listen(channel, onPayload);
      return () => subscription.unlisten();
    },
    async ping() {
      await withinReach(reachMsMax, (reached) => client`select 1`.then(reached));
    },
    isWalled: walls.areThere,
    close: () => client.end({ timeout: 5 }),
  };
}

/**
 * Failures count for the whole pool, so that a second's outage reaches the longest wait. The
 * driver's own is twenty seconds, in which a shop stands still whose database is back.
 */
function reconnectSeconds(failures: number): number {
  return Math.min(2 ** failures / 100, RECONNECT_SECONDS_MAX);
}

/**
 * The driver can lose what is handed to a connection in the moment in which it breaks: neither an
 * answer nor a refusal comes, for ever. So whatever has not reached the database in time fails, as
 * it does when there is none, and its caller tries again.
 *
 * @param start calls back, with its result if it has one, when the database has answered.
 */
async function withinReach<Result>(
  msMax: number,
  start: (reached: <Value>(value: Value) => Value) => Promise<Result>,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTooLate = false;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isTooLate = true;
      reject(new DatabaseUnreachable());
    }, msMax);
  });
  const reached = <Value>(value: Value): Value => {
    clearTimeout(timer);
    // A transaction that begins when nobody waits for it any more must have no effect.
    if (isTooLate) throw new DatabaseUnreachable();
    return value;
  };
  try {
    return await Promise.race([start(reached), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether row-level security binds what the pool connects as; known once, it is not asked again. */
function wallsOf(client: postgres.Sql, reachMsMax: number) {
  let areKnown = false;
  async function areThere(): Promise<boolean> {
    const query = client<{ is_walled: boolean }[]>`
      select not (rolsuper or rolbypassrls or rolcreaterole or exists (
        select 1 from pg_class where relkind in ('r', 'p')
          and pg_has_role(pg_roles.oid, relowner, 'member'))) as is_walled
      from pg_roles where rolname = current_user`;
    const [role] = await withinReach(reachMsMax, (reached) => query.then(reached));
    areKnown = role?.is_walled === true;
    return areKnown;
  }
  return {
    areThere,
    async require(): Promise<void> {
      if (!areKnown && !(await areThere())) throw new WallsMissing();
    },
  };
}

/** What we connect as could step around the walls between tenants, so nothing is asked as it. */
export class WallsMissing extends Error {
  override readonly name = "WallsMissing";
  constructor() {
    super("DATABASE_URL signs in as a role that could step around the walls between tenants");
  }
}

/** The database did not answer in time; as a broken connection, it is no fault of a request. */
export class DatabaseUnreachable extends Error {
  readonly code = "08006";
  constructor() {
    super("the database did not answer");
    this.name = "DatabaseUnreachable";
  }
}

/**
 * The driver speaks for a transaction on the connection that it had, where another tenant's may run
 * by then: after the work has ended, and, when the connection broke while the work was busy
 * elsewhere, on the one that was made in its place, queries, commit and rollback alike. Here a
 * transaction's handle ends with its work or with its connection, whichever is first.
 */
function withEndingScopes(
  client: postgres.Sql,
  reachMsMax: number,
  mode: "read write" | "read only",
): postgres.Sql {
  const begin = (work: ScopeWork) =>
    withinReach(reachMsMax, async (reached) => {
      const connection = { isLost: false };
      try {
        return await client.begin(mode, (scope) => {
          reached(null);
          return settleUnlessLost(runScope(scope, work, connection), connection);
        });
      } finally {
        connection.isLost = true;
      }
    });
  return new Proxy(client, {
    get: (target, name) => (name === "begin" ? begin : Reflect.get(target, name)),
  });
}

type Connection = { readonly isLost: boolean };

/** The driver has told the caller that the connection is lost; nothing is left to end on it. */
async function settleUnlessLost(work: Promise<unknown>, connection: Connection): Promise<unknown> {
  const [outcome] = await Promise.allSettled([work]);
  // One that breaks refuses its queries first and is said to be lost right after.
  if (outcome.status === "rejected") await new Promise(setImmediate);
  if (connection.isLost) return new Promise(() => undefined);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

type ScopeWork = (scope: postgres.TransactionSql) => Promise<unknown>;

async function runScope(
  scope: postgres.TransactionSql,
  work: ScopeWork,
  connection: Connection,
): Promise<unknown> {
  let hasEnded = false;
  const failed: { first: unknown } = { first: null };
  const savepoint = (inner: ScopeWork) =>
    scope.savepoint((nested) => settleUnlessLost(runScope(nested, inner, connection), connection));
  const send: postgres.TransactionSql["unsafe"] = (text, parameters, options) => {
    const query = scope.unsafe(text, parameters, { ...options, prepare: isKept(text) });
    query.catch((error: unknown) => {
      failed.first ??= error;
    });
    return query as never;
  };
  const guarded = new Proxy(scope, {
    get(target, name) {
      if (hasEnded || connection.isLost) throw new Error("the transaction has ended");
      if (name === "savepoint") return savepoint;
      return name === "unsafe" ? send : Reflect.get(target, name);
    },
  });
  try {
    return await work(guarded);
  } catch (error) {
    throw isAftermath(error) ? (failed.first ?? error) : error;
  } finally {
    hasEnded = true;
  }
}

/**
 * Whether an error says only that a statement before it failed. Statements that are sent without
 * waiting can tell it before their caller hears of the one that did.
 */
function isAftermath(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { code?: unknown }).code === IN_FAILED_TRANSACTION || isAftermath(error.cause);
}
