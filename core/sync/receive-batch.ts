import { DomainError } from "../errors";
import { uuidFrom } from "../ids";
import { instant, toIso } from "../time";
import { type ApplyTerms, applyWaiting, TURN_EVENTS } from "./apply-waiting";
import { CLOCK_SKEW_MS_MAX, clockSkewMs } from "./clock-skew";
import type { Envelope } from "./envelope";
import type {
  EventStore,
  SequenceRange,
  ServerEnv,
  StreamState,
  TerminalState,
} from "./event-store";
import { formatLease, isOfHistory, type LeaseState, leaseState } from "./lease";
import { type ParsedBatch, parseEvents } from "./parse-events";
import { PUSH_EVENTS_MAX, type PushRequest, type PushResponse } from "./protocol-v1";
import { advanceReceived, countSequences, missingRanges, rangesOf } from "./received-ranges";
import { retryAfterMs } from "./retry-after";
import { storeBatch } from "./store-batch";

/** Tills older than this are asked to update; their events are taken all the same. */
const MIN_APP_VERSION = "0.1.0";

/** Events that a terminal may have waiting behind a hole. */
const WAITING_EVENTS_MAX = 10_000;

/**
 * Take a terminal's events for good, then book what is in order. The answer means: everything
 * through `receivedThrough` is durable here; through `appliedThrough` it stands in the ledger.
 * Nothing that an enrolled device sends is refused for what it says [EV7]. Runs in the one
 * transaction that `store` is; the caller answers after its commit and never before.
 *
 * @returns `lease_conflict` for a copied device: its clone is noted, nothing of it is taken.
 * @throws DomainError terminal_not_active | terminal_mismatch (another terminal's events) |
 *         too_many_waiting.
 */
export async function receiveBatch(
  store: EventStore,
  request: PushRequest,
  env: ServerEnv,
): Promise<PushResponse | "lease_conflict"> {
  const batch = await parseInTurns(request.events, env);
  if (batch.intact.some((envelope) => envelope.terminalId !== request.terminalId)) {
    throw new DomainError("terminal_mismatch");
  }
  const [terminal, streams] = await Promise.all([
    store.lockTerminal(request.terminalId),
    store.readStreamState(),
  ]);
  if (!terminal) throw new DomainError("terminal_not_active");
  const lease = leaseState(terminal, request.leaseToken, streams.incarnation);
  // A device that was replaced sells no more: which copy of it sends does not matter any longer.
  if (lease === "stale" && terminal.status === "active") {
    await noteTerminal(store, terminal, env, { kind: "possible_clone", severity: "danger" });
    return "lease_conflict";
  }
  const { fresh, conflicts, receivedAt } = await storeBatch(store, terminal, batch, env);
  if (terminal.status !== "active" && fresh.length > 0) {
    await noteTerminal(store, terminal, env, {
      kind: "retired_terminal_sold",
      severity: "warning",
      details: { count: fresh.length },
    });
  }
  const received = await moveReceived(store, terminal, fresh);
  const leaseToken = nextLease(terminal, lease, { streams, env });
  await saveContact(store, { terminal, request, batch, received, leaseToken, env });
  const moved = { ...terminal, receivedSequence: received.sequence };
  const { closedGaps } = received;
  const atHand = fresh.map((envelope) => ({ envelope, receivedAt }));
  const applied = await applyInside(store, moved, { env, atHand, closedGaps });
  return answerOf(store, {
    terminal,
    request,
    batch,
    streams,
    received,
    conflicts,
    applied,
    leaseToken,
    env,
  });
}

/**
 * The lease of the answer. Whoever presents the one before the last gets the last again: a request
 * that was given up and arrives late must not take from the device what it was given since.
 */
function nextLease(
  terminal: TerminalState,
  presented: LeaseState,
  by: { streams: StreamState; env: ServerEnv },
): string {
  const { leaseToken } = terminal;
  const { incarnation } = by.streams;
  const isLate =
    presented === "lost_answer" ||
    (presented === "restored" && isOfHistory(leaseToken, incarnation));
  if (leaseToken !== null && isLate) return leaseToken;
  return formatLease(incarnation, by.env.newId());
}

async function parseInTurns(events: readonly unknown[], env: ServerEnv): Promise<ParsedBatch> {
  const intact: Envelope[] = [];
  const damaged: ParsedBatch["damaged"][number][] = [];
  for (let from = 0; from < events.length; from += TURN_EVENTS) {
    if (from > 0) await env.breathe?.();
    const part = parseEvents(events.slice(from, from + TURN_EVENTS));
    intact.push(...part.intact);
    damaged.push(...part.damaged.map((each) => ({ ...each, index: each.index + from })));
  }
  return { intact, damaged };
}

type Received = {
  readonly sequence: number;
  readonly hash: string;
  readonly waiting: readonly SequenceRange[];
  readonly closedGaps: readonly SequenceRange[];
};

/**
 * Where the received cursor stands with what is stored and closed by now.
 *
 * @param fresh events that were stored just now: their hashes need not be read back.
 * @throws DomainError too_many_waiting
 */
export async function moveReceived(
  store: EventStore,
  terminal: TerminalState,
  fresh: readonly Envelope[],
): Promise<Received> {
  const [islands, closedGaps] = await Promise.all([
    store.listIslands(terminal.id, terminal.receivedSequence),
    store.listClosedGaps(terminal.id),
  ]);
  const { sequence, waiting } = advanceReceived(terminal.receivedSequence, islands, closedGaps);
  if (countSequences(waiting) > WAITING_EVENTS_MAX) throw new DomainError("too_many_waiting");
  if (sequence === terminal.receivedSequence) {
    return { sequence, hash: terminal.receivedHash, waiting, closedGaps };
  }
  const atHand = fresh.find((envelope) => envelope.sequence === sequence)?.hash;
  const hash = atHand ?? (await store.readHashes(terminal.id, [sequence])).get(sequence) ?? "";
  return { sequence, hash, waiting, closedGaps };
}

type Contacted = {
  readonly terminal: TerminalState;
  readonly request: PushRequest;
  readonly batch: ParsedBatch;
  readonly received: Received;
  readonly leaseToken: string;
  readonly env: ServerEnv;
};

async function saveContact(store: EventStore, contact: Contacted): Promise<void> {
  const { terminal, request, received, env } = contact;
  const skewMs = clockSkewMs(contact.batch.intact.at(-1));
  const seenAt = env.now();
  await store.saveContact(terminal.id, {
    receivedSequence: received.sequence,
    receivedHash: received.hash,
    claimedSequence: Math.max(terminal.claimedSequence, request.headSequence, received.sequence),
    leaseToken: contact.leaseToken,
    previousLeaseToken: request.leaseToken,
    appVersion: request.appVersion ?? null,
    clockSkewMs: skewMs,
    gapSince: received.waiting.length === 0 ? null : (terminal.gapSince ?? seenAt),
    storage: request.storage ?? null,
    seenAt,
  });
  if (skewMs === null || Math.abs(skewMs) <= CLOCK_SKEW_MS_MAX) return;
  await noteTerminal(store, terminal, env, {
    id: uuidFrom(env.tenantId, "clock_skew", terminal.id, toIso(seenAt).slice(0, 10)),
    kind: "clock_skew",
    severity: "warning",
    details: { skewMs },
  });
}

/**
 * Book what waits, behind a savepoint: receiving must last even when booking fails. What failed by
 * no fault of an event is left alone for a while that doubles with each failure [EV12].
 *
 * @returns the sequence up to which the terminal is booked.
 */
export async function applyInside(
  store: EventStore,
  terminal: TerminalState,
  given: ApplyTerms & { readonly env: ServerEnv },
): Promise<number> {
  const { env } = given;
  if (terminal.applyAfter !== null && terminal.applyAfter > env.now()) {
    return terminal.appliedSequence;
  }
  try {
    const { appliedSequence, isComplete } = await store.attempt((behind) =>
      applyWaiting(behind, terminal, env, given),
    );
    if (!isComplete) await store.requestBacklogRun();
    if (terminal.applyFailures > 0) {
      await store.noteApplyFailure(terminal.id, { failures: 0, after: null, message: null });
    }
    return appliedSequence;
  } catch (error) {
    env.reportFailure(error, terminal.id);
    const failures = terminal.applyFailures + 1;
    const after = instant(env.now() + retryAfterMs(failures, env.random()));
    const message = error instanceof Error ? error.message.slice(0, 300) : "unknown";
    await store.noteApplyFailure(terminal.id, { failures, after, message });
    await store.requestBacklogRun(after);
    return terminal.appliedSequence;
  }
}

async function answerOf(
  store: EventStore,
  said: Contacted & {
    streams: StreamState;
    conflicts: readonly number[];
    applied: number;
  },
): Promise<PushResponse> {
  const { terminal, request, received, env } = said;
  const known = [...received.waiting, ...received.closedGaps];
  return {
    receivedThrough: received.sequence,
    appliedThrough: said.applied,
    waiting: received.waiting.map(([first, last]) => [first, last]),
    missing: missingRanges(received.sequence, known, request.headSequence),
    ...(received.closedGaps.length > 0
      ? { closedMissing: await missingOfClosed(store, terminal.id, received.closedGaps) }
      : {}),
    quarantined: [...(await store.listQuarantined(terminal.id))],
    conflicts: [...said.conflicts],
    refused: said.batch.damaged.map(({ index, code }) => ({ index, code })),
    leaseToken: said.leaseToken,
    serverTime: toIso(env.now()),
    catalogHead: said.streams.catalogHead,
    incarnation: said.streams.incarnation,
    minAppVersion: MIN_APP_VERSION,
    directives: [],
    ...(terminal.status === "revoked"
      ? { signedRevocation: await env.signRevocation(terminal.id) }
      : {}),
  };
}

/** What of closed gaps has not come after all, of each no more than a batch. */
async function missingOfClosed(
  store: EventStore,
  terminalId: string,
  closedGaps: readonly SequenceRange[],
): Promise<[number, number][]> {
  const sequences = closedGaps.flatMap(([first, last]) =>
    Array.from(
      { length: Math.min(last - first + 1, PUSH_EVENTS_MAX) },
      (_, index) => first + index,
    ),
  );
  const known = await store.readHashes(terminalId, sequences);
  return rangesOf(sequences.filter((sequence) => !known.has(sequence)));
}

async function noteTerminal(
  store: EventStore,
  terminal: TerminalState,
  env: ServerEnv,
  found: {
    id?: string;
    kind: string;
    severity: "warning" | "danger";
    details?: Readonly<Record<string, number | string>>;
  },
): Promise<void> {
  await store.noteDeviations([
    {
      // One a device and day is enough for an eye; more would hide the others.
      id: uuidFrom(env.tenantId, found.kind, terminal.id, toIso(env.now()).slice(0, 10)),
      storeId: terminal.storeId,
      terminalId: terminal.id,
      sourceEventId: null,
      ...found,
      details: { code: terminal.code, ...found.details },
    },
  ]);
}
