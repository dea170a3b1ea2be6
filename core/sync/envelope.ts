import * as z from "zod";
import { canonicalJson, chainHash, sha256Hex } from "./canonical";

/** What a terminal can say happened. Stored and sent for ever: names are added, never changed. */
export const EVENT_TYPES = [
  "SALE",
  "REFUND",
  "SHIFT_OPENED",
  "SHIFT_CLOSED",
  "STOCK_ADJUSTED",
  "VOID",
  "DRAWER_OPENED",
  "CART_VOIDED",
  "DEPOSIT",
  "TRAINING_SALE",
  "SALE_RECOVERED",
  "CORRECTION",
  "SIGN_IN_LOCKED",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The version of its payload's form in which each type is written today; older ones are read. */
export const EVENT_TYPE_VERSIONS: Readonly<Record<EventType, number>> = {
  SALE: 2,
  REFUND: 2,
  SHIFT_OPENED: 1,
  SHIFT_CLOSED: 1,
  STOCK_ADJUSTED: 1,
  VOID: 2,
  DRAWER_OPENED: 1,
  CART_VOIDED: 1,
  DEPOSIT: 1,
  TRAINING_SALE: 2,
  SALE_RECOVERED: 1,
  CORRECTION: 1,
  SIGN_IN_LOCKED: 1,
};

const sequence = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Year 0 is in no calendar, and no place on Earth is further than 14 hours from UTC. */
const LIKELY_INSTANT = /^(?!0000-).*(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const LIKELY_DATE = /^(?!0000-)/;

/** The device's own account of time; the server derives the clock skew from it. */
export const clockSchema = z.strictObject({
  bootId: z.string().min(1).max(64),
  monoMs: z.number().int(),
  lastServerTime: z.string().nullable(),
  lastServerMonoMs: z.number().int().nullable(),
});

/**
 * The outer form of every event. `type` is any string here: an unknown one is received and kept
 * until this server learns it.
 */
export const envelopeSchema = z.strictObject({
  v: z.literal(1),
  eventId: z.uuid(),
  terminalId: z.uuid(),
  sequence,
  type: z.string().regex(/^[A-Z][A-Z_]{1,39}$/),
  typeVersion: z.number().int().min(1).max(1000),
  createdAt: z.iso.datetime({ offset: true }).regex(LIKELY_INSTANT),
  clock: clockSchema,
  businessDate: z.iso.date().regex(LIKELY_DATE),
  shiftId: z.uuid().nullable(),
  cashierId: z.uuid(),
  approvedBy: z.uuid().optional(),
  catalogRev: z.string().max(40),
  appVersion: z.string().max(40),
  payload: z.unknown(),
  prevHash: hash,
  hash,
  sig: z.string().max(512).optional(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** An envelope before it is chained. */
export type EnvelopeDraft = Omit<Envelope, "prevHash" | "hash" | "sig">;

/** Texts of envelopes that were found intact: what receives them also stores them. */
const intactTexts = new WeakMap<object, string>();

/**
 * The exact text that the hash covers: everything but the hash itself and its signature. An
 * envelope is never changed in place.
 */
export function hashedText(
  envelope: EnvelopeDraft & { prevHash: string; hash?: string; sig?: string | undefined },
): string {
  const known = intactTexts.get(envelope);
  if (known !== undefined) return known;
  const { hash: _hash, sig: _sig, ...covered } = envelope;
  return canonicalJson(covered);
}

/** Link a draft to its predecessor [EV2]: the same draft and predecessor give the same hash. */
export function sealEnvelope(draft: EnvelopeDraft, prevHash: string): Envelope {
  const linked = { ...draft, prevHash };
  return { ...linked, hash: chainHash(prevHash, hashedText(linked)) };
}

/** Whether the stated hash is the hash of what the envelope says. */
export function isSealIntact(envelope: Envelope): boolean {
  const text = hashedText(envelope);
  const isIntact = chainHash(envelope.prevHash, text) === envelope.hash;
  if (isIntact) intactTexts.set(envelope, text);
  return isIntact;
}

/** What the server hands a device when it enrols; its hash is the first `prevHash` [EV3]. */
export const certificateSchema = z.strictObject({
  v: z.literal(1),
  tenantId: z.uuid(),
  storeId: z.uuid(),
  registerId: z.uuid(),
  terminalId: z.uuid(),
  epoch: z.number().int().min(1),
  code: z.string().min(1).max(8),
  publicKey: z.string().nullable(),
  issuedAt: z.iso.datetime(),
});
export type EnrolmentCertificate = z.infer<typeof certificateSchema>;

/** The chain's first link: SHA-256 of the certificate's canonical text. */
export function genesisHash(certificate: EnrolmentCertificate): string {
  return sha256Hex(canonicalJson(certificate));
}

/** The receipts of training count by themselves: `2026-04-30-A3-T01` [RN2]. */
export function formatTrainingNumber(businessDate: string, code: string, number: number): string {
  return `${businessDate}-${code}-T${String(number).padStart(2, "0")}`;
}

/** `2026-04-30-A3-01`: business date, enrolment code, running number of that date [RN1]. */
export function formatReceiptNumber(businessDate: string, code: string, number: number): string {
  return `${businessDate}-${code}-${String(number).padStart(2, "0")}`;
}
