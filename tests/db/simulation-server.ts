import { type SQL, sql } from "drizzle-orm";
import { isDomainError } from "../../core/errors";
import { enrolRequestSchema, pushRequestSchema } from "../../core/sync/protocol-v1";
import type { Instant } from "../../core/time";
import { applyTenants } from "../../server/jobs/apply-backlog";
import { enrolTerminal } from "../../server/terminals/enrol-terminal";
import { listChanges } from "../../server/till-sync/list-changes";
import { receiveEvents } from "../../server/till-sync/receive-events";
import type { TransportAnswer, TransportRequest } from "../../till/engine/ports";
import type { TestTenant } from "../factories/new-tenant";
import { terminalContext, testContext } from "../factories/test-context";
import type { Ledger, LedgerSale, ServerFaults, SimServer } from "../simulation/sim-server";

export type PostgresTerms = {
  readonly tenant: TestTenant;
  readonly now: () => Instant;
  readonly faults: ServerFaults;
  readonly registers: readonly string[];
};

/** The server's own verbs on a real PostgreSQL, as a run of the simulation meets them. */
export function createPostgresServer(terms: PostgresTerms): SimServer {
  const runtime = { ...terms.tenant.runtime, now: terms.now };
  const tenant: TestTenant = { ...terms.tenant, runtime };
  const devices = new Map<string, string>();
  const active = new Map<string, string>();
  const at: Door = { ...terms, tenant, devices, active };
  return {
    registers: terms.registers,
    handle: (request) => handle(at, request),
    async applyBacklog() {
      const context = testContext(tenant, "system");
      await applyTenants([context], { msMax: 60_000, publishes: false });
    },
    closeGaps: async () => 0,
    isActive: (terminalId) => [...active.values()].includes(terminalId),
    headToken: () => null,
    readLedger: () => readLedger(tenant),
  };
}

type Door = PostgresTerms & {
  /** Terminals by their tokens. */
  readonly devices: Map<string, string>;
  /** The last terminal of each register. */
  readonly active: Map<string, string>;
};

async function handle(door: Door, request: TransportRequest): Promise<TransportAnswer> {
  const [path = "", query = ""] = request.path.split("?");
  try {
    if (path.endsWith("/sync/enrol")) return await enrol(door, request.body);
    const terminalId = door.devices.get(request.token ?? "");
    if (terminalId === undefined) return refuse(401, "unauthenticated");
    const storeId = door.tenant.stores[0].id;
    const context = terminalContext(door.tenant, { terminalId, storeId });
    if (path.endsWith("/sync/events")) {
      const answer = await receiveEvents(context, pushRequestSchema.parse(request.body));
      door.faults.noteAnswer(terminalId, answer);
      return ok(answer);
    }
    if (!path.endsWith("/sync/changes")) return refuse(503, "unavailable");
    const asked = new URLSearchParams(query);
    const token = asked.get("token");
    const page = { limit: Number(asked.get("limit")), version: Number(asked.get("version")) };
    return ok(await listChanges(context, token === null ? page : { ...page, token }));
  } catch (error) {
    if (isDomainError(error)) return refuse(STATUS_OF[error.code] ?? 422, error.code);
    throw error;
  }
}

const STATUS_OF: Readonly<Partial<Record<string, number>>> = {
  lease_conflict: 409,
  terminal_mismatch: 403,
  terminal_not_active: 403,
  too_many_waiting: 429,
};

async function enrol(door: Door, body: unknown): Promise<TransportAnswer> {
  const context = testContext(door.tenant, "owner");
  const answer = await enrolTerminal(context, enrolRequestSchema.parse(body));
  const { terminalId, registerId } = answer.certificate;
  door.devices.set(answer.deviceToken, terminalId);
  door.active.set(registerId, terminalId);
  return ok(answer);
}

function ok(body: unknown): TransportAnswer {
  return { status: 200, body: JSON.parse(JSON.stringify(body)), retryAfterMs: null };
}

function refuse(status: number, code: string): TransportAnswer {
  return { status, body: { code }, retryAfterMs: null };
}

type Row = Readonly<Record<string, string>>;

function read(tenant: TestTenant, query: SQL): Promise<readonly Row[]> {
  const { database } = tenant.runtime;
  return database.withTenant(tenant.tenantId, (tx) => tx.execute<Record<string, string>>(query));
}

async function readLedger(tenant: TestTenant): Promise<Ledger> {
  const of = sql`tenant_id = ${tenant.tenantId}::uuid`;
  const sales = await read(
    tenant,
    sql`select id, terminal_id, sequence, total_minor from sales where ${of}`,
  );
  const journal = await read(
    tenant,
    sql`select account, currency, sum(amount_minor) as sum from journal_lines where ${of}
      group by account, currency`,
  );
  const terminals = await read(
    tenant,
    sql`select id, received_sequence, applied_sequence from terminals
      where ${of} and kind = 'till' order by enrolled_at, id`,
  );
  const conflicts = await read(
    tenant,
    sql`select terminal_id, sequence, hash from event_conflicts where ${of}`,
  );
  const aside = await read(
    tenant,
    sql`select terminal_id, sequence, error_code from event_inbox
      where ${of} and state = 'quarantined'`,
  );
  const levels = await read(
    tenant,
    sql`select store_id, product_id, quantity_milli from stock_levels where ${of}`,
  );
  return {
    sales: await withTenders(tenant, sales),
    journal: table(journal, ["account", "currency"], " ", "sum"),
    cursors: Object.fromEntries(
      terminals.map((row) => [
        row["id"],
        [Number(row["received_sequence"]), Number(row["applied_sequence"])],
      ]),
    ),
    conflicts: conflicts.map((row) => `${row["terminal_id"]}/${row["sequence"]}/${row["hash"]}`),
    quarantine: aside.map((row) => `${row["terminal_id"]}/${row["sequence"]} ${row["error_code"]}`),
    stock: table(levels, ["store_id", "product_id"], "/", "quantity_milli"),
  };
}

async function withTenders(
  tenant: TestTenant,
  sales: readonly Row[],
): Promise<readonly LedgerSale[]> {
  const payments = await read(
    tenant,
    sql`select sale_id, method, amount_minor from payments
      where tenant_id = ${tenant.tenantId}::uuid order by sale_id, position`,
  );
  return sales.map((row) => ({
    saleId: row["id"] ?? "",
    terminalId: row["terminal_id"] ?? "",
    sequence: Number(row["sequence"]),
    totalMinor: Number(row["total_minor"]),
    tenders: payments
      .filter((payment) => payment["sale_id"] === row["id"])
      .map(({ method = "", ...amount }) => ({
        method,
        amountMinor: Number(amount["amount_minor"]),
      })),
  }));
}

function table(
  rows: readonly Row[],
  [first, second]: readonly [string, string],
  joint: string,
  value: string,
): Record<string, number> {
  return Object.fromEntries(
    rows.map((row) => [`${row[first]}${joint}${row[second]}`, Number(row[value])]),
  );
}
