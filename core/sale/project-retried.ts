import { reverseSuspense } from "../ledger/post-correction";
import type { Envelope } from "../sync/envelope";
import { projectSuspense, suspendedMoney } from "./project-event";
import { type EventPlace, journalRows, type Projection } from "./projection";

/**
 * All rows of an event that had been set aside and was booked after all [CO1]: its suspense, the
 * suspense taken back, then what it adds itself, numbered on. Pure, so that a ledger that is
 * rebuilt from the events comes to the same rows.
 *
 * @param own what the event adds by today's rules, as `projectFact` gives it.
 */
export function projectRetried(envelope: Envelope, own: Projection, place: EventPlace): Projection {
  const suspended = suspendedMoney(envelope);
  if (suspended === null) return own;
  const suspense = projectSuspense(envelope, place).journalLines;
  const reversal = journalRows(envelope, reverseSuspense(suspended), place);
  const lines = [...suspense, ...reversal, ...own.journalLines];
  return {
    ...own,
    journalLines: lines.map((line, index) => ({ ...line, lineNumber: index + 1 })),
  };
}

/** The rows that a retry adds to those which stand since the event was set aside. */
export function projectRetry(envelope: Envelope, own: Projection, place: EventPlace): Projection {
  const whole = projectRetried(envelope, own, place);
  const known = projectSuspense(envelope, place).journalLines.length;
  return { ...whole, journalLines: whole.journalLines.slice(known) };
}
