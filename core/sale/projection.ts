import type { Posting } from "../ledger/post-sale";
import type { Envelope } from "../sync/envelope";
import { type Instant, toIso } from "../time";
import type { StockReason } from "./sale-document";

/** Where the event happened, as the server knows it from the terminal's enrolment. */
export type EventPlace = {
  readonly storeId: string;
  readonly registerId: string;
  readonly timezone: string;
  readonly dayEndsAtMinutes: number;
  /** What happened before is history that was brought in, and not late. */
  readonly enrolledAt: Instant;
  readonly receivedAt: Instant;
  /** Whether the server itself holds the terminal: nobody else's corrections count. */
  readonly mayCorrect?: boolean;
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

/** What a person did that an owner may want to look at: overrides, discounts, voids, openings. */
export const OPERATOR_ACTIONS = [
  "approval",
  "cart_voided",
  "deposit_cancelled",
  "discount",
  "drawer_opened",
  "event_corrected",
  "line_voided",
  "price_override",
  "return_without_receipt",
  "sale_recovered",
  "sale_voided",
  "sign_in_locked",
] as const;

export type OperatorActionRow = {
  readonly sourceEventId: string;
  readonly position: number;
  readonly kind: (typeof OPERATOR_ACTIONS)[number];
  readonly storeId: string;
  readonly registerId: string;
  readonly terminalId: string;
  readonly cashierId: string;
  readonly approverId: string | null;
  readonly saleId: string | null;
  /** What it was done to: a product's name, a permission. */
  readonly subject: string | null;
  readonly reason: string | null;
  readonly currency: string | null;
  readonly amountMinor: number | null;
  readonly at: string;
  readonly businessOn: string;
};

/** What a deposit leaves of a layaway. */
export type LayawayRow = {
  readonly id: string;
  readonly storeId: string;
  readonly number: string;
  readonly customerId: string | null;
  readonly currency: string;
  readonly totalMinor: number;
  /** Added to what was paid before, whatever order deposits arrive in. */
  readonly paidMinor: number;
  readonly isCancelled: boolean;
  readonly cart: unknown;
  readonly expiresOn: string | null;
  readonly changedAt: string;
};

/** The place in another terminal's log from which a sale was brought back. */
export type RecoveredRow = {
  readonly terminalId: string;
  readonly sequence: number;
  readonly hash: string;
  readonly saleId: string;
};

/** Rows that one event adds to the ledger, named as its tables name them. */
export type Projection = {
  readonly sale: Readonly<Record<string, unknown>> | null;
  readonly saleLines: readonly Readonly<Record<string, unknown>>[];
  readonly saleTaxes: readonly Readonly<Record<string, unknown>>[];
  readonly payments: readonly Readonly<Record<string, unknown>>[];
  readonly stockMovements: readonly StockMovementRow[];
  readonly journalLines: readonly Readonly<Record<string, unknown>>[];
  readonly deposit: Readonly<Record<string, unknown>> | null;
  readonly layaway: LayawayRow | null;
  /** The parked cart, quote or layaway that a sale came from: it is gone with it. */
  readonly heldCartSold: { readonly id: string; readonly saleId: string } | null;
  /** The event of a lost log that this one brings back. */
  readonly recovered: RecoveredRow | null;
  readonly operatorActions: readonly OperatorActionRow[];
  readonly shiftOpened: Readonly<Record<string, unknown>> | null;
  readonly shiftClosed: {
    readonly id: string;
    /** Only the register's own shifts can be closed on it. */
    readonly registerId: string;
    readonly storeId: string;
    readonly terminalId: string;
    readonly sourceEventId: string;
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
  deposit: null,
  layaway: null,
  heldCartSold: null,
  recovered: null,
  operatorActions: [],
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
