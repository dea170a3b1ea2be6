import { sql } from "drizzle-orm";
import { hashedText } from "../../core/sync/envelope";
import type {
  Contact,
  EventIdentity,
  EventStore,
  RecoveredEvent,
  SequenceRange,
} from "../../core/sync/event-store";
import { type Instant, toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { keptPlan } from "../../db/kept-plans";
import { closedGaps, eventConflicts, eventInbox } from "../../db/schema/events";
import type { TenantContext } from "../context";
import { requestBacklogRun } from "../jobs/request-backlog-run";
import { isTransient } from "../transaction";
import { bookEvents } from "./book-events";
import { CHANGES_CHANNEL } from "./changes-channel";
import { isGenuineRecovery } from "./is-genuine-recovery";
import { noteDeviations } from "./note-deviations";
import { loadEvents, loadLate } from "./read-events";
import { lockTerminal } from "./terminal-row";

/** The machine's store over one transaction of PostgreSQL; see `EventStore` for what each promises. */
export function eventStore(tx: Tx, context: TenantContext): EventStore {
  const { tenantId } = context;
  return {
    ...inbox(tx, tenantId),
    ...gaps(tx, tenantId),
    ...cursors(tx, context),
    lockTerminal: (terminalId) => lockTerminal(tx, tenantId, terminalId),
    loadEvents: (terminalId, range) => loadEvents(tx, { tenantId, terminalId, ...range }),
    loadLate: (terminalId, through) => loadLate(tx, { tenantId, terminalId, through }),
    isGenuineRecovery: (terminal, stated) =>
      isGenuineRecovery(tx, context, { storeId: terminal.storeId, stated }),
    book: (terminal, booked, at) => bookEvents(tx, context, { terminal, booked, at }),
    requestBacklogRun: (notBefore) => requestBacklogRun(tx, notBefore),
    noteDeviations: (found) => noteDeviations(tx, context, found),
    attempt: (work) => tx.transaction((savepoint) => work(eventStore(savepoint, context))),
    isTransient,
  };
}

function inbox(tx: Tx, tenantId: string) {
  return {
    async insertEvents(terminalId, events) {
      const rows = events.map(({ envelope, receivedAt }) => ({
        terminalId,
        sequence: envelope.sequence,
        eventId: envelope.eventId,
        type: envelope.type,
        typeVersion: envelope.typeVersion,
        raw: hashedText(envelope),
        hash: envelope.hash,
        prevHash: envelope.prevHash,
        createdAt: envelope.createdAt,
        receivedAt: toIso(receivedAt),
        state: "waiting",
      }));
      const onConflict = sql`on conflict do nothing returning sequence`;
      const inserted = await insertRows(tx, eventInbox, { tenantId, rows, onConflict });
      return new Set(inserted.map((row) => Number(row["sequence"])));
    },
    async readHashes(terminalId, sequences) {
      if (sequences.length === 0) return new Map();
      const known = await tx.execute<{ sequence: string; hash: string }>(sql`${keptPlan}
        select sequence, hash from event_inbox
        where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
          and sequence = any(${`{${sequences.join()}}`}::bigint[])`);
      return new Map(known.map((row) => [Number(row.sequence), row.hash]));
    },
    async keepConflicts(terminalId, conflicts, receivedAt) {
      const rows = conflicts.map((each) => ({
        ...each,
        terminalId,
        receivedAt: toIso(receivedAt),
      }));
      await insertRows(tx, eventConflicts, { tenantId, rows });
    },
    async listIslands(terminalId, after) {
      const islands = await tx.execute<{ first: string; last: string }>(sql`${keptPlan}
        select min(sequence) as first, max(sequence) as last from (
          select sequence, sequence - row_number() over (order by sequence) as island
          from event_inbox
          where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
            and sequence > ${after}) as beyond
        group by island order by first`);
      return islands.map((row) => [Number(row.first), Number(row.last)] as const);
    },
    async listQuarantined(terminalId) {
      const rows = await tx.execute<{ sequence: string; error_code: string }>(sql`${keptPlan}
        select sequence, error_code from event_inbox
        where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
          and state = 'quarantined' and resolution is null
        order by sequence desc limit 100`);
      return rows.map((row) => ({ sequence: Number(row.sequence), code: row.error_code }));
    },
    findKnown: (events) => findKnown(tx, tenantId, events),
    listRecovered: (terminalId, range) => listRecovered(tx, tenantId, { terminalId, range }),
    async markWaitingUpgrade(terminalId, sequence) {
      await tx.execute(sql`
        update event_inbox set state = 'waiting_upgrade', error_code = 'event_type_unknown'
        where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
          and sequence = ${sequence} and state = 'waiting'`);
    },
  } satisfies Partial<EventStore>;
}

/** Gaps that a person closed. */
function gaps(tx: Tx, tenantId: string) {
  return {
    async listClosedGaps(terminalId) {
      const rows = await tx.execute<{ first: string; last: string }>(sql`${keptPlan}
        select from_sequence as first, through_sequence as last from closed_gaps
        where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
        order by from_sequence`);
      return rows.map((row) => [Number(row.first), Number(row.last)] as const);
    },
    async closeGap(terminalId, { range, reason, closedById, closedAt }) {
      const [fromSequence, throughSequence] = range;
      await insertRows(tx, closedGaps, {
        tenantId,
        rows: [
          {
            terminalId,
            fromSequence,
            throughSequence,
            reason,
            closedById,
            closedAt: toIso(closedAt),
          },
        ],
        onConflict: sql`returning 1`,
      });
    },
  } satisfies Partial<EventStore>;
}

function cursors(tx: Tx, context: TenantContext) {
  const { tenantId } = context;
  return {
    saveContact: (terminalId, contact) => saveContact(tx, context, { terminalId, contact }),
    async saveReceived(terminalId, { sequence, hash, gapSince }) {
      await tx.execute(sql`
        update terminals set received_sequence = ${sequence}, received_hash = ${hash},
          gap_since = ${isoOf(gapSince)}::timestamptz
        where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid`);
    },
    async moveCursor(terminalId, cursor) {
      await Promise.all([
        tx.execute(sql`${keptPlan}
          update terminals set applied_sequence = ${cursor.sequence}, applied_hash = ${cursor.hash}
          where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid`),
        tx.execute(sql`${keptPlan}select pg_notify(${CHANGES_CHANNEL}, ${tenantId})`),
      ]);
    },
    async noteApplyFailure(terminalId, { failures, after, message }) {
      await tx.execute(sql`
        update terminals set apply_failures = ${failures}, apply_error = ${message},
          apply_after = ${isoOf(after)}::timestamptz
        where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid`);
    },
    async readStreamState() {
      const rows = await tx.execute<{ revision: string; incarnation: string }>(sql`${keptPlan}
        select revision, incarnation from sync_heads
        where tenant_id = ${tenantId}::uuid and stream = 'catalog'`);
      const [row] = rows;
      return { catalogHead: String(row?.revision ?? "0"), incarnation: row?.incarnation ?? "" };
    },
  } satisfies Partial<EventStore>;
}

async function saveContact(
  tx: Tx,
  { tenantId, ip, userAgent }: TenantContext,
  { terminalId, contact }: { terminalId: string; contact: Contact },
): Promise<void> {
  const { storage } = contact;
  await tx.execute(sql`${keptPlan}
    update terminals set received_sequence = ${contact.receivedSequence},
      received_hash = ${contact.receivedHash}, claimed_sequence = ${contact.claimedSequence},
      lease_token = ${contact.leaseToken}, previous_lease_token = ${contact.previousLeaseToken},
      app_version = coalesce(${contact.appVersion}, app_version),
      clock_skew_ms = coalesce(${contact.clockSkewMs}::bigint, clock_skew_ms),
      gap_since = ${isoOf(contact.gapSince)}::timestamptz,
      is_storage_persisted = coalesce(${storage?.isPersisted ?? null}::boolean, is_storage_persisted),
      storage_used_bytes = coalesce(${storage?.usedBytes ?? null}::bigint, storage_used_bytes),
      storage_quota_bytes = coalesce(${storage?.quotaBytes ?? null}::bigint, storage_quota_bytes),
      ip = coalesce(${ip}, ip), user_agent = coalesce(${userAgent}, user_agent),
      last_seen_at = ${toIso(contact.seenAt)}::timestamptz
    where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid`);
}

async function findKnown(
  tx: Tx,
  tenantId: string,
  events: readonly EventIdentity[],
): Promise<readonly EventIdentity[]> {
  const rows = await tx.execute<{ terminal_id: string; sequence: string; hash: string }>(sql`
    select wanted."terminalId" as terminal_id, wanted.sequence, wanted.hash
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      as wanted("terminalId" uuid, sequence bigint, hash text)
    where exists (select 1 from event_inbox as inbox where inbox.tenant_id = ${tenantId}::uuid
        and inbox.terminal_id = wanted."terminalId" and inbox.sequence = wanted.sequence
        and inbox.hash = wanted.hash)
      or exists (select 1 from recovered_events as known where known.tenant_id = ${tenantId}::uuid
        and known.terminal_id = wanted."terminalId" and known.sequence = wanted.sequence
        and known.hash = wanted.hash)`);
  return rows.map((row) => ({
    terminalId: row.terminal_id,
    sequence: Number(row.sequence),
    hash: row.hash,
  }));
}

async function listRecovered(
  tx: Tx,
  tenantId: string,
  { terminalId, range }: { terminalId: string; range: SequenceRange },
): Promise<readonly RecoveredEvent[]> {
  const rows = await tx.execute<{ sequence: string; hash: string; sale_id: string }>(sql`${keptPlan}
    select sequence, hash, sale_id from recovered_events
    where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
      and sequence between ${range[0]} and ${range[1]}`);
  return rows.map((row) => ({
    terminalId,
    sequence: Number(row.sequence),
    hash: row.hash,
    saleId: row.sale_id,
  }));
}

function isoOf(at: Instant | null): string | null {
  return at === null ? null : toIso(at);
}
