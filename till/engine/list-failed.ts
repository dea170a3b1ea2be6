import { minor } from "../../core/money/minor";
import type { FailedEvent, MissingEvents, SyncTrouble } from "../react/till-state";
import type { OutboxRow } from "../store/log-records";
import type { EngineCore } from "./engine-core";
import { paperOf } from "./paid-sale";
import { requireCashier } from "./require-cashier";
import { type Failure, failuresOf } from "./sync-trouble";

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
