import type { Instant } from "../../core/time";
import { HELD_PREFIX, rangeOf } from "./log-keys";
import type {
  HeadRecord,
  HeldCartRecord,
  OutboxRow,
  PrintJobRecord,
  UploadRecord,
} from "./log-records";
import type { StoreTransaction } from "./till-store";
import { isResending } from "./upload-log";

const KEPT_RECEIPTS = 1_000;

export type PruneRequest = {
  readonly terminalId: string;
  /** Events stored after this stay, confirmed or not. */
  readonly storedBefore: Instant;
};

/** Only what is booked, old, and beyond the last thousand receipts may go [TP6]. */
export async function pruneEvents(
  transaction: StoreTransaction,
  request: PruneRequest,
): Promise<number> {
  const { terminalId } = request;
  const head = await transaction.get<HeadRecord>("meta", `head:${terminalId}`);
  const upload = await transaction.get<UploadRecord>("meta", `upload:${terminalId}`);
  const through = Math.min(upload?.appliedThrough ?? 0, (head?.sequence ?? 0) - KEPT_RECEIPTS);
  await prunePrintJobs(transaction, request.storedBefore);
  await pruneHeld(transaction, request.storedBefore);
  if (through < 1 || (upload && isResending(upload))) return 0;
  const entries = await transaction.list<OutboxRow>("outbox", {
    after: [terminalId, 0],
    through: [terminalId, through],
    limit: 500,
  });
  const open = new Set([
    ...(upload?.quarantined ?? []).map((event) => event.sequence),
    ...(upload?.conflicts ?? []),
  ]);
  let pruned = 0;
  for (const { key, value } of entries) {
    if (value.storedAt >= request.storedBefore || open.has(value.envelope.sequence)) continue;
    await transaction.delete("outbox", key);
    pruned += 1;
  }
  return pruned;
}

async function prunePrintJobs(transaction: StoreTransaction, before: Instant): Promise<void> {
  for (const { key, value } of await transaction.list<PrintJobRecord>("printQueue")) {
    if (value.createdAt < before) await transaction.delete("printQueue", key);
  }
}

/** Held carts that were had back long ago: no list offers them any more. */
async function pruneHeld(transaction: StoreTransaction, before: Instant): Promise<void> {
  const entries = await transaction.list<HeldCartRecord>("meta", rangeOf(HELD_PREFIX));
  for (const { key, value } of entries) {
    const isOver = value.isGone && value.unsent === null && value.heldAt < before;
    if (isOver) await transaction.delete("meta", key);
  }
}
