import { DomainError } from "../../core/errors";
import type { Instant } from "../../core/time";
import { rangeOf } from "./log-keys";
import {
  EMPTY_UPLOAD,
  type EnrolmentRecord,
  type HeadRecord,
  type ShiftRecord,
  type UploadRecord,
} from "./log-records";
import type { StoreTransaction } from "./till-store";

export const RETIRED_PREFIX = "retired:";
const SAVED_PREFIX = "saved:";

/** Up to where a terminal's events were saved to a file by somebody. */
type SavedRecord = { readonly sequence: number; readonly at: Instant };

/** A terminal of this browser whose events are not all in the server's books. */
export type UnbookedTerminal = {
  readonly enrolment: EnrolmentRecord;
  readonly head: HeadRecord;
  readonly upload: UploadRecord;
};

/** The terminals that this browser was, then the one that it is, as far as something is unbooked. */
export async function listUnbooked(
  transaction: StoreTransaction,
): Promise<readonly UnbookedTerminal[]> {
  const retired = await transaction.list<EnrolmentRecord>("meta", rangeOf(RETIRED_PREFIX));
  const current = await transaction.get<EnrolmentRecord>("meta", "enrolment");
  const enrolments = retired.map(({ value }) => value);
  if (current) enrolments.push(current);
  const found: UnbookedTerminal[] = [];
  for (const enrolment of enrolments) {
    const { terminalId } = enrolment.certificate;
    const head = await transaction.get<HeadRecord>("meta", `head:${terminalId}`);
    const upload = await transaction.get<UploadRecord>("meta", `upload:${terminalId}`);
    const appliedThrough = upload?.appliedThrough ?? 0;
    if (head && head.sequence > appliedThrough) {
      found.push({ enrolment, head, upload: upload ?? EMPTY_UPLOAD });
    }
  }
  return found;
}

/** Remember that somebody holds a file of a terminal's events up to a sequence. */
export async function noteSaved(
  transaction: StoreTransaction,
  saved: { terminalId: string; sequence: number; at: Instant },
): Promise<void> {
  const { terminalId, sequence, at } = saved;
  const record: SavedRecord = { sequence, at };
  await transaction.put("meta", `${SAVED_PREFIX}${terminalId}`, record);
}

/**
 * Refuse to go on unless the server booked, or a file holds, all that the current terminal wrote
 * [TD5].
 *
 * @throws DomainError unsent_events
 */
export async function requireNothingUnsent(transaction: StoreTransaction): Promise<void> {
  const enrolment = await transaction.get<EnrolmentRecord>("meta", "enrolment");
  if (!enrolment) return;
  const { terminalId } = enrolment.certificate;
  const head = await transaction.get<HeadRecord>("meta", `head:${terminalId}`);
  const upload = await transaction.get<UploadRecord>("meta", `upload:${terminalId}`);
  const saved = await transaction.get<SavedRecord>("meta", `${SAVED_PREFIX}${terminalId}`);
  const safeThrough = Math.max(upload?.appliedThrough ?? 0, saved?.sequence ?? 0);
  const unsafe = (head?.sequence ?? 0) - safeThrough;
  if (unsafe > 0) throw new DomainError("unsent_events", { count: unsafe });
}

/**
 * This browser is no till any more. Events, head and cursors stay under the terminal's name, so that
 * what is unsent is still sent.
 *
 * @throws DomainError shift_already_open | unsent_events
 */
export async function leaveTill(transaction: StoreTransaction): Promise<void> {
  const enrolment = await transaction.get<EnrolmentRecord>("meta", "enrolment");
  if (!enrolment) return;
  if (await transaction.get<ShiftRecord>("meta", "shift")) {
    throw new DomainError("shift_already_open");
  }
  await requireNothingUnsent(transaction);
  const { terminalId } = enrolment.certificate;
  await transaction.put("meta", `${RETIRED_PREFIX}${terminalId}`, enrolment);
  await transaction.delete("meta", "enrolment");
  await transaction.delete("meta", "lastClosed");
}
