import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import {
  type PushRequest,
  type PushResponse,
  pushRequestSchema,
  WAITING_EVENTS_MAX,
} from "../../core/sync/protocol-v1";
import { instant, parseIso, toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { deviations } from "../../db/schema/events";
import type { TenantContext } from "../context";
import { requestBacklogRun } from "../jobs/request-backlog-run";
import { inTransaction } from "../transaction";
import { applyWaiting } from "./apply-events";
import { type ParsedBatch, parseEvents, storeEvents } from "./store-events";
import { lockTerminal, type TerminalRow } from "./terminal-row";

export const receiveEventsInput = pushRequestSchema;

/** Tills older than this are asked to update; their events are taken all the same. */
const MIN_APP_VERSION = "0.1.0";

type LeaseState = "current" | "lost_answer" | "stale";

/**
 * Take a terminal's events for good, then book what is in order. The answer means: everything
 * through `receivedThrough` is durable here; through `appliedThrough` it stands in the ledger.
 * Nothing that an enrolled device sends is refused for what it says [EV7].
 *
 * @throws DomainError permission_denied (not a device) | terminal_mismatch (another terminal's
 *         events) | lease_conflict (a copied device) | too_many_waiting.
 */
export async function receiveEvents(
  context: TenantContext,
  request: PushRequest,
): Promise<PushResponse> {
  const { actor } = context;
  if (actor.kind !== "terminal") throw new DomainError("permission_denied");
  if (request.terminalId !== actor.terminalId) throw new DomainError("terminal_mismatch");
  const batch = parseEvents(request.events);
  if (batch.intact.some((envelope) => envelope.terminalId !== actor.terminalId)) {
    throw new DomainError("terminal_mismatch");
  }
  const outcome = await inTransaction(context, (tx) => receiveIn(tx, context, request, batch));
  if (outcome === "lease_conflict") throw new DomainError("lease_conflict");
  return outcome;
}

async function receiveIn(
  tx: Tx,
  context: TenantContext,
  request: PushRequest,
  batch: ParsedBatch,
): Promise<PushResponse | "lease_conflict"> {
  const terminal = await lockTerminal(tx, context.tenantId, request.terminalId);
  if (!terminal) throw new DomainError("terminal_not_active");
  if (leaseState(terminal, request.leaseToken) === "stale") {
    await noteClone(tx, context, terminal);
    return "lease_conflict";
  }
  const { conflicts } = await storeEvents(tx, context, terminal.id, batch);
  const received = await advanceReceived(tx, context.tenantId, terminal);
  const leaseToken = context.newId();
  await touchTerminal(tx, context, { terminal, request, batch, received, leaseToken });
  const moved: TerminalRow = { ...terminal, receivedSequence: received.sequence };
  const applied = await applyInside(tx, context, moved);
  if (applied < received.sequence) await requestBacklogRun(tx);
  return {
    receivedThrough: received.sequence,
    appliedThrough: applied,
    waiting: received.waiting,
    missing: missingRanges(received.sequence, received.waiting, request.headSequence),
    quarantined: await listQuarantined(tx, context.tenantId, terminal.id),
    conflicts: [...conflicts],
    refused: batch.damaged.map(({ index, code }) => ({ index, code })),
    leaseToken,
    serverTime: toIso(context.now()),
    catalogHead: await readCatalogHead(tx, context.tenantId),
    minAppVersion: MIN_APP_VERSION,
    directives: [],
  };
}

/** Receiving must last even when booking meets a bug: booking runs behind a savepoint. */
async function applyInside(tx: Tx, context: TenantContext, terminal: TerminalRow): Promise<number> {
  if (terminal.receivedSequence === terminal.appliedSequence) return terminal.appliedSequence;
  try {
    const { appliedSequence } = await tx.transaction((savepoint) =>
      applyWaiting(savepoint, context, terminal),
    );
    return appliedSequence;
  } catch (error) {
    context.log.error({ err: error, terminalId: terminal.id }, "events are received, not booked");
    return terminal.appliedSequence;
  }
}

function leaseState(terminal: TerminalRow, presented: string | null): LeaseState {
  if (presented === terminal.leaseToken) return "current";
  return presented !== null && presented === terminal.previousLeaseToken ? "lost_answer" : "stale";
}

async function noteClone(tx: Tx, context: TenantContext, terminal: TerminalRow): Promise<void> {
  await insertRows(tx, deviations, {
    tenantId: context.tenantId,
    rows: [
      {
        id: context.newId(),
        kind: "possible_clone",
        severity: "danger",
        storeId: terminal.storeId,
        terminalId: terminal.id,
        at: toIso(context.now()),
        details: { code: terminal.code },
      },
    ],
  });
}

type Received = {
  readonly sequence: number;
  readonly hash: string;
  readonly waiting: [number, number][];
};

/** Move the received cursor over the contiguous prefix; what lies beyond a gap waits. */
async function advanceReceived(tx: Tx, tenantId: string, terminal: TerminalRow): Promise<Received> {
  const islands = await tx.execute<{ first: string; last: string; size: string }>(sql`
    select min(sequence) as first, max(sequence) as last, count(*) as size from (
      select sequence, sequence - row_number() over (order by sequence) as island
      from event_inbox
      where tenant_id = ${tenantId}::uuid and terminal_id = ${terminal.id}::uuid
        and sequence > ${terminal.receivedSequence}) as beyond
    group by island order by first`);
  let sequence = terminal.receivedSequence;
  const waiting: [number, number][] = [];
  let waitingCount = 0;
  for (const island of islands) {
    if (Number(island.first) === sequence + 1) sequence = Number(island.last);
    else {
      waiting.push([Number(island.first), Number(island.last)]);
      waitingCount += Number(island.size);
    }
  }
  if (waitingCount > WAITING_EVENTS_MAX) throw new DomainError("too_many_waiting");
  if (sequence === terminal.receivedSequence) {
    return { sequence, hash: terminal.receivedHash, waiting };
  }
  const head = await tx.execute<{ hash: string }>(sql`
    select hash from event_inbox where tenant_id = ${tenantId}::uuid
      and terminal_id = ${terminal.id}::uuid and sequence = ${sequence}`);
  return { sequence, hash: head[0]?.hash ?? terminal.receivedHash, waiting };
}

/** Sequences that the terminal has and the server has not. */
function missingRanges(
  receivedThrough: number,
  waiting: readonly [number, number][],
  headSequence: number,
): [number, number][] {
  const missing: [number, number][] = [];
  let next = receivedThrough + 1;
  for (const [first, last] of waiting) {
    if (first > next) missing.push([next, first - 1]);
    next = last + 1;
  }
  if (headSequence >= next) missing.push([next, headSequence]);
  return missing;
}

async function touchTerminal(
  tx: Tx,
  context: TenantContext,
  contact: {
    terminal: TerminalRow;
    request: PushRequest;
    batch: ParsedBatch;
    received: Received;
    leaseToken: string;
  },
): Promise<void> {
  const { terminal, request, received } = contact;
  const clock = contact.batch.intact.at(-1)?.clock;
  const skewMs = clock ? skewOf(contact.batch) : null;
  await tx.execute(sql`
    update terminals set received_sequence = ${received.sequence},
      received_hash = ${received.hash},
      claimed_sequence = greatest(claimed_sequence, ${request.headSequence}),
      lease_token = ${contact.leaseToken}, previous_lease_token = ${request.leaseToken},
      app_version = coalesce(${request.appVersion ?? null}, app_version),
      clock_skew_ms = coalesce(${skewMs}::bigint, clock_skew_ms),
      ip = ${context.ip}, last_seen_at = ${toIso(context.now())}::timestamptz
    where tenant_id = ${context.tenantId}::uuid and id = ${terminal.id}::uuid`);
}

/** How far the device's clock stood from ours when it last heard from us; shown, never fatal. */
function skewOf(batch: ParsedBatch): number | null {
  const last = batch.intact.at(-1);
  if (!last || last.clock.lastServerTime === null || last.clock.lastServerMonoMs === null) {
    return null;
  }
  const serverAt = parseIso(last.clock.lastServerTime);
  const deviceAt = parseIso(last.createdAt);
  if (serverAt === null || deviceAt === null) return null;
  const trueAt = instant(serverAt + (last.clock.monoMs - last.clock.lastServerMonoMs));
  return Math.max(-(2 ** 40), Math.min(2 ** 40, deviceAt - trueAt));
}

async function listQuarantined(
  tx: Tx,
  tenantId: string,
  terminalId: string,
): Promise<{ sequence: number; code: string }[]> {
  const rows = await tx.execute<{ sequence: string; error_code: string }>(sql`
    select sequence, error_code from event_inbox
    where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
      and state = 'quarantined' order by sequence desc limit 100`);
  return rows.map((row) => ({ sequence: Number(row.sequence), code: row.error_code }));
}

async function readCatalogHead(tx: Tx, tenantId: string): Promise<string> {
  const rows = await tx.execute<{ revision: string }>(sql`
    select revision from sync_heads where tenant_id = ${tenantId}::uuid and stream = 'catalog'`);
  return String(rows[0]?.revision ?? "0");
}
