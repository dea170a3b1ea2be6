import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { applyBatch, waitingOf } from "../../core/sync/apply-waiting";
import {
  type Envelope,
  type EnvelopeDraft,
  EVENT_TYPE_VERSIONS,
  type EventType,
  formatReceiptNumber,
  sealEnvelope,
} from "../../core/sync/envelope";
import { storeBatch } from "../../core/sync/store-batch";
import { businessDayAt, type Instant, toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { registers } from "../../db/schema/shop";
import type { TenantContext } from "../context";
import { insertRegister } from "../stores/create-register";
import { issueTerminal } from "../terminals/issue-terminal";
import { eventStore } from "../till-sync/event-store";
import { serverEnv } from "../till-sync/server-env";
import { lockTerminal, type TerminalRow } from "../till-sync/terminal-row";

/** One boot of this process, as events name it. */
const BOOT_ID = randomUUID();

/** A server-held terminal inside a transaction: locked, with what it is about to say. */
export type ServerTerminal = {
  readonly row: TerminalRow;
  readonly businessDate: string;
  readonly shiftId: string;
  readonly cashierId: string;
  readonly pending: readonly Envelope[];
};

/**
 * Lock the terminal that books a person's or client's REST sales in one store, making it on
 * first use. Its row lock allots the sequence. Its shift opens by itself with the business day
 * and closes when the next one begins.
 *
 * @throws DomainError store_not_found
 */
export async function openServerTerminal(
  tx: Tx,
  context: TenantContext,
  who: { storeId: string; holderId: string; holderName: string },
): Promise<ServerTerminal> {
  const terminalId =
    (await findTerminalId(tx, context.tenantId, who)) ?? (await createTerminal(tx, context, who));
  const row = await lockTerminal(tx, context.tenantId, terminalId);
  if (!row) throw new DomainError("store_not_found");
  const businessDate = businessDayAt(context.now(), row);
  const open = await findOpenShift(tx, context.tenantId, terminalId);
  const base = { row, businessDate, cashierId: who.holderId };
  if (open && open.businessOn >= businessDate) {
    return { ...base, businessDate: open.businessOn, shiftId: open.id, pending: [] };
  }
  const closing = open ? await closingEvent(tx, context, { ...base, shift: open }) : [];
  const shiftId = context.newId();
  const opened = sealNext(
    context,
    { ...base, shiftId, pending: closing },
    {
      type: "SHIFT_OPENED",
      payload: {
        shiftId,
        shiftNumber: (open?.number ?? 0) + 1,
        currency: row.currency,
        floatMinor: 0,
      },
    },
  );
  return { ...base, shiftId, pending: [...closing, opened] };
}

/** Seal the next event of a server-held terminal behind what it is already about to say. */
export function sealNext(
  context: TenantContext,
  terminal: ServerTerminal,
  event: { type: EventType; payload: unknown; createdAt?: Instant },
): Envelope {
  const last = terminal.pending.at(-1);
  const draft: EnvelopeDraft = {
    v: 1,
    eventId: context.newId(),
    terminalId: terminal.row.id,
    sequence: (last?.sequence ?? terminal.row.receivedSequence) + 1,
    type: event.type,
    typeVersion: EVENT_TYPE_VERSIONS[event.type],
    createdAt: toIso(event.createdAt ?? context.now()),
    clock: {
      bootId: BOOT_ID,
      monoMs: Math.round(performance.now()),
      lastServerTime: toIso(context.now()),
      lastServerMonoMs: Math.round(performance.now()),
    },
    businessDate: terminal.businessDate,
    shiftId: terminal.shiftId,
    cashierId: terminal.cashierId,
    catalogRev: "0",
    appVersion: "server",
    payload: event.payload,
  };
  return sealEnvelope(draft, last?.hash ?? terminal.row.receivedHash);
}

/**
 * Receive and book a server-held terminal's events in this transaction, by the same steps that a
 * till's events take.
 */
export async function commitEvents(
  tx: Tx,
  context: TenantContext,
  terminal: ServerTerminal,
  events: readonly Envelope[],
): Promise<void> {
  const last = events.at(-1);
  if (!last) return;
  const store = eventStore(tx, context);
  const env = serverEnv(context);
  const { receivedAt } = await storeBatch(
    store,
    terminal.row,
    { intact: events, damaged: [] },
    env,
  );
  await tx.execute(sql`
    update terminals set received_sequence = ${last.sequence}, received_hash = ${last.hash},
      claimed_sequence = ${last.sequence}, last_seen_at = ${toIso(context.now())}::timestamptz
    where tenant_id = ${context.tenantId}::uuid and id = ${terminal.row.id}::uuid`);
  if (terminal.row.appliedSequence !== terminal.row.receivedSequence) return;
  await applyBatch(
    store,
    {
      terminal: { ...terminal.row, receivedSequence: last.sequence },
      cursor: { sequence: terminal.row.appliedSequence, hash: terminal.row.appliedHash },
      events: events.map((envelope) => waitingOf({ envelope, receivedAt })),
      closedGaps: [],
    },
    env,
  );
}

/** The next receipt number of a business date; the terminal's row lock makes it gapless. */
export async function nextReceiptNumber(
  tx: Tx,
  tenantId: string,
  terminal: ServerTerminal,
): Promise<string> {
  const rows = await tx.execute<{ count: number }>(sql`
    insert into receipt_counters as counter (tenant_id, terminal_id, business_on, count)
    values (${tenantId}::uuid, ${terminal.row.id}::uuid, ${terminal.businessDate}::date, 1)
    on conflict (tenant_id, terminal_id, business_on) do update set count = counter.count + 1
    returning count`);
  return formatReceiptNumber(terminal.businessDate, terminal.row.code, rows[0]?.count ?? 1);
}

async function findTerminalId(
  tx: Tx,
  tenantId: string,
  who: { storeId: string; holderId: string },
): Promise<string | null> {
  const rows = await tx.execute<{ id: string }>(sql`
    select terminals.id from registers join terminals
      on terminals.tenant_id = ${tenantId}::uuid and terminals.register_id = registers.id
        and terminals.status = 'active'
    where registers.tenant_id = ${tenantId}::uuid and registers.store_id = ${who.storeId}::uuid
      and registers.holder_id = ${who.holderId}::uuid`);
  return rows[0]?.id ?? null;
}

/** Two first sales at once: the tenant's register counter is a row lock, so the second finds it. */
async function createTerminal(
  tx: Tx,
  context: TenantContext,
  who: { storeId: string; holderId: string; holderName: string },
): Promise<string> {
  const { tenantId } = context;
  await tx.execute(sql`select 1 from tenants where tenant_id = ${tenantId}::uuid for update`);
  const existing = await findTerminalId(tx, tenantId, who);
  if (existing) return existing;
  const taken = await tx
    .select({ id: registers.id })
    .from(registers)
    .where(and(eq(registers.tenantId, tenantId), eq(registers.storeId, who.storeId)));
  const created = await insertRegister(tx, context, {
    storeId: who.storeId,
    kind: "server",
    name: `API ${taken.length + 1} ${who.holderName}`.slice(0, 40),
    holderId: who.holderId,
  });
  const issued = await issueTerminal(tx, context, {
    register: { ...created, storeId: who.storeId },
    kind: "server",
    deviceName: who.holderName,
  });
  return issued.certificate.terminalId;
}

type OpenShift = { id: string; businessOn: string; number: number; currency: string };

async function findOpenShift(
  tx: Tx,
  tenantId: string,
  terminalId: string,
): Promise<OpenShift | null> {
  const rows = await tx.execute<{
    id: string;
    business_on: string;
    number: number;
    currency: string;
  }>(sql`
    select id, business_on, number, currency from shifts
    where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
      and closed_at is null
    order by number desc limit 1`);
  const row = rows[0];
  return row
    ? { id: row.id, businessOn: row.business_on, number: row.number, currency: row.currency }
    : null;
}

async function closingEvent(
  tx: Tx,
  context: TenantContext,
  shift: {
    row: TerminalRow;
    businessDate: string;
    cashierId: string;
    shift: OpenShift;
  },
): Promise<readonly Envelope[]> {
  const rows = await tx.execute<{ cash: string }>(sql`
    select coalesce(sum(case when payments.foreign_currency is null then payments.amount_minor
      else -payments.change_minor end), 0) as cash
    from sales join payments
      on payments.tenant_id = ${context.tenantId}::uuid and payments.sale_id = sales.id
        and payments.method = 'cash'
    where sales.tenant_id = ${context.tenantId}::uuid and sales.terminal_id = ${shift.row.id}::uuid
      and sales.shift_id = ${shift.shift.id}::uuid`);
  const closing = sealNext(
    context,
    {
      row: shift.row,
      businessDate: shift.shift.businessOn,
      cashierId: shift.cashierId,
      shiftId: shift.shift.id,
      pending: [],
    },
    {
      type: "SHIFT_CLOSED",
      payload: {
        shiftId: shift.shift.id,
        currency: shift.shift.currency,
        expectedCashMinor: Number(rows[0]?.cash ?? 0),
        countedCashMinor: null,
      },
    },
  );
  return [closing];
}
