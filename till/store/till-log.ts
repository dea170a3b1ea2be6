import { DomainError, isDomainError } from "../../core/errors";
import { genesisHash } from "../../core/sync/envelope";
import { type CommitRequest, commitEvent } from "./commit-event";
import { changeHeld, dropCart, type HoldRequest, holdCart, listHeld, takeHeld } from "./held-log";
import {
  leaveTill,
  listUnbooked,
  noteSaved,
  RETIRED_PREFIX,
  requireNothingUnsent,
} from "./leave-log";
import {
  COUPON_PREFIX,
  CUSTOMER_COUPON_PREFIX,
  ENROLLING_KEY,
  rangeOf,
  revokedKey,
  signingKey,
} from "./log-keys";
import {
  type CartRecord,
  type ClosedShiftRecord,
  EMPTY_UPLOAD,
  type EnrolmentRecord,
  type HeadRecord,
  type HeldCartRecord,
  type LockoutRecord,
  type OutboxRow,
  type PrintJobRecord,
  type SettingsRecord,
  type ShiftRecord,
  type UploadRecord,
} from "./log-records";
import { createProofLog } from "./proof-log";
import { type PruneRequest, pruneEvents } from "./prune-log";
import { findDocument, findRecent, listEvents, listRecent } from "./read-outbox";
import type { StoreTransaction, TillDatabase } from "./till-store";
import { isCartBlank, type KeptCart, upgradeCart } from "./upgrade-cart";
import { changeUpload, listRetired, noteIncarnation, readCursor } from "./upload-log";

/** Everything a till needs to stand up again after a reload. */
export type LogSnapshot = {
  readonly enrolment: EnrolmentRecord | null;
  readonly isRevoked: boolean;
  readonly head: HeadRecord | null;
  readonly upload: UploadRecord | null;
  readonly shift: ShiftRecord | null;
  readonly lastClosed: ClosedShiftRecord | null;
  readonly cart: CartRecord | null;
  readonly printJobs: readonly PrintJobRecord[];
  readonly lockouts: ReadonlyMap<string, LockoutRecord>;
  readonly settings: SettingsRecord | null;
  readonly heldRecords: ReadonlyMap<string, HeldCartRecord>;
  /** Uses by coupon code, as far as this till made them. */
  readonly couponUses: ReadonlyMap<string, number>;
  /** The same by customer and code, see `customerCoupon`. */
  readonly customerCouponUses: ReadonlyMap<string, number>;
};

export type EnrolmentSecrets = {
  readonly leaseToken: string;
  /** By which the till signs; null where it cannot. */
  readonly signingKey: unknown;
};

export type TillLog = ReturnType<typeof createTillLog>;

/** The verbs of the log, each one transaction over the strict database. */
export function createTillLog(database: TillDatabase) {
  return {
    ...createProofLog(database),
    load: () => database.read(loadSnapshot),
    /** The terminal that this browser is by now, whichever window made it so; null for none. */
    readTerminalId: async () => {
      const enrolment = await database.read((transaction) =>
        transaction.get<EnrolmentRecord>("meta", "enrolment"),
      );
      return enrolment?.certificate.terminalId ?? null;
    },
    enrol: (record: EnrolmentRecord, secrets: EnrolmentSecrets) =>
      durably(() => database.write((transaction) => writeEnrolment(transaction, record, secrets))),
    commit: (request: CommitRequest) =>
      durably(() => database.write((transaction) => commitEvent(transaction, request))),
    saveCart: (cart: CartRecord) =>
      durably(() => database.write((transaction) => writeCart(transaction, cart))),
    holdCart: (request: HoldRequest) =>
      durably(() => database.write((transaction) => holdCart(transaction, request))),
    takeHeld: (taken: { held: HeldCartRecord; cart: CartRecord | null }) =>
      durably(() => database.write((transaction) => takeHeld(transaction, taken))),
    dropCart: (cartId: string) =>
      durably(() => database.write((transaction) => dropCart(transaction, cartId))),
    changeHeld: (heldCartId: string, change: (current: HeldCartRecord) => HeldCartRecord | null) =>
      database.write((transaction) => changeHeld(transaction, heldCartId, change)),
    saveUpload: (terminalId: string, change: (current: UploadRecord) => UploadRecord) =>
      database.write((transaction) => changeUpload(transaction, terminalId, change)),
    /** Every log that another history of the server confirmed is owed to this one again [TP2]. */
    noteIncarnation: (incarnation: string) =>
      database.write((transaction) => noteIncarnation(transaction, incarnation)),
    listRetired: () => database.read(listRetired),
    listUnbooked: () => database.read(listUnbooked),
    requireNothingUnsent: () => database.read(requireNothingUnsent),
    noteSaved: (saved: Parameters<typeof noteSaved>[1]) =>
      durably(() => database.write((transaction) => noteSaved(transaction, saved))),
    leaveTill: () => durably(() => database.write(leaveTill)),
    readCursor: (terminalId: string) =>
      database.read((transaction) => readCursor(transaction, terminalId)),
    readEvents: (request: { terminalId: string; after: number; limit: number }) =>
      database.read((transaction) => listEvents(transaction, request)),
    readRecentEvents: (terminalId: string, limit: number) =>
      database.read((transaction) => listRecent(transaction, terminalId, limit)),
    /** The newest event that matches, among the last few thousand; null when none does. */
    findRecentEvent: (terminalId: string, matches: (row: OutboxRow) => boolean) =>
      database.read((transaction) => findRecent(transaction, terminalId, matches)),
    findDocument: (documentId: string) =>
      database.read((transaction) => findDocument(transaction, documentId)),
    savePrintJob: (job: PrintJobRecord) =>
      database.write((transaction) => transaction.put("printQueue", job.jobId, job)),
    changeLockout: (triedId: string, change: Parameters<typeof changeLockout>[2]) =>
      database.write((transaction) => changeLockout(transaction, triedId, change)),
    saveSettings: (settings: SettingsRecord) =>
      database.write((transaction) => transaction.put("meta", "settings", settings)),
    prune: (request: PruneRequest) =>
      database.write((transaction) => pruneEvents(transaction, request)),
  };
}

/** In one transaction, so that tries in several windows at once are all counted [TA1]. */
async function changeLockout(
  transaction: StoreTransaction,
  triedId: string,
  change: (known: LockoutRecord | null) => LockoutRecord | null,
): Promise<LockoutRecord | null> {
  const key = lockoutKey(triedId);
  const next = change((await transaction.get<LockoutRecord>("meta", key)) ?? null);
  if (next === null) await transaction.delete("meta", key);
  else await transaction.put("meta", key, next);
  return next;
}

/** A disk that refuses is a refusal with a sentence, so that nobody believes in a sale [TS1]. */
async function durably<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (isDomainError(error) || !isStorageFailure(error)) throw error;
    throw new DomainError("storage_failed", { reason: (error as Error).name });
  }
}

function isStorageFailure(error: unknown): boolean {
  return typeof DOMException !== "undefined" && error instanceof DOMException;
}

const LOCKOUT_PREFIX = "lockout:";

function lockoutKey(staffId: string): string {
  return `${LOCKOUT_PREFIX}${staffId}`;
}

async function loadSnapshot(transaction: StoreTransaction): Promise<LogSnapshot> {
  const enrolment = (await transaction.get<EnrolmentRecord>("meta", "enrolment")) ?? null;
  const terminalId = enrolment?.certificate.terminalId ?? "";
  const head = (await transaction.get<HeadRecord>("meta", `head:${terminalId}`)) ?? null;
  const upload = (await transaction.get<UploadRecord>("meta", `upload:${terminalId}`)) ?? null;
  const shift = (await transaction.get<ShiftRecord>("meta", "shift")) ?? null;
  const lastClosed = (await transaction.get<ClosedShiftRecord>("meta", "lastClosed")) ?? null;
  const settings = (await transaction.get<SettingsRecord>("meta", "settings")) ?? null;
  const carts = await transaction.list<KeptCart>("carts");
  const jobs = await transaction.list<PrintJobRecord>("printQueue");
  const lockouts = await transaction.list<LockoutRecord>("meta", rangeOf(LOCKOUT_PREFIX));
  const [kept] = carts.map((entry) => entry.value).sort((a, b) => b.changedAt - a.changedAt);
  return {
    enrolment,
    isRevoked: (await transaction.get("meta", revokedKey(terminalId))) !== undefined,
    head,
    upload,
    shift,
    lastClosed,
    settings,
    cart: kept ? upgradeCart(kept) : null,
    heldRecords: await listHeld(transaction),
    couponUses: await readCounts(transaction, COUPON_PREFIX),
    customerCouponUses: await readCounts(transaction, CUSTOMER_COUPON_PREFIX),
    printJobs: jobs.map((entry) => entry.value),
    lockouts: new Map(
      lockouts.map((entry) => [String(entry.key).slice(LOCKOUT_PREFIX.length), entry.value]),
    ),
  };
}

/** Counters that begin alike, by what comes after. */
async function readCounts(
  transaction: StoreTransaction,
  prefix: string,
): Promise<ReadonlyMap<string, number>> {
  const entries = await transaction.list<number>("counters", rangeOf(prefix));
  return new Map(entries.map(({ key, value }) => [String(key).slice(prefix.length), value]));
}

async function writeEnrolment(
  transaction: StoreTransaction,
  record: EnrolmentRecord,
  { leaseToken, signingKey: key }: EnrolmentSecrets,
): Promise<void> {
  const { terminalId } = record.certificate;
  const known = await transaction.get<EnrolmentRecord>("meta", "enrolment");
  if (known?.certificate.terminalId === terminalId) {
    await transaction.put("meta", "enrolment", record);
    return;
  }
  // What the terminal before it has not sent stays in the outbox, under its own id.
  if (known)
    await transaction.put("meta", `${RETIRED_PREFIX}${known.certificate.terminalId}`, known);
  const head: HeadRecord = { sequence: 0, hash: genesisHash(record.certificate) };
  const upload: UploadRecord = { ...EMPTY_UPLOAD, leaseToken };
  await transaction.put("meta", "enrolment", record);
  await transaction.put("meta", `head:${terminalId}`, head);
  await transaction.put("meta", `upload:${terminalId}`, upload);
  if (key !== null) await transaction.put("meta", signingKey(terminalId), key);
  await transaction.delete("meta", ENROLLING_KEY);
  await transaction.delete("meta", "shift");
  await transaction.delete("meta", "lastClosed");
}

// A cart that was just sold must not come back through a write that was already on its way.
async function writeCart(transaction: StoreTransaction, cart: CartRecord): Promise<void> {
  if ((await transaction.get("documents", cart.cartId)) !== undefined) return;
  if (isCartBlank(cart)) await transaction.delete("carts", cart.cartId);
  else await transaction.put("carts", cart.cartId, cart);
}
