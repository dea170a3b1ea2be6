import { acceptSuspense, reverseSuspense } from "../ledger/post-correction";
import { postSale } from "../ledger/post-sale";
import type { Envelope } from "../sync/envelope";
import { parseIso } from "../time";
import type { Correction } from "./correction";
import { numberActions } from "./project-actions";
import { projectSale } from "./project-sale";
import { EMPTY_PROJECTION, type EventPlace, journalRows, type Projection } from "./projection";

/**
 * The rows of a correction [CO2]: the suspense of the event that it is about is taken back, and the
 * sale that a person confirmed is booked on that event's terminal, shift and business date; without
 * a sale the money goes to over and short [CO3]. Who corrected it stands among the actions.
 */
export function projectCorrection(
  envelope: Envelope,
  correction: Correction,
  place: EventPlace,
): Projection {
  const { of, sale, suspended, reason } = correction;
  const { terminalId, sequence, businessDate, shiftId, cashierId, createdAt } = of;
  const then: Envelope = {
    ...envelope,
    ...{ terminalId, sequence, businessDate, shiftId, cashierId, createdAt },
  };
  const there: EventPlace = {
    ...place,
    registerId: of.registerId,
    // It is late whenever its day had ended, whatever the age of the terminal that corrects it.
    enrolledAt: parseIso(createdAt) ?? place.enrolledAt,
  };
  const saleId = sale?.saleId ?? null;
  const operatorActions = numberActions(envelope, place, saleId, [
    {
      kind: "event_corrected",
      subject: sale?.receiptNumber ?? null,
      reason,
      currency: sale?.currency ?? suspended?.currency ?? null,
      amountMinor: sale?.totalMinor ?? suspended?.amountMinor ?? null,
    },
  ]);
  if (sale === null) {
    const postings = suspended === null ? [] : acceptSuspense(suspended);
    return {
      ...EMPTY_PROJECTION,
      operatorActions,
      journalLines: journalRows(then, postings, there),
    };
  }
  const reversal = suspended === null ? [] : reverseSuspense(suspended);
  return {
    ...projectSale(then, sale, there),
    operatorActions,
    journalLines: journalRows(then, [...reversal, ...postSale(sale)], there),
  };
}
