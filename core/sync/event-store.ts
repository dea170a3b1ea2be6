import type { Projection } from "../sale/projection";
import type { Instant } from "../time";
import type { Envelope } from "./envelope";

/** What receiving and applying know of a terminal and its store. */
export type TerminalState = {
  readonly id: string;
  readonly storeId: string;
  readonly registerId: string;
  readonly code: string;
  readonly status: string;
  /** `till`, or `server` for one that the server holds: only that may correct others. */
  readonly kind?: string;
  /** Everything through here is durable, or closed as never to come. */
  readonly receivedSequence: number;
  /** Everything through here is booked, set aside, or closed. */
  readonly appliedSequence: number;
  readonly receivedHash: string;
  /** Empty behind a closed gap: the predecessor of the next event is not known. */
  readonly appliedHash: string;
  /** The highest sequence that the terminal ever said it had. */
  readonly claimedSequence: number;
  readonly leaseToken: string | null;
  readonly previousLeaseToken: string | null;
  readonly gapSince: Instant | null;
  readonly applyFailures: number;
  /** Until when booking is left alone, because it failed by no fault of an event. */
  readonly applyAfter: Instant | null;
  readonly enrolledAt: Instant;
  readonly timezone: string;
  readonly dayEndsAtMinutes: number;
  /** Today's place in the catalogue's changes; what a sale was priced by is compared with it. */
  readonly catalogRevision?: number;
};

/** First and last sequence, both included. */
export type SequenceRange = readonly [number, number];

export type ReceivedEvent = { readonly envelope: Envelope; readonly receivedAt: Instant };

/** An event that waits in the inbox to be booked. */
export type WaitingEvent = {
  readonly sequence: number;
  readonly eventId: string;
  readonly receivedAt: string;
  readonly envelope: Envelope;
};

/** Another content under a known place, or what is no event at all: kept as it came. */
export type ConflictRecord = {
  readonly sequence: number;
  readonly hash: string;
  readonly raw: string;
};

/** Something about booked facts that wants a person's eye. */
export type Deviation = {
  /** Left out for one of its own; the same id is noted once. */
  readonly id?: string;
  readonly kind: string;
  readonly severity: "info" | "warning" | "danger";
  readonly storeId: string | null;
  readonly terminalId: string | null;
  readonly sourceEventId: string | null;
  readonly details: Readonly<Record<string, string | number | null>>;
};

/** What a contact leaves of a terminal. */
export type Contact = {
  readonly receivedSequence: number;
  readonly receivedHash: string;
  readonly claimedSequence: number;
  readonly leaseToken: string;
  readonly previousLeaseToken: string | null;
  readonly appVersion: string | null;
  readonly clockSkewMs: number | null;
  readonly gapSince: Instant | null;
  readonly storage: StorageReport | null;
  readonly seenAt: Instant;
};

/** What a device's browser says of the log's room; bytes. */
export type StorageReport = {
  readonly isPersisted: boolean | null;
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
};

/** An event with what it came to. */
export type BookedEvent = {
  readonly event: WaitingEvent;
  readonly projection: Projection;
  /** Null when it was booked, else why it was set aside. */
  readonly aside: {
    readonly code: string;
    readonly details: Readonly<Record<string, unknown>>;
  } | null;
};

export type EventPosition = { readonly terminalId: string; readonly sequence: number };

/** One event and no other that may claim its place. */
export type EventIdentity = EventPosition & { readonly hash: string };

/** A sale that a scanned receipt brought back before its own event. */
export type RecoveredEvent = EventIdentity & { readonly saleId: string };

/** What an event that brings a sale back says of the lost one's terminal, to be proved. */
export type StatedRecovery = {
  /** The place of the event itself, not of the lost one. */
  readonly sequence: number;
  /** The terminal that made the sale. */
  readonly terminalId: string;
  readonly code: string;
};

export type StreamState = { readonly catalogHead: string; readonly incarnation: string };

/**
 * One open transaction over what a server keeps of one tenant's terminals. Whatever implements it
 * keeps three promises: all of a transaction's writes are durable together or not at all; a locked
 * terminal stays locked to its end; a fact under a known id is refused with an error.
 */
export type EventStore = {
  readonly lockTerminal: (terminalId: string) => Promise<TerminalState | null>;
  /** Writes what is new under its place and event id; the answer is the sequences that were. */
  readonly insertEvents: (
    terminalId: string,
    events: readonly ReceivedEvent[],
  ) => Promise<ReadonlySet<number>>;
  readonly readHashes: (
    terminalId: string,
    sequences: readonly number[],
  ) => Promise<ReadonlyMap<number, string>>;
  /** The same conflict again changes nothing. */
  readonly keepConflicts: (
    terminalId: string,
    conflicts: readonly ConflictRecord[],
    receivedAt: Instant,
  ) => Promise<void>;
  /** Unbroken runs of stored sequences behind `after`, in order. */
  readonly listIslands: (terminalId: string, after: number) => Promise<readonly SequenceRange[]>;
  readonly listClosedGaps: (terminalId: string) => Promise<readonly SequenceRange[]>;
  readonly closeGap: (
    terminalId: string,
    gap: { range: SequenceRange; reason: string; closedById: string; closedAt: Instant },
  ) => Promise<void>;
  readonly saveContact: (terminalId: string, contact: Contact) => Promise<void>;
  /** The received cursor alone, when a gap was closed. */
  readonly saveReceived: (
    terminalId: string,
    received: { sequence: number; hash: string; gapSince: Instant | null },
  ) => Promise<void>;
  /** Stored events in `after < sequence ≤ through`, in order, whatever became of them. */
  readonly loadEvents: (
    terminalId: string,
    range: { after: number; through: number; limit: number },
  ) => Promise<readonly WaitingEvent[]>;
  /** Events at or below the applied cursor that were never booked: they came after their gap was closed. */
  readonly loadLate: (terminalId: string, through: number) => Promise<readonly WaitingEvent[]>;
  readonly listQuarantined: (
    terminalId: string,
  ) => Promise<readonly { sequence: number; code: string }[]>;
  /** Of the given events, those that were received or recovered already. */
  readonly findKnown: (events: readonly EventIdentity[]) => Promise<readonly EventIdentity[]>;
  /** Recoveries of a terminal's events within the range, both ends included. */
  readonly listRecovered: (
    terminalId: string,
    range: SequenceRange,
  ) => Promise<readonly RecoveredEvent[]>;
  /**
   * Whether the code was signed by the terminal that it is said to come from, of the same store as
   * the one that scanned it, or by the server. Left out where nobody signs.
   */
  readonly isGenuineRecovery?: (
    terminal: TerminalState,
    stated: StatedRecovery,
  ) => Promise<boolean>;
  /** Write what events come to: their rows, their states, the quarantined ones' reasons. */
  readonly book: (
    terminal: TerminalState,
    booked: readonly BookedEvent[],
    at: Instant,
  ) => Promise<void>;
  readonly markWaitingUpgrade: (terminalId: string, sequence: number) => Promise<void>;
  readonly moveCursor: (
    terminalId: string,
    cursor: { sequence: number; hash: string },
  ) => Promise<void>;
  readonly noteApplyFailure: (
    terminalId: string,
    failure: { failures: number; after: Instant | null; message: string | null },
  ) => Promise<void>;
  /** Ask for the rest to be booked by whoever books backlogs: soon, or not before an instant. */
  readonly requestBacklogRun: (notBefore?: Instant) => Promise<void>;
  readonly noteDeviations: (found: readonly Deviation[]) => Promise<void>;
  readonly readStreamState: () => Promise<StreamState>;
  /** Run behind a savepoint: what it wrote is undone when it throws, and only that. */
  readonly attempt: <Result>(work: (store: EventStore) => Promise<Result>) => Promise<Result>;
  /** Whether an error says "try again" and nothing about the events. */
  readonly isTransient: (error: unknown) => boolean;
};

/** What the machine needs beside its store. */
export type ServerEnv = {
  readonly tenantId: string;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly reportFailure: (error: unknown, terminalId: string) => void;
  /** Lets others who share the processor go first for a moment; left out where nobody does. */
  readonly breathe?: () => Promise<void>;
  /** A statement, signed by this deployment, that a terminal may no longer sell. */
  readonly signRevocation: (terminalId: string) => Promise<string>;
};
