import { RETIRED_PREFIX } from "./leave-log";
import { rangeOf } from "./log-keys";
import {
  EMPTY_UPLOAD,
  type EnrolmentRecord,
  type HeadRecord,
  type UploadRecord,
} from "./log-records";
import type { StoreTransaction } from "./till-store";

const UPLOAD_PREFIX = "upload:";

/** Whether a log that was confirmed is being sent once more. */
export function isResending(upload: UploadRecord): boolean {
  return (upload.resentThrough ?? null) !== null;
}

/**
 * Note in which history the server is: each log of this browser that another one confirmed is sent
 * to this one from its beginning. What a server had taken beside the cursor, such as a copy's
 * contradicting events, no cursor can ask for [TP2].
 *
 * @returns whether there is such a log.
 */
export async function noteIncarnation(
  transaction: StoreTransaction,
  incarnation: string,
): Promise<boolean> {
  let isOwed = false;
  const uploads = await transaction.list<UploadRecord>("meta", rangeOf(UPLOAD_PREFIX));
  for (const { key, value } of uploads) {
    const isOther = value.incarnation !== undefined && value.incarnation !== incarnation;
    isOwed ||= isOther;
    const resentThrough = isOther ? 0 : (value.resentThrough ?? null);
    await transaction.put("meta", key, { ...value, incarnation, resentThrough });
  }
  return isOwed;
}

/** Cursors only grow, whoever answers last: two windows, a late answer, a restored server [TP2]. */
export async function changeUpload(
  transaction: StoreTransaction,
  terminalId: string,
  change: (current: UploadRecord) => UploadRecord,
): Promise<UploadRecord> {
  const key = `upload:${terminalId}`;
  const current = (await transaction.get<UploadRecord>("meta", key)) ?? EMPTY_UPLOAD;
  const wanted = change(current);
  const next: UploadRecord = {
    ...wanted,
    receivedThrough: Math.max(current.receivedThrough, wanted.receivedThrough),
    appliedThrough: Math.max(current.appliedThrough, wanted.appliedThrough),
  };
  await transaction.put("meta", key, next);
  return next;
}

export async function readCursor(
  transaction: StoreTransaction,
  terminalId: string,
): Promise<{ upload: UploadRecord; head: HeadRecord | null }> {
  const upload = await transaction.get<UploadRecord>("meta", `upload:${terminalId}`);
  const head = await transaction.get<HeadRecord>("meta", `head:${terminalId}`);
  return { upload: upload ?? EMPTY_UPLOAD, head: head ?? null };
}

/** Terminals that this browser was before and whose logs the server may not have whole. */
export async function listRetired(transaction: StoreTransaction): Promise<EnrolmentRecord[]> {
  const entries = await transaction.list<EnrolmentRecord>("meta", rangeOf(RETIRED_PREFIX));
  const unsent: EnrolmentRecord[] = [];
  for (const { value } of entries) {
    const { upload, head } = await readCursor(transaction, value.certificate.terminalId);
    const isOwed = head !== null && head.sequence > upload.receivedThrough;
    if (isOwed || isResending(upload)) unsent.push(value);
  }
  return unsent;
}
