import { postDeposit } from "../ledger/post-sale";
import type { Envelope } from "../sync/envelope";
import { toIso } from "../time";
import { approvalActions, type DraftAction, numberActions } from "./project-actions";
import { paymentRows } from "./project-payments";
import { EMPTY_PROJECTION, type EventPlace, journalRows, type Projection } from "./projection";
import type { Deposit } from "./sale-document";

/** What a deposit on a layaway, or its giving back, adds to the ledger [LG4]. */
export function projectDeposit(
  envelope: Envelope,
  deposit: Deposit,
  place: EventPlace,
): Projection {
  const cancelled: readonly DraftAction[] =
    deposit.kind === "cancellation"
      ? [
          {
            kind: "deposit_cancelled",
            subject: deposit.heldNumber,
            reason: deposit.reason,
            currency: deposit.currency,
            amountMinor: deposit.amountMinor,
          },
        ]
      : [];
  return {
    ...EMPTY_PROJECTION,
    deposit: {
      id: deposit.depositId,
      sourceEventId: envelope.eventId,
      storeId: place.storeId,
      registerId: place.registerId,
      terminalId: envelope.terminalId,
      shiftId: envelope.shiftId,
      cashierId: envelope.cashierId,
      heldCartId: deposit.heldCartId,
      receiptNumber: deposit.receiptNumber,
      kind: deposit.kind,
      customerId: deposit.customerId,
      currency: deposit.currency,
      amountMinor: deposit.amountMinor,
      roundingMinor: deposit.roundingMinor,
      paidMinor: deposit.paidMinor,
      paidAt: envelope.createdAt,
      receivedAt: toIso(place.receivedAt),
      businessOn: envelope.businessDate,
      reason: deposit.reason,
    },
    payments: paymentRows(deposit.payments, { saleId: null, depositId: deposit.depositId }),
    layaway: {
      id: deposit.heldCartId,
      storeId: place.storeId,
      number: deposit.heldNumber,
      customerId: deposit.customerId,
      currency: deposit.currency,
      totalMinor: deposit.totalMinor,
      paidMinor: deposit.amountMinor,
      isCancelled: deposit.kind === "cancellation",
      cart: deposit.cart,
      expiresOn: deposit.expiresOn,
      changedAt: envelope.createdAt,
    },
    journalLines: journalRows(envelope, postDeposit(deposit), place),
    operatorActions: numberActions(envelope, place, null, [
      ...cancelled,
      ...approvalActions(deposit.approvals),
    ]),
  };
}
