import type { SuspendedMoney } from "../ledger/post-correction";
import { postCashDifference, postSuspense } from "../ledger/post-sale";
import type { Envelope } from "../sync/envelope";
import { cartActions, drawerActions } from "./project-actions";
import { projectCorrection } from "./project-correction";
import { projectDeposit } from "./project-deposit";
import { projectRecovered } from "./project-recovered";
import { projectSale } from "./project-sale";
import {
  EMPTY_PROJECTION,
  type EventPlace,
  journalRows,
  movementOf,
  type Projection,
} from "./projection";
import type { Fact } from "./read-fact";
import type { ShiftClosed, ShiftOpened, StockAdjusted } from "./sale-document";
import { lockedActions } from "./sign-in-locked";

/**
 * What a fact adds to the ledger [EV5]: pure, so that the ledger can be rebuilt from the events
 * and compared. Order inside one event is the order of its lines.
 */
export function projectFact(envelope: Envelope, fact: Fact, place: EventPlace): Projection {
  switch (fact.kind) {
    case "sale":
      return fact.recovered
        ? projectRecovered(envelope, fact.recovered, place)
        : projectSale(envelope, fact.document, place);
    case "shift_opened":
      return { ...EMPTY_PROJECTION, shiftOpened: openedRow(envelope, fact.shift, place) };
    case "shift_closed":
      return projectShiftClosed(envelope, fact.shift, place);
    case "stock_adjusted":
      return projectAdjustment(envelope, fact.adjustment, place);
    case "drawer_opened":
      return { ...EMPTY_PROJECTION, operatorActions: drawerActions(envelope, fact.opening, place) };
    case "cart_voided":
      return { ...EMPTY_PROJECTION, operatorActions: cartActions(envelope, fact.cart, place) };
    case "sign_in_locked":
      return { ...EMPTY_PROJECTION, operatorActions: lockedActions(envelope, fact.locked, place) };
    case "deposit":
      return projectDeposit(envelope, fact.deposit, place);
    case "correction":
      return projectCorrection(envelope, fact.correction, place);
    case "training":
      return EMPTY_PROJECTION;
  }
}

/** A currency that any ledger can hold, known or not; an event may state whatever JSON can say. */
const STATED_CURRENCY = /^[ -~]{3}$/;

/** Money of an event that cannot be booked, as far as it can be read from it; null when none is. */
export function suspendedMoney(envelope: Envelope): SuspendedMoney | null {
  if (envelope.type === "TRAINING_SALE") return null;
  const payload = envelope.payload as { paidMinor?: unknown; currency?: unknown } | null;
  const amountMinor = payload?.paidMinor;
  const currency = payload?.currency;
  if (!Number.isSafeInteger(amountMinor)) return null;
  if (typeof currency !== "string" || !STATED_CURRENCY.test(currency)) return null;
  return { amountMinor: amountMinor as number, currency };
}

/** The money of an event that is set aside, in suspense. */
export function projectSuspense(envelope: Envelope, place: EventPlace): Projection {
  const suspended = suspendedMoney(envelope);
  if (suspended === null) return EMPTY_PROJECTION;
  const postings = postSuspense(suspended.amountMinor, suspended.currency);
  return { ...EMPTY_PROJECTION, journalLines: journalRows(envelope, postings, place) };
}

function projectAdjustment(
  envelope: Envelope,
  adjustment: StockAdjusted,
  place: EventPlace,
): Projection {
  return {
    ...EMPTY_PROJECTION,
    stockMovements: adjustment.lines.map((line, index) => ({
      ...movementOf(envelope, place),
      position: index + 1,
      productId: line.productId,
      quantityMilli: line.quantityMilli,
      reason: adjustment.reason,
      documentId: adjustment.adjustmentId,
      note: line.note ?? adjustment.note,
    })),
  };
}

function openedRow(envelope: Envelope, shift: ShiftOpened, place: EventPlace) {
  return {
    id: shift.shiftId,
    storeId: place.storeId,
    registerId: place.registerId,
    terminalId: envelope.terminalId,
    number: shift.shiftNumber,
    openedById: envelope.cashierId,
    openedAt: envelope.createdAt,
    businessOn: envelope.businessDate,
    currency: shift.currency,
    floatMinor: shift.floatMinor,
  };
}

function projectShiftClosed(envelope: Envelope, shift: ShiftClosed, place: EventPlace): Projection {
  const differenceMinor =
    shift.countedCashMinor === null ? 0 : shift.countedCashMinor - shift.expectedCashMinor;
  return {
    ...EMPTY_PROJECTION,
    shiftClosed: {
      id: shift.shiftId,
      registerId: place.registerId,
      storeId: place.storeId,
      terminalId: envelope.terminalId,
      sourceEventId: envelope.eventId,
      closedAt: envelope.createdAt,
      closedById: envelope.cashierId,
      expectedCashMinor: shift.expectedCashMinor,
      countedCashMinor: shift.countedCashMinor,
    },
    journalLines: journalRows(envelope, postCashDifference(differenceMinor, shift.currency), place),
  };
}
