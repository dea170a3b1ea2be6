import type { Posting } from "../ledger/post-sale";
import type { Envelope } from "../sync/envelope";
import { type Instant, toIso } from "../time";
import type { StockReason } from "./sale-document";

/** Where the event happened, as the server knows it from the terminal's enrolment. */
export type EventPlace = {
  readonly storeId: string;
  readonly registerId: string;
  readonly timezone: string;
  readonly receivedAt: Instant;
};

export type StockMovementRow = {
  readonly sourceEventId: string;
  readonly position: number;
  readonly storeId: string;
  readonly productId: string;
  readonly quantityMilli: number;
  readonly reason: StockReason;
  readonly documentId: string;
  readonly userId: string;
  readonly effectiveAt: string;
  readonly recordedAt: string;
  readonly note: string | null;
};

/** Rows that one event adds to the ledger, named as its tables name them. */
export type Projection = {
  readonly sale: Readonly<Record<string, unknown>> | null;
  readonly saleLines: readonly Readonly<Record<string, unknown>>[];
  readonly saleTaxes: readonly Readonly<Record<string, unknown>>[];
  readonly payments: readonly Readonly<Record<string, unknown>>[];
  readonly stockMovements: readonly StockMovementRow[];
  readonly journalLines: readonly Readonly<Record<string, unknown>>[];
  readonly shiftOpened: Readonly<Record<string, unknown>> | null;
  readonly shiftClosed: {
    readonly id: string;
    /** Only the register's own shifts can be closed on it. */
    readonly registerId: string;
    readonly closedAt: string;
    readonly closedById: string;
    readonly expectedCashMinor: number;
    readonly countedCashMinor: number | null;
  } | null;
};

/** A projection that adds nothing. */
export const EMPTY_PROJECTION: Projection = {
  sale: null,
  saleLines: [],
  saleTaxes: [],
  payments: [],
  stockMovements: [],
  journalLines: [],
  shiftOpened: null,
  shiftClosed: null,
};

/** The columns that every stock movement of an event shares. */
export function movementOf(envelope: Envelope, place: EventPlace) {
  return {
    sourceEventId: envelope.eventId,
    storeId: place.storeId,
    userId: envelope.cashierId,
    effectiveAt: envelope.createdAt,
    recordedAt: toIso(place.receivedAt),
  };
}

/** Number an event's postings as rows of the journal. */
export function journalRows(envelope: Envelope, postings: readonly Posting[], place: EventPlace) {
  return postings.map((posting, index) => ({
    sourceEventId: envelope.eventId,
    lineNumber: index + 1,
    storeId: place.storeId,
    businessOn: envelope.businessDate,
    account: posting.account,
    currency: posting.currency,
    amountMinor: posting.amountMinor,
  }));
}
