import type { PushResponse } from "../../core/sync/protocol-v1";
import type { FailureKind } from "../react/till-state";
import type { OutboxRow, UploadRecord } from "../store/log-records";

/** What the last answer said of events that the server lacks or could not read. */
export type Lacking = {
  /** Behind what was received although later events arrived, first and last. */
  readonly missing: readonly (readonly [number, number])[];
  readonly refused: readonly { readonly sequence: number; readonly code: string }[];
};

export const NOTHING_LACKING: Lacking = { missing: [], refused: [] };

/** A conflict has no code of its own in an answer. */
const CONFLICT_CODE = "event_conflicts_with_ledger";

/**
 * What an answer says of the batch that it answers. What is missing at the end of the log is only
 * on its way; a hole before something that arrived is told.
 */
export function lackingIn(
  answer: PushResponse,
  batch: readonly OutboxRow[],
  headSequence: number,
): Lacking {
  const refused = answer.refused.flatMap(({ index, code }) => {
    const row = batch[index];
    return row ? [{ sequence: row.envelope.sequence, code }] : [];
  });
  const missing = answer.missing.filter(([, to]) => to < headSequence);
  return missing.length === 0 && refused.length === 0 ? NOTHING_LACKING : { missing, refused };
}

export type Failure = {
  readonly kind: FailureKind;
  readonly sequence: number;
  readonly code: string;
};

/** Every event that somebody must look at, once, in order. */
export function failuresOf(upload: UploadRecord, lacking: Lacking): readonly Failure[] {
  const bySequence = new Map<number, Failure>();
  const note = (failure: Failure) => bySequence.set(failure.sequence, failure);
  for (const event of upload.quarantined) note({ kind: "quarantined", ...event });
  for (const event of lacking.refused) note({ kind: "refused", ...event });
  for (const sequence of upload.conflicts) {
    note({ kind: "conflict", sequence, code: CONFLICT_CODE });
  }
  return [...bySequence.values()].sort((left, right) => left.sequence - right.sequence);
}
