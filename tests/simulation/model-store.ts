import { uuidFrom } from "../../core/ids";
import type { Envelope } from "../../core/sync/envelope";
import type {
  EventStore,
  SequenceRange,
  StreamState,
  WaitingEvent,
} from "../../core/sync/event-store";
import { toIso } from "../../core/time";
import { type BookTerms, bookEvents } from "./model-book";
import {
  type InboxRow,
  type ModelDatabase,
  placeKey,
  type TerminalRow,
  TransientError,
} from "./model-database";

export type StoreTerms = BookTerms & {
  readonly streamState: () => StreamState;
  readonly requestBacklogRun: () => void;
  /** Called before rows are locked and before they are booked; a fault throws from it. */
  readonly reach: (moment: "lock" | "book") => void;
  /** Null for a program of today; an older one does not know every event. */
  readonly disguise: ((envelope: Envelope) => Envelope) | null;
};

/** The machine's store in memory: what `server/till-sync/event-store.ts` is over PostgreSQL. */
export function createModelStore(terms: StoreTerms): EventStore {
  const { database } = terms;
  const { tables } = database;
  const store: EventStore = {
    ...inboxOf(terms),
    ...cursorsOf(database),
    async lockTerminal(terminalId) {
      terms.reach("lock");
      return tables.terminals.get(terminalId) ?? null;
    },
    async listClosedGaps(terminalId) {
      return closedGapsOf(database, terminalId);
    },
    async closeGap(terminalId, { range }) {
      const key = placeKey(terminalId, range[0]);
      database.insert(tables.closedGaps, key, { terminalId, range });
    },
    async book(terminal, booked) {
      terms.reach("book");
      bookEvents(terms, terminal, booked);
    },
    async requestBacklogRun() {
      terms.requestBacklogRun();
    },
    async noteDeviations(found) {
      terms.note(found);
    },
    async readStreamState() {
      return terms.streamState();
    },
    attempt: (work) => database.attempt(() => work(store)),
    isTransient: (error) => error instanceof TransientError,
  };
  return store;
}

function inboxOf(terms: StoreTerms) {
  const { database } = terms;
  const { tables } = database;
  const rowsOf = (terminalId: string): Map<number, InboxRow> =>
    tables.inbox.get(terminalId) ?? new Map();
  return {
    async insertEvents(terminalId, events) {
      if (!tables.inbox.has(terminalId)) tables.inbox.set(terminalId, new Map());
      const rows = rowsOf(terminalId);
      const stored = new Set<number>();
      for (const { envelope, receivedAt } of events) {
        const { sequence, eventId } = envelope;
        if (rows.has(sequence) || tables.eventIds.has(eventId)) continue;
        const at = toIso(receivedAt);
        const row: InboxRow = { envelope, receivedAt: at, state: "waiting", errorCode: null };
        database.put(rows, sequence, row);
        database.put(tables.eventIds, eventId, placeKey(terminalId, sequence));
        stored.add(sequence);
      }
      // A program that reads its events back from the table sees them as it understands them.
      return terms.disguise === null ? stored : new Set();
    },
    async readHashes(terminalId, sequences) {
      const rows = rowsOf(terminalId);
      return new Map(
        sequences.flatMap((sequence) => {
          const row = rows.get(sequence);
          return row ? [[sequence, row.envelope.hash] as const] : [];
        }),
      );
    },
    async keepConflicts(terminalId, conflicts) {
      for (const conflict of conflicts) {
        const key = `${placeKey(terminalId, conflict.sequence)}/${conflict.hash}`;
        if (tables.conflicts.has(key)) continue;
        database.put(tables.conflicts, key, { terminalId, ...conflict });
      }
    },
    async listIslands(terminalId, after) {
      return islandsOf([...rowsOf(terminalId).keys()].filter((sequence) => sequence > after));
    },
    async loadEvents(terminalId, { after, through, limit }) {
      return sortedRows(rowsOf(terminalId))
        .filter(({ envelope: { sequence } }) => sequence > after && sequence <= through)
        .slice(0, limit)
        .map((row) => waitingOf(terms, row));
    },
    async loadLate(terminalId, through) {
      const gaps = closedGapsOf(database, terminalId);
      return sortedRows(rowsOf(terminalId))
        .filter(
          ({ envelope: { sequence }, state }) =>
            state === "waiting" &&
            sequence <= through &&
            gaps.some(([first, last]) => first <= sequence && sequence <= last),
        )
        .map((row) => waitingOf(terms, row));
    },
    async listQuarantined(terminalId) {
      return sortedRows(rowsOf(terminalId))
        .filter(({ state }) => state === "quarantined")
        .reverse()
        .slice(0, 100)
        .map((row) => ({ sequence: row.envelope.sequence, code: row.errorCode ?? "" }));
    },
    async findKnown(events) {
      return events.filter(
        ({ terminalId, sequence, hash }) =>
          rowsOf(terminalId).get(sequence)?.envelope.hash === hash ||
          tables.recovered.get(placeKey(terminalId, sequence))?.hash === hash,
      );
    },
    async listRecovered(terminalId, [first, last]) {
      return [...tables.recovered.values()].filter(
        (row) => row.terminalId === terminalId && row.sequence >= first && row.sequence <= last,
      );
    },
    async markWaitingUpgrade(terminalId, sequence) {
      const rows = rowsOf(terminalId);
      const row = rows.get(sequence);
      if (row?.state !== "waiting") return;
      database.put(rows, sequence, { ...row, state: "waiting_upgrade" });
    },
  } satisfies Partial<EventStore>;
}

function cursorsOf(database: ModelDatabase) {
  const { terminals } = database.tables;
  function change(terminalId: string, changed: Partial<TerminalRow>): void {
    const row = terminals.get(terminalId);
    if (!row) throw new Error("a changed terminal exists");
    database.put(terminals, terminalId, { ...row, ...changed });
  }
  return {
    async saveContact(terminalId, contact) {
      const { receivedSequence, receivedHash, claimedSequence, gapSince } = contact;
      const { leaseToken, previousLeaseToken } = contact;
      change(terminalId, {
        receivedSequence,
        receivedHash,
        claimedSequence,
        gapSince,
        leaseToken,
        previousLeaseToken,
      });
    },
    async saveReceived(terminalId, { sequence, hash, gapSince }) {
      change(terminalId, { receivedSequence: sequence, receivedHash: hash, gapSince });
    },
    async moveCursor(terminalId, { sequence, hash }) {
      change(terminalId, { appliedSequence: sequence, appliedHash: hash });
    },
    async noteApplyFailure(terminalId, { failures, after }) {
      change(terminalId, { applyFailures: failures, applyAfter: after });
    },
  } satisfies Partial<EventStore>;
}

function waitingOf(terms: StoreTerms, row: InboxRow): WaitingEvent {
  const { envelope, receivedAt } = row;
  const seen = terms.disguise === null ? envelope : terms.disguise(envelope);
  const { sequence, eventId } = envelope;
  return { sequence, eventId, receivedAt, envelope: seen };
}

function closedGapsOf({ tables }: ModelDatabase, terminalId: string): SequenceRange[] {
  return [...tables.closedGaps.values()]
    .filter((gap) => gap.terminalId === terminalId)
    .map(({ range }) => range)
    .sort((left, right) => left[0] - right[0]);
}

function sortedRows(rows: ReadonlyMap<number, InboxRow>): InboxRow[] {
  return [...rows.values()].sort((left, right) => left.envelope.sequence - right.envelope.sequence);
}

/** Unbroken runs of numbers, in order. */
export function islandsOf(sequences: readonly number[]): SequenceRange[] {
  const islands: [number, number][] = [];
  for (const sequence of [...sequences].sort((left, right) => left - right)) {
    const last = islands.at(-1);
    if (last && last[1] + 1 === sequence) last[1] = sequence;
    else islands.push([sequence, sequence]);
  }
  return islands;
}

/** Deviations of one tenant: one that is known by its id stays as it is. */
export function deviationNoter(database: ModelDatabase, tenantId: string): BookTerms["note"] {
  const { deviations } = database.tables;
  return (found) => {
    for (const deviation of found) {
      const id = deviation.id ?? uuidFrom(tenantId, "deviation", String(deviations.size + 1));
      if (!deviations.has(id)) database.put(deviations, id, { ...deviation, id });
    }
  };
}
