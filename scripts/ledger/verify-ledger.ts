import { sql } from "drizzle-orm";
import { checkBalances } from "./check-balances";
import { checkEvents, type Finding } from "./check-events";
import { compareTable, type RowDifference, type TableResult } from "./compare-tables";
import { COMPARED_TABLES } from "./compared-tables";
import { rebuildLedger, type SystemRuntime } from "./rebuild-ledger";
import { inScratch, type Scratch } from "./scratch-schema";

export type LedgerReport = {
  readonly tenant: string;
  readonly isIdentical: boolean;
  /** Events that were booked again, and those that the shop itself has not booked yet. */
  readonly events: number;
  readonly waiting: number;
  readonly tables: readonly TableResult[];
  /** What cannot be so of the log, the cursors and the balances. */
  readonly findings: readonly Finding[];
  /** The first thing that is not right, in plain words; null when everything is. */
  readonly first: string | null;
  readonly seconds: number;
};

/**
 * Book all of a business's events again beside its tables and compare what comes out with what
 * stands there, row by row; check the hash chains, the cursors and the balances. Reads one instant
 * of a running shop and changes nothing in it.
 */
export async function verifyLedger(
  shop: {
    readonly adminUrl: string;
    readonly runtime: SystemRuntime;
  },
  tenantId: string,
  say: (sentence: string) => void = () => undefined,
): Promise<LedgerReport> {
  const startedAt = performance.now();
  return inScratch(shop.adminUrl, tenantId, async (scratch) => {
    const { code, waiting } = await readTenant(scratch);
    const events = await rebuildLedger(scratch, shop.runtime, sayEvery(say, `${code}: booked`));
    const log = await checkEvents(scratch, sayEvery(say, `${code}: read`));
    const tables: TableResult[] = [];
    for (const compared of COMPARED_TABLES) tables.push(await compareTable(scratch, compared));
    const balances = await checkBalances(scratch);
    const findings = [...log, ...balances];
    const [difference] = tables.flatMap((each) => each.first ?? []);
    const [finding] = findings;
    const first =
      log.length > 0 || !difference
        ? finding && (await describeFinding(scratch, finding))
        : await describeRow(scratch, difference);
    return {
      tenant: code,
      isIdentical: first === undefined,
      events,
      waiting,
      tables,
      findings,
      first: first ?? null,
      seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    };
  });
}

async function readTenant({ tx, tenantId }: Scratch): Promise<{ code: string; waiting: number }> {
  const [row] = await tx.execute<{ code: string; waiting: string }>(sql`
    select code, (select count(*) from public.event_inbox where tenant_id = ${tenantId}::uuid
      and state in ('waiting', 'waiting_upgrade')) as waiting
    from public.tenants where tenant_id = ${tenantId}::uuid`);
  return { code: row?.code ?? tenantId, waiting: Number(row?.waiting ?? 0) };
}

const SAY_EVERY_MS = 2_000;

function sayEvery(say: (sentence: string) => void, what: string) {
  let saidAt = performance.now();
  return (done: number, of: number) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    say(`${what} ${done} of ${of} events`);
  };
}

async function describeFinding(scratch: Scratch, finding: Finding): Promise<string> {
  const event = await nameEvent(scratch, finding.eventId);
  return event === null ? finding.sentence : `${finding.sentence} It is ${event}.`;
}

async function describeRow(scratch: Scratch, difference: RowDifference): Promise<string> {
  const { table, column, stored, rebuilt } = difference;
  const key = Object.entries(difference.key).map(([name, value]) => `${name} ${textOf(value)}`);
  const where = `${table}, ${key.join(", ")}`;
  const event = await nameEvent(scratch, difference.eventId);
  const from = event === null ? "" : ` It comes from ${event}.`;
  if (column !== null) {
    const was = `stored ${textOf(stored)}, rebuilt ${textOf(rebuilt)}`;
    return `${where}: ${column} is not what its events say: ${was}.${from}`;
  }
  return stored === null
    ? `${where}: the row is missing.${from}`
    : `${where}: the row stands there and no event says so.${from}`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function nameEvent(
  { tx, tenantId }: Scratch,
  eventId: string | null,
): Promise<string | null> {
  if (eventId === null) return null;
  const [event] = await tx.execute<{ sequence: string; type: string; code: string }>(sql`
    select inbox.sequence, inbox.type, terminal.code from public.event_inbox as inbox
    join public.terminals as terminal on terminal.tenant_id = ${tenantId}::uuid
      and terminal.id = inbox.terminal_id
    where inbox.tenant_id = ${tenantId}::uuid and inbox.event_id = ${eventId}::uuid`);
  if (!event) return `event ${eventId}, which is in no log`;
  return `event ${event.sequence} of ${event.code}, ${event.type} ${eventId}`;
}
