import { DomainError } from "../../core/errors";
import type { Minor } from "../../core/money/minor";
import { canonicalJson } from "../../core/sync/canonical";
import { type Envelope, type EnvelopeDraft, sealEnvelope } from "../../core/sync/envelope";
import type { Instant } from "../../core/time";
import {
  type ClosedShiftRecord,
  EMPTY_UPLOAD,
  type EnrolmentRecord,
  type HeadRecord,
  type OutboxRow,
  type PrintJobRecord,
  type ShiftRecord,
  type UploadRecord,
} from "./log-records";
import type { StoreTransaction } from "./till-store";

/** What the transaction read before it asks what to write. */
export type CommitContext = {
  readonly enrolment: EnrolmentRecord;
  readonly nextSequence: number;
  readonly upload: UploadRecord;
  readonly shift: ShiftRecord | null;
  readonly lastShiftNumber: number;
  /** The running number that the next receipt of the open shift's date takes. */
  readonly nextReceipt: number;
};

export type CommitPlan = {
  readonly draft: EnvelopeDraft;
  readonly storedAt: Instant;
  readonly totalMinor: Minor | null;
  /** The shift after this event; null when it closes. */
  readonly shift: ShiftRecord | null;
  readonly closed?: ClosedShiftRecord;
  readonly usesReceipt?: boolean;
  readonly printJob?: PrintJobRecord;
  readonly clearsCartId?: string;
  readonly printed?: OutboxRow["printed"];
};

export type CommitRequest = {
  /** Sold or refunded at most once under this id [TS4]; null for other events. */
  readonly documentId: string | null;
  /** Runs inside the transaction: no promise may be made in it [TS2]. */
  readonly decide: (context: CommitContext) => CommitPlan;
};

export type Committed = {
  readonly row: OutboxRow;
  readonly shift: ShiftRecord | null;
  readonly closed: ClosedShiftRecord | null;
  readonly printJob: PrintJobRecord | null;
};

/** Event, head, counter, print job, cart and drawer in one transaction, or nothing [TS1]. */
export async function commitEvent(
  transaction: StoreTransaction,
  request: CommitRequest,
): Promise<Committed> {
  const { context, head } = await readContext(transaction);
  if (request.documentId !== null) {
    const sold = await transaction.get("documents", request.documentId);
    if (sold !== undefined) throw new DomainError("sale_already_recorded");
  }
  const plan = request.decide(context);
  const envelope = sealEnvelope(plan.draft, head.hash);
  const { terminalId } = context.enrolment.certificate;
  const row: OutboxRow = {
    envelope,
    documentId: request.documentId,
    storedAt: plan.storedAt,
    totalMinor: plan.totalMinor,
    bytes: byteLength(envelope),
    printed: plan.printed ?? null,
  };
  const key = [terminalId, envelope.sequence] as const;
  await transaction.put("outbox", key, row);
  if (request.documentId !== null) await transaction.put("documents", request.documentId, key);
  const nextHead: HeadRecord = { sequence: envelope.sequence, hash: envelope.hash };
  await transaction.put("meta", `head:${terminalId}`, nextHead);
  await writeConsequences(transaction, context, plan);
  const { shift, closed = null, printJob = null } = plan;
  return { row, shift, closed, printJob };
}

async function readContext(
  transaction: StoreTransaction,
): Promise<{ context: CommitContext; head: HeadRecord }> {
  const enrolment = await transaction.get<EnrolmentRecord>("meta", "enrolment");
  if (!enrolment) throw new DomainError("device_not_enrolled");
  const { terminalId } = enrolment.certificate;
  const head = await transaction.get<HeadRecord>("meta", `head:${terminalId}`);
  if (!head) throw new DomainError("device_not_enrolled");
  const shift = (await transaction.get<ShiftRecord>("meta", "shift")) ?? null;
  const receipts = shift
    ? await transaction.get<number>("counters", receiptCounter(terminalId, shift.businessDate))
    : 0;
  const lastShiftNumber = await transaction.get<number>("counters", shiftCounter(terminalId));
  const upload = await transaction.get<UploadRecord>("meta", `upload:${terminalId}`);
  const context: CommitContext = {
    enrolment,
    nextSequence: head.sequence + 1,
    upload: upload ?? EMPTY_UPLOAD,
    shift,
    lastShiftNumber: lastShiftNumber ?? 0,
    nextReceipt: (receipts ?? 0) + 1,
  };
  return { context, head };
}

async function writeConsequences(
  transaction: StoreTransaction,
  context: CommitContext,
  plan: CommitPlan,
): Promise<void> {
  const { terminalId } = context.enrolment.certificate;
  if (plan.shift) {
    await transaction.put("meta", "shift", plan.shift);
    await transaction.put("counters", shiftCounter(terminalId), plan.shift.shiftNumber);
  } else {
    await transaction.delete("meta", "shift");
  }
  if (plan.closed) await transaction.put("meta", "lastClosed", plan.closed);
  if (plan.usesReceipt) {
    const counter = receiptCounter(terminalId, plan.draft.businessDate);
    await transaction.put("counters", counter, context.nextReceipt);
  }
  if (plan.printJob) await transaction.put("printQueue", plan.printJob.jobId, plan.printJob);
  if (plan.clearsCartId) await transaction.delete("carts", plan.clearsCartId);
}

function receiptCounter(terminalId: string, businessDate: string): string {
  return `receipt:${terminalId}:${businessDate}`;
}

function shiftCounter(terminalId: string): string {
  return `shift:${terminalId}`;
}

function byteLength(envelope: Envelope): number {
  return new TextEncoder().encode(canonicalJson(envelope)).length;
}
