import { minor } from "../../core/money/minor";
import type { PushResponse } from "../../core/sync/protocol-v1";
import type { FailedEvent, FailureKind, MissingEvents, SyncTrouble } from "../react/till-state";
import type { OutboxRow, UploadRecord } from "../store/log-records";
import type { EngineCore } from "./engine-core";
import { paperOf } from "./paid-sale";
import { requireCashier } from "./require-cashier";

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

type Failure = { readonly kind: FailureKind; readonly sequence: number; readonly code: string };

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

/** Failures with what the log knows of them; read when somebody looks. */
export async function listFailed(core: EngineCore): Promise<SyncTrouble> {
  const { enrolment, upload, lacking } = core.state();
  if (!enrolment) return { failed: [], missing: [] };
  const { terminalId } = enrolment.certificate;
  const failed: FailedEvent[] = [];
  for (const failure of failuresOf(upload, lacking)) {
    const after = failure.sequence - 1;
    const [row] = await core.log.readEvents({ terminalId, after, limit: 1 });
    failed.push(failedEvent(failure, row?.envelope.sequence === failure.sequence ? row : null));
  }
  const missing: MissingEvents[] = [];
  for (const [from, to] of lacking.missing) {
    const rows = await core.log.readEvents({ terminalId, after: from - 1, limit: to - from + 1 });
    const isHere = rows.filter(({ envelope }) => envelope.sequence <= to).length === to - from + 1;
    missing.push({ from, to, isHere });
  }
  return { failed, missing };
}

/** An answer names a conflict only when it happens, so the end of one is said by hand. */
export async function settleConflict(core: EngineCore, sequence: number): Promise<void> {
  requireCashier(core, "terminal.enrol");
  const { enrolment, attention } = core.state();
  if (!enrolment) return;
  const upload = await core.log.saveUpload(enrolment.certificate.terminalId, (current) => ({
    ...current,
    conflicts: current.conflicts.filter((known) => known !== sequence),
  }));
  const isOver = attention === "conflict" && upload.conflicts.length === 0;
  core.patch({ upload, attention: isOver ? null : attention });
}

function failedEvent(failure: Failure, row: OutboxRow | null): FailedEvent {
  const paper = row ? paperOf(row) : null;
  return {
    ...failure,
    type: row?.envelope.type ?? null,
    at: row?.storedAt ?? null,
    receiptNumber: paper?.receiptNumber ?? null,
    totalMinor: paper ? minor(paper.totalMinor) : null,
    currency: paper?.currency ?? null,
  };
}
