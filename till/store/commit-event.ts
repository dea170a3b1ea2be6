import { DomainError, type DomainErrorCode } from "../../core/errors";
import type { Minor } from "../../core/money/minor";
import { canonicalJson } from "../../core/sync/canonical";
import { type Envelope, type EnvelopeDraft, sealEnvelope } from "../../core/sync/envelope";
import type { Instant } from "../../core/time";
import {
  CUSTOMER_COUPON_PREFIX,
  couponKey,
  customerCoupon,
  heldKey,
  offlineReturnedCounter,
  offlineReturnsCounter,
  readCount,
  returnedKey,
  revokedKey,
} from "./log-keys";
import {
  type ClosedShiftRecord,
  EMPTY_UPLOAD,
  type EnrolmentRecord,
  type HeadRecord,
  type HeldCartRecord,
  type OutboxRow,
  type PrintJobRecord,
  type ReturnedCounts,
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
  readonly nextTraining: number;
  readonly nextLayaway: number;
  /** By sale, for the sales that were asked for. */
  readonly returned: ReadonlyMap<string, ReturnedCounts>;
  /** The held cart that was asked for, as this till knows it. */
  readonly held: HeldCartRecord | null;
  /** Of the open shift's date; counted where goods of a sale come back. */
  readonly offlineReturns: OfflineReturns;
};

/** Returns of other tills' sales without a network: how many, and what they gave back. */
export type OfflineReturns = { readonly count: number; readonly amountMinor: number };

export type CommitPlan = {
  readonly draft: EnvelopeDraft;
  readonly storedAt: Instant;
  readonly totalMinor: Minor | null;
  /** The shift after this event; null when it closes. */
  readonly shift: ShiftRecord | null;
  readonly closed?: ClosedShiftRecord;
  readonly uses?: "receipt" | "training" | undefined;
  readonly usesLayaway?: boolean;
  readonly printJob?: PrintJobRecord;
  readonly clearsCartId?: string | undefined;
  readonly printed?: OutboxRow["printed"];
  readonly returned?: ReadonlyMap<string, ReturnedCounts>;
  readonly held?: HeldCartRecord | undefined;
  /** Uses of coupons that this event adds, or takes back when it is negative. */
  readonly couponUses?: readonly CouponUse[];
  /** Those that this event adds. */
  readonly offlineReturns?: OfflineReturns | undefined;
};

type CouponUse = {
  readonly code: string;
  readonly uses: number;
  readonly customerId: string | null;
};

/** Something that may happen once: refused with its code when it has happened. */
export type Claim = { readonly key: string; readonly code: DomainErrorCode };

export type CommitRequest = {
  /** Sold or refunded at most once under this id [TS4]; null for other events. */
  readonly documentId: string | null;
  readonly claims?: readonly Claim[];
  /** Asked for like claims, and not taken. */
  readonly forbids?: readonly Claim[];
  readonly returnsOf?: readonly string[];
  readonly heldCartId?: string | null;
  /** Runs inside the transaction: no promise may be made in it [TS2]. */
  readonly decide: (context: CommitContext) => CommitPlan;
};

export type Committed = CouponCounts & {
  readonly row: OutboxRow;
  readonly shift: ShiftRecord | null;
  readonly closed: ClosedShiftRecord | null;
  readonly printJob: PrintJobRecord | null;
  readonly held: HeldCartRecord | null;
};

/** Uses of the coupons of an event, as they stand after it. */
type CouponCounts = {
  readonly couponUses: ReadonlyMap<string, number>;
  /** By customer and code, see `customerCoupon`. */
  readonly customerCouponUses: ReadonlyMap<string, number>;
};

/** Event, head, counter, print job, cart and drawer in one transaction, or nothing [TS1]. */
export async function commitEvent(
  transaction: StoreTransaction,
  request: CommitRequest,
): Promise<Committed> {
  const { context, head } = await readContext(transaction, request);
  await requireFirst(transaction, request);
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
  for (const claim of request.claims ?? []) await transaction.put("documents", claim.key, key);
  const nextHead: HeadRecord = { sequence: envelope.sequence, hash: envelope.hash };
  await transaction.put("meta", `head:${terminalId}`, nextHead);
  await writeConsequences(transaction, context, plan);
  const counts = await writeReturns(transaction, plan);
  const { shift, closed = null, printJob = null, held = null } = plan;
  return { row, shift, closed, printJob, held, ...counts };
}

async function requireFirst(transaction: StoreTransaction, request: CommitRequest): Promise<void> {
  const { documentId } = request;
  const sold: readonly Claim[] =
    documentId === null ? [] : [{ key: documentId, code: "sale_already_recorded" }];
  const claims = [...sold, ...(request.claims ?? []), ...(request.forbids ?? [])];
  for (const { key, code } of claims) {
    if ((await transaction.get("documents", key)) !== undefined) throw new DomainError(code);
  }
}

async function readContext(
  transaction: StoreTransaction,
  request: CommitRequest,
): Promise<{ context: CommitContext; head: HeadRecord }> {
  const enrolment = await transaction.get<EnrolmentRecord>("meta", "enrolment");
  if (!enrolment) throw new DomainError("device_not_enrolled");
  const { terminalId } = enrolment.certificate;
  const isRevoked = (await transaction.get("meta", revokedKey(terminalId))) !== undefined;
  if (isRevoked) throw new DomainError("terminal_revoked");
  const head = await transaction.get<HeadRecord>("meta", `head:${terminalId}`);
  if (!head) throw new DomainError("device_not_enrolled");
  const shift = (await transaction.get<ShiftRecord>("meta", "shift")) ?? null;
  const date = shift?.businessDate ?? "";
  const upload = await transaction.get<UploadRecord>("meta", `upload:${terminalId}`);
  const returned = new Map<string, ReturnedCounts>();
  for (const saleId of request.returnsOf ?? []) {
    const counts = await transaction.get<ReturnedCounts>("meta", returnedKey(saleId));
    returned.set(saleId, counts ?? {});
  }
  const { heldCartId } = request;
  const held = heldCartId
    ? await transaction.get<HeldCartRecord>("meta", heldKey(heldCartId))
    : null;
  const context: CommitContext = {
    enrolment,
    nextSequence: head.sequence + 1,
    upload: upload ?? EMPTY_UPLOAD,
    shift,
    lastShiftNumber: await readCount(transaction, shiftCounter(terminalId)),
    nextReceipt: (await readCount(transaction, receiptCounter(terminalId, date))) + 1,
    nextTraining: (await readCount(transaction, trainingCounter(terminalId, date))) + 1,
    nextLayaway: (await readCount(transaction, layawayCounter(terminalId))) + 1,
    returned,
    held: held ?? null,
    offlineReturns: request.returnsOf?.length
      ? await readOfflineReturns(transaction, terminalId, date)
      : { count: 0, amountMinor: 0 },
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
  const { businessDate } = plan.draft;
  if (plan.uses === "receipt") {
    const counter = receiptCounter(terminalId, businessDate);
    await transaction.put("counters", counter, context.nextReceipt);
  }
  if (plan.uses === "training") {
    const counter = trainingCounter(terminalId, businessDate);
    await transaction.put("counters", counter, context.nextTraining);
  }
  if (plan.usesLayaway) {
    await transaction.put("counters", layawayCounter(terminalId), context.nextLayaway);
  }
  if (plan.printJob) await transaction.put("printQueue", plan.printJob.jobId, plan.printJob);
  if (plan.clearsCartId) await transaction.delete("carts", plan.clearsCartId);
  if (plan.offlineReturns) {
    const { count, amountMinor } = plan.offlineReturns;
    const [returns, returned] = offlineCounters(terminalId, businessDate);
    await addToCount(transaction, returns, count);
    await addToCount(transaction, returned, amountMinor);
  }
  if (plan.held) await transaction.put("meta", heldKey(plan.held.heldCartId), plan.held);
}

/** The answer is how often the event's coupons were used by now. */
async function writeReturns(
  transaction: StoreTransaction,
  plan: CommitPlan,
): Promise<CouponCounts> {
  for (const [saleId, counts] of plan.returned ?? []) {
    await transaction.put("meta", returnedKey(saleId), counts);
  }
  const couponUses = new Map<string, number>();
  const customerCouponUses = new Map<string, number>();
  for (const { code, uses, customerId } of plan.couponUses ?? []) {
    couponUses.set(code, await addToCount(transaction, couponKey(code), uses));
    if (customerId === null) continue;
    const own = customerCoupon(customerId, code);
    const used = await addToCount(transaction, `${CUSTOMER_COUPON_PREFIX}${own}`, uses);
    customerCouponUses.set(own, used);
  }
  return { couponUses, customerCouponUses };
}

async function addToCount(
  transaction: StoreTransaction,
  counter: string,
  added: number,
): Promise<number> {
  const count = Math.max(0, (await readCount(transaction, counter)) + added);
  await transaction.put("counters", counter, count);
  return count;
}

export async function readOfflineReturns(
  transaction: StoreTransaction,
  terminalId: string,
  businessDate: string,
): Promise<OfflineReturns> {
  const [returns, returned] = offlineCounters(terminalId, businessDate);
  const count = await readCount(transaction, returns);
  return { count, amountMinor: await readCount(transaction, returned) };
}

function offlineCounters(terminalId: string, businessDate: string): readonly [string, string] {
  return [
    offlineReturnsCounter(terminalId, businessDate),
    offlineReturnedCounter(terminalId, businessDate),
  ];
}

function receiptCounter(terminalId: string, businessDate: string): string {
  return `receipt:${terminalId}:${businessDate}`;
}

function trainingCounter(terminalId: string, businessDate: string): string {
  return `training:${terminalId}:${businessDate}`;
}

function layawayCounter(terminalId: string): string {
  return `layaway:${terminalId}`;
}

function shiftCounter(terminalId: string): string {
  return `shift:${terminalId}`;
}

function byteLength(envelope: Envelope): number {
  return new TextEncoder().encode(canonicalJson(envelope)).length;
}
