import type { EventPlace } from "../sale/projection";
import { type Instant, instant, parseIso, toIso } from "../time";
import { type Decision, decideEvent, setAside } from "./decide-event";
import type {
  BookedEvent,
  EventStore,
  ReceivedEvent,
  RecoveredEvent,
  SequenceRange,
  ServerEnv,
  TerminalState,
  WaitingEvent,
} from "./event-store";
import { recoveredMeanwhile, recoveredOf, settleRecoveries } from "./recovered-events";

/** Events booked by one statement batch, and what one call books before it leaves the rest. */
const BATCH_EVENTS_MAX = 100;
const APPLY_MS_MAX = 1_500;
/** A hundred events in one go would keep a sale elsewhere waiting. */
export const TURN_EVENTS = 10;

export type Cursor = { readonly sequence: number; readonly hash: string };

/** What need not be read again, and how long booking may take; by default a second and a half. */
export type ApplyTerms = {
  readonly atHand?: readonly ReceivedEvent[];
  readonly closedGaps?: readonly SequenceRange[];
  readonly msMax?: number;
};

/**
 * Book what a locked terminal has waiting, in the order of its sequence, up to a bound [EV6].
 * Ledger rows, event states and the cursor move in the one transaction that `store` is: a crash
 * leaves either all of a batch or none.
 *
 * @returns the sequence up to which everything is booked, set aside, or waiting for an upgrade.
 */
export async function applyWaiting(
  store: EventStore,
  terminal: TerminalState,
  env: ServerEnv,
  given: ApplyTerms = {},
): Promise<{ appliedSequence: number; isComplete: boolean }> {
  const { atHand = [], msMax = APPLY_MS_MAX } = given;
  const until = env.now() + msMax;
  const isTimeUp = () => env.now() > until;
  const closedGaps = given.closedGaps ?? (await store.listClosedGaps(terminal.id));
  if (closedGaps.length > 0 && !(await applyLate(store, terminal, { env, isTimeUp }))) {
    return { appliedSequence: terminal.appliedSequence, isComplete: false };
  }
  let cursor: Cursor = { sequence: terminal.appliedSequence, hash: terminal.appliedHash };
  while (cursor.sequence < terminal.receivedSequence) {
    const events = await nextEvents(store, { terminal, after: cursor.sequence, atHand });
    const next = await applyBatch(store, { terminal, cursor, events, closedGaps }, env);
    if (next.sequence === cursor.sequence) break;
    cursor = next;
    if (isTimeUp()) break;
  }
  return {
    appliedSequence: cursor.sequence,
    isComplete: cursor.sequence === terminal.receivedSequence,
  };
}

async function nextEvents(
  store: EventStore,
  from: {
    terminal: TerminalState;
    after: number;
    atHand: readonly ReceivedEvent[];
  },
): Promise<readonly WaitingEvent[]> {
  const { terminal, after } = from;
  const through = terminal.receivedSequence;
  const wanted = from.atHand.filter(
    ({ envelope }) => envelope.sequence > after && envelope.sequence <= through,
  );
  const isWhole =
    wanted.length > 0 &&
    wanted.length === through - after &&
    wanted.every(({ envelope }, index) => envelope.sequence === after + 1 + index);
  if (isWhole) return wanted.map(waitingOf);
  return store.loadEvents(terminal.id, { after, through, limit: BATCH_EVENTS_MAX });
}

/** An event as it waits, without reading it back. */
export function waitingOf({ envelope, receivedAt }: ReceivedEvent): WaitingEvent {
  const { sequence, eventId } = envelope;
  return { sequence, eventId, receivedAt: toIso(receivedAt), envelope };
}

export type WaitingBatch = {
  readonly terminal: TerminalState;
  readonly cursor: Cursor;
  readonly events: readonly WaitingEvent[];
  readonly closedGaps: readonly SequenceRange[];
};

/** Book one batch and move the cursor over it and over gaps that were closed. */
export async function applyBatch(
  store: EventStore,
  batch: WaitingBatch,
  env: ServerEnv,
): Promise<Cursor> {
  const { terminal } = batch;
  const { booked, cursor, waitingAt } = await decideBatch(store, batch, env);
  if (waitingAt !== null) await store.markWaitingUpgrade(terminal.id, waitingAt);
  if (cursor.sequence === batch.cursor.sequence) return batch.cursor;
  await bookAll(store, terminal, booked, env);
  await store.moveCursor(terminal.id, cursor);
  return cursor;
}

/** What one statement batch cannot take is booked one by one, and what is refused is set aside. */
async function bookAll(
  store: EventStore,
  terminal: TerminalState,
  booked: readonly BookedEvent[],
  env: ServerEnv,
): Promise<void> {
  if (booked.length === 0) return;
  const at = env.now();
  try {
    await store.attempt((behind) => behind.book(terminal, booked, at));
    return;
  } catch (error) {
    if (store.isTransient(error)) throw error;
    env.reportFailure(error, terminal.id);
  }
  for (const one of booked) await bookAlone(store, terminal, { one, at });
}

async function bookAlone(
  store: EventStore,
  terminal: TerminalState,
  { one, at }: { one: BookedEvent; at: Instant },
): Promise<void> {
  try {
    await store.attempt((behind) => behind.book(terminal, [one], at));
  } catch (error) {
    if (store.isTransient(error)) throw error;
    const known = await recoveredMeanwhile(store, terminal.id, one);
    const instead = known ?? refusedByLedger(one.event, placeOf(terminal, one.event), error);
    await store.attempt((behind) => behind.book(terminal, [instead], at));
  }
}

function refusedByLedger(event: WaitingEvent, place: EventPlace, error: unknown): BookedEvent {
  const message = error instanceof Error ? error.message.slice(0, 300) : "unknown";
  return setAside(event, place, { code: "event_conflicts_with_ledger", details: { message } })
    .booked;
}

type DecidedBatch = {
  readonly booked: readonly BookedEvent[];
  readonly cursor: Cursor;
  /** The event that this program is too old for; null when there is none. */
  readonly waitingAt: number | null;
};

async function decideBatch(
  store: EventStore,
  batch: WaitingBatch,
  env: ServerEnv,
): Promise<DecidedBatch> {
  const recovered = await recoveredOf(store, batch.terminal.id, batch.events);
  const booked: BookedEvent[] = [];
  let cursor = batch.cursor;
  let waitingAt: number | null = null;
  for (const event of batch.events) {
    const at = crossGaps(cursor, batch.closedGaps, event.sequence - 1);
    if (at.sequence !== event.sequence - 1) break;
    const decision = decideBehind(at, event, { batch, recovered });
    if (decision.kind === "wait") {
      waitingAt = event.sequence;
      cursor = at;
      break;
    }
    booked.push(decision.booked);
    cursor = { sequence: event.sequence, hash: event.envelope.hash };
    if (booked.length % TURN_EVENTS === 0) await env.breathe?.();
  }
  if (waitingAt === null) {
    cursor = crossGaps(cursor, batch.closedGaps, batch.terminal.receivedSequence);
  }
  return { booked: await settleRecoveries(store, batch.terminal, booked), cursor, waitingAt };
}

function decideBehind(
  at: Cursor,
  event: WaitingEvent,
  given: { batch: WaitingBatch; recovered: ReadonlyMap<number, RecoveredEvent> },
): Decision {
  return decideEvent(
    event,
    {
      hash: at.hash === "" ? null : at.hash,
      recovered: given.recovered.get(event.sequence) ?? null,
    },
    placeOf(given.batch.terminal, event),
  );
}

/** Over closed gaps that begin right behind the cursor; behind one the predecessor is unknown. */
function crossGaps(cursor: Cursor, gaps: readonly SequenceRange[], through: number): Cursor {
  let { sequence } = cursor;
  for (const [first, last] of gaps) {
    if (first <= sequence + 1 && last > sequence && sequence < through) {
      sequence = Math.min(last, through);
    }
  }
  return sequence === cursor.sequence ? cursor : { sequence, hash: "" };
}

/**
 * Book what arrived after its gap had been closed. Its predecessor may never come, so only its own
 * seal vouches for it; the cursor has passed it already.
 *
 * @returns false when time was up before all of it was booked.
 */
async function applyLate(
  store: EventStore,
  terminal: TerminalState,
  run: { env: ServerEnv; isTimeUp: () => boolean },
): Promise<boolean> {
  const late = await store.loadLate(terminal.id, terminal.appliedSequence);
  for (let from = 0; from < late.length; from += BATCH_EVENTS_MAX) {
    if (from > 0 && run.isTimeUp()) return false;
    await bookLate(store, terminal, {
      events: late.slice(from, from + BATCH_EVENTS_MAX),
      env: run.env,
    });
  }
  return true;
}

async function bookLate(
  store: EventStore,
  terminal: TerminalState,
  { events, env }: { events: readonly WaitingEvent[]; env: ServerEnv },
): Promise<void> {
  const recovered = await recoveredOf(store, terminal.id, events);
  const decisions = events.map((event) =>
    decideEvent(
      event,
      { hash: null, recovered: recovered.get(event.sequence) ?? null },
      placeOf(terminal, event),
    ),
  );
  const booked = decisions.flatMap((each) => (each.kind === "book" ? [each.booked] : []));
  await bookAll(store, terminal, await settleRecoveries(store, terminal, booked), env);
}

/** Where an event of a terminal happened, and when it came. */
export function placeOf(terminal: TerminalState, event: WaitingEvent): EventPlace {
  const { storeId, registerId, timezone, dayEndsAtMinutes, enrolledAt } = terminal;
  return {
    storeId,
    registerId,
    timezone,
    dayEndsAtMinutes,
    enrolledAt,
    mayCorrect: terminal.kind === "server",
    receivedAt: parseIso(event.receivedAt) ?? instant(0),
  };
}
