import { sql } from "drizzle-orm";
import type { Envelope } from "../../core/sync/envelope";
import { instant, parseIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { deviations } from "../../db/schema/events";
import type { TenantContext } from "../context";
import { isTransient } from "../transaction";
import { type Decision, decideEvent, quarantine, type WaitingEvent } from "./decide-event";
import type { TerminalRow } from "./terminal-row";
import { writeProjections } from "./write-projections";

/** Events booked by one statement batch, and what one call books before it leaves the rest. */
const BATCH_EVENTS_MAX = 100;
const APPLY_MS_MAX = 1_500;

/** Told to every listening process of the tenant when its ledger has grown. */
export const CHANGES_CHANNEL = "kaunta_changes";

/**
 * Book what a locked terminal has waiting, in the order of its sequence, up to a bound [EV6].
 * Ledger rows, event states and the cursor move in the caller's one transaction: a crash leaves
 * either all of a batch or none. The caller holds the terminal's row lock.
 *
 * @returns the sequence up to which everything is booked, set aside, or waiting for an upgrade.
 */
export async function applyWaiting(
  tx: Tx,
  context: TenantContext,
  terminal: TerminalRow,
): Promise<{ appliedSequence: number; isComplete: boolean }> {
  const startedAt = context.now();
  let cursor = { sequence: terminal.appliedSequence, hash: terminal.appliedHash };
  while (cursor.sequence < terminal.receivedSequence) {
    const events = await loadWaiting(tx, context.tenantId, { terminal, after: cursor.sequence });
    const next = await applyBatch(tx, context, { terminal, cursor, events });
    if (next.sequence === cursor.sequence) break;
    cursor = next;
    if (context.now() - startedAt > APPLY_MS_MAX) break;
  }
  return {
    appliedSequence: cursor.sequence,
    isComplete: cursor.sequence === terminal.receivedSequence,
  };
}

async function loadWaiting(
  tx: Tx,
  tenantId: string,
  from: { terminal: TerminalRow; after: number },
): Promise<readonly WaitingEvent[]> {
  const rows = await tx.execute<{
    sequence: string;
    event_id: string;
    raw: string;
    hash: string;
    received_at: string;
  }>(sql`
    select sequence, event_id, raw, hash, received_at from event_inbox
    where tenant_id = ${tenantId}::uuid and terminal_id = ${from.terminal.id}::uuid
      and sequence > ${from.after} and sequence <= ${from.terminal.receivedSequence}
    order by sequence limit ${BATCH_EVENTS_MAX}`);
  return rows.map((row) => ({
    sequence: Number(row.sequence),
    eventId: row.event_id,
    receivedAt: row.received_at,
    envelope: { ...JSON.parse(row.raw), hash: row.hash } as Envelope,
  }));
}

type Cursor = { readonly sequence: number; readonly hash: string };

type Batch = {
  readonly terminal: TerminalRow;
  readonly cursor: Cursor;
  readonly events: readonly WaitingEvent[];
};

/** Book events that are at hand already, without reading them back from the inbox. */
export async function applyBatch(tx: Tx, context: TenantContext, batch: Batch): Promise<Cursor> {
  const { decisions, cursor } = decideBatch(batch);
  if (decisions.length === 0) return batch.cursor;
  try {
    await tx.transaction((savepoint) => writeDecisions(savepoint, context, batch, decisions));
    await moveCursor(tx, context, batch.terminal, cursor);
    return cursor;
  } catch (error) {
    if (isTransient(error)) throw error;
    context.log.warn({ err: error, terminalId: batch.terminal.id }, "a batch is booked one by one");
    return applyOneByOne(tx, context, batch, decisions);
  }
}

function decideBatch(batch: Batch): { decisions: Decision[]; cursor: Cursor } {
  const decisions: Decision[] = [];
  let cursor = batch.cursor;
  for (const event of batch.events) {
    const decision = decideEvent(event, cursor.hash, placeOf(batch.terminal, event));
    if (decision.kind === "wait") break;
    decisions.push(decision);
    cursor = { sequence: event.sequence, hash: event.envelope.hash };
  }
  return { decisions, cursor };
}

function placeOf(terminal: TerminalRow, event: WaitingEvent) {
  return {
    storeId: terminal.storeId,
    registerId: terminal.registerId,
    timezone: terminal.timezone,
    receivedAt: parseIso(event.receivedAt) ?? instant(0),
  };
}

/** After a batch was refused by the database: find the event that it refuses and set it aside. */
async function applyOneByOne(
  tx: Tx,
  context: TenantContext,
  batch: Batch,
  decisions: readonly Decision[],
): Promise<Cursor> {
  let cursor = batch.cursor;
  for (const decision of decisions) {
    try {
      await tx.transaction((savepoint) => writeDecisions(savepoint, context, batch, [decision]));
    } catch (error) {
      if (isTransient(error)) throw error;
      const aside = quarantine(decision.event, placeOf(batch.terminal, decision.event), {
        code: "event_conflicts_with_ledger",
        details: { message: error instanceof Error ? error.message.slice(0, 300) : "unknown" },
      });
      await tx.transaction((savepoint) => writeDecisions(savepoint, context, batch, [aside]));
    }
    cursor = { sequence: decision.event.sequence, hash: decision.event.envelope.hash };
  }
  await moveCursor(tx, context, batch.terminal, cursor);
  return cursor;
}

async function writeDecisions(
  tx: Tx,
  context: TenantContext,
  batch: Batch,
  decisions: readonly Decision[],
): Promise<void> {
  const booked = decisions.filter((each) => each.kind !== "wait");
  const asides = decisions.filter((each) => each.kind === "quarantine");
  await Promise.all([
    writeProjections(
      tx,
      context,
      booked.map((each) => each.projection),
    ),
    markApplied(tx, context.tenantId, {
      terminalId: batch.terminal.id,
      from: booked[0]?.event.sequence ?? 0,
      through: booked.at(-1)?.event.sequence ?? 0,
    }),
  ]);
  for (const aside of asides) await markQuarantined(tx, context, batch.terminal, aside);
}

async function markApplied(
  tx: Tx,
  tenantId: string,
  range: { terminalId: string; from: number; through: number },
): Promise<void> {
  await tx.execute(sql`
    update event_inbox set state = 'applied'
    where tenant_id = ${tenantId}::uuid and terminal_id = ${range.terminalId}::uuid
      and sequence between ${range.from} and ${range.through}`);
}

async function markQuarantined(
  tx: Tx,
  context: TenantContext,
  terminal: TerminalRow,
  aside: Extract<Decision, { kind: "quarantine" }>,
): Promise<void> {
  await tx.execute(sql`
    update event_inbox set state = 'quarantined', attempts = attempts + 1,
      error_code = ${aside.code}, error_details = ${JSON.stringify(aside.details)}::jsonb
    where tenant_id = ${context.tenantId}::uuid and terminal_id = ${terminal.id}::uuid
      and sequence = ${aside.event.sequence}`);
  await insertRows(tx, deviations, {
    tenantId: context.tenantId,
    rows: [
      {
        id: context.newId(),
        kind: "event_quarantined",
        severity: "danger",
        storeId: terminal.storeId,
        terminalId: terminal.id,
        sourceEventId: aside.event.eventId,
        at: new Date(context.now()).toISOString(),
        details: { code: aside.code, sequence: aside.event.sequence },
      },
    ],
  });
}

async function moveCursor(
  tx: Tx,
  context: TenantContext,
  terminal: TerminalRow,
  cursor: Cursor,
): Promise<void> {
  await Promise.all([
    tx.execute(sql`
      update terminals set applied_sequence = ${cursor.sequence}, applied_hash = ${cursor.hash}
      where tenant_id = ${context.tenantId}::uuid and id = ${terminal.id}::uuid`),
    tx.execute(sql`select pg_notify(${CHANGES_CHANNEL}, ${context.tenantId})`),
  ]);
}
