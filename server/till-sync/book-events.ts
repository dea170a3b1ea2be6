import { sql } from "drizzle-orm";
import type { BookedEvent, TerminalState } from "../../core/sync/event-store";
import { type Instant, toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { keptPlan } from "../../db/kept-plans";
import { recoveredEvents } from "../../db/schema/events";
import type { TenantContext } from "../context";
import { noteCardNumbers } from "./note-card-numbers";
import { noteDeviations } from "./note-deviations";
import { noteLockedSignIns } from "./note-locked-sign-ins";
import { noteStalePrices } from "./note-stale-prices";
import { writeProjections } from "./write-projections";

type BookedBatch = {
  readonly terminal: TerminalState;
  readonly booked: readonly BookedEvent[];
  readonly at: Instant;
};

/** Write what a batch of events adds to the ledger, and what became of each event. */
export async function bookEvents(
  tx: Tx,
  context: TenantContext,
  batch: BookedBatch,
): Promise<void> {
  await Promise.all([
    writeProjections(
      tx,
      context,
      batch.booked.map((each) => each.projection),
    ),
    markApplied(tx, context.tenantId, batch),
    keepRecovered(tx, context.tenantId, batch.booked),
    noteStalePrices(tx, context, batch),
    noteCardNumbers(tx, context, batch),
    noteLockedSignIns(tx, context, batch),
  ]);
  const asides = batch.booked.filter(({ aside }) => aside !== null);
  if (asides.length > 0) await markQuarantined(tx, context, batch, asides);
}

async function markApplied(tx: Tx, tenantId: string, batch: BookedBatch): Promise<void> {
  const sequences = `{${batch.booked.map(({ event }) => event.sequence).join()}}`;
  await tx.execute(sql`${keptPlan}
    update event_inbox set state = 'applied', applied_at = ${toIso(batch.at)}::timestamptz
    where tenant_id = ${tenantId}::uuid and terminal_id = ${batch.terminal.id}::uuid
      and sequence = any(${sequences}::bigint[])`);
}

async function keepRecovered(
  tx: Tx,
  tenantId: string,
  booked: readonly BookedEvent[],
): Promise<void> {
  const rows = booked.flatMap(({ event, projection }) =>
    projection.recovered ? [{ ...projection.recovered, sourceEventId: event.eventId }] : [],
  );
  await insertRows(tx, recoveredEvents, { tenantId, rows, onConflict: sql`returning 1` });
}

async function markQuarantined(
  tx: Tx,
  context: TenantContext,
  batch: BookedBatch,
  asides: readonly BookedEvent[],
): Promise<void> {
  const { terminal } = batch;
  const reasons = asides.map(({ event, aside }) => ({ sequence: event.sequence, ...aside }));
  await tx.execute(sql`
    update event_inbox set state = 'quarantined', attempts = attempts + 1,
      error_code = reason.code, error_details = reason.details
    from jsonb_to_recordset(${JSON.stringify(reasons)}::jsonb)
      as reason(sequence bigint, code text, details jsonb)
    where tenant_id = ${context.tenantId}::uuid and terminal_id = ${terminal.id}::uuid
      and event_inbox.sequence = reason.sequence`);
  await noteDeviations(
    tx,
    context,
    asides.map(({ event, aside }) => ({
      kind: "event_quarantined",
      severity: "danger",
      storeId: terminal.storeId,
      terminalId: terminal.id,
      sourceEventId: event.eventId,
      details: { code: aside?.code ?? "", sequence: event.sequence },
    })),
  );
}
