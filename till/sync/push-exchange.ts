import {
  PUSH_EVENTS_MAX,
  type PushRequest,
  type PushResponse,
  pushResponseSchema,
} from "../../core/sync/protocol-v1";
import type { EngineCore, EngineState } from "../engine/engine-core";
import type { TransportAnswer } from "../engine/ports";
import { lackingIn } from "../engine/sync-trouble";
import type { SyncAttention } from "../react/till-state";
import type { EnrolmentRecord, HeadRecord, OutboxRow, UploadRecord } from "../store/log-records";
import { isResending } from "../store/upload-log";
import { askWithin } from "./ask-server";
import { type BatchLimits, takeBatch } from "./push-batch";

export const PUSH_PATH = "/api/v1/sync/events";

/** Beyond the transport's own patience, should that fail. */
const ANSWER_MS_MAX = 60_000;

/** What one exchange came to; nothing in it ever removes an event [TP1]. */
export type Exchange =
  | {
      readonly kind: "answered";
      readonly answer: PushResponse;
      readonly attention: SyncAttention | null;
      readonly hasMore: boolean;
      /** Whether the server knows more of this log than before. */
      readonly hasAdvanced: boolean;
      /** Another log of this browser may be owed to the server again: it was restored. */
      readonly isRestored: boolean;
      /** Events of gaps that the office closed, which this log can fill. */
      readonly wanted: readonly number[];
    }
  | { readonly kind: "too_large"; readonly sent: number }
  | { readonly kind: "stopped"; readonly attention: SyncAttention }
  | {
      readonly kind: "failed";
      readonly attention: SyncAttention | null;
      readonly isOffline: boolean;
      readonly retryAfterMs: number | null;
    };

type ExchangeTerms = {
  readonly limits: BatchLimits;
  readonly serverThrough: number | null;
  /** What is sent besides, before what follows the cursor. */
  readonly wanted?: readonly number[];
};

const FAILED = { kind: "failed", attention: null, isOffline: false, retryAfterMs: null } as const;

/** Send a terminal's next batch, or a heartbeat that tells the server what it lacks. */
export async function exchangeOnce(
  core: EngineCore,
  enrolment: EnrolmentRecord,
  terms: ExchangeTerms,
): Promise<Exchange> {
  const { terminalId } = enrolment.certificate;
  const { upload, head } = await core.log.readCursor(terminalId);
  if (!head) return FAILED;
  const after = startOf(upload, terms.serverThrough);
  const limit = terms.limits.events + 1;
  // Who sends everything again sends also what is asked for.
  const asked = isResending(upload) ? [] : await readAsked(core, terminalId, terms.wanted ?? []);
  const rows = [...asked, ...(await core.log.readEvents({ terminalId, after, limit }))];
  const batch = takeBatch(rows, terms.limits);
  const request = requestOf(core, { enrolment, upload, head, batch });
  const answer = await send(core, enrolment, request);
  if (answer === null) return { ...FAILED, isOffline: true };
  if (answer.status !== 200) return refusalOf(answer, batch.length);
  const parsed = pushResponseSchema.safeParse(answer.body);
  if (!parsed.success) return { ...FAILED, retryAfterMs: answer.retryAfterMs };
  const sentThrough = Math.max(after, batch.at(-1)?.envelope.sequence ?? after);
  const hasRest = rows.length > batch.length;
  const { incarnation } = parsed.data;
  const isRestored = await noteHistory(core, upload, incarnation);
  const sent = { terminalId, head, batch, sentThrough, hasRest, isRestored };
  const upTo = await book(core, { ...sent, before: upload, answer: parsed.data });
  const hasAdvanced = isResending(upload) || parsed.data.receivedThrough > after;
  return {
    kind: "answered",
    answer: parsed.data,
    attention: attentionOf(parsed.data, upTo),
    hasMore: isRestored || (hasAdvanced && hasRest),
    hasAdvanced,
    isRestored,
    wanted: await findWanted(core, terminalId, {
      closedMissing: parsed.data.closedMissing ?? [],
      sent: batch.map((row) => row.envelope.sequence),
    }),
  };
}

/** The sequence after which is sent: what was confirmed, unless it is known to be forgotten [TP2]. */
function startOf(upload: UploadRecord, serverThrough: number | null): number {
  const { receivedThrough, resentThrough } = upload;
  return Math.min(
    receivedThrough,
    serverThrough ?? receivedThrough,
    resentThrough ?? receivedThrough,
  );
}

async function noteHistory(
  core: EngineCore,
  { incarnation: known }: UploadRecord,
  incarnation: string | undefined,
): Promise<boolean> {
  if (incarnation === undefined || incarnation === known) return false;
  return core.log.noteIncarnation(incarnation);
}

async function readAsked(
  core: EngineCore,
  terminalId: string,
  sequences: readonly number[],
): Promise<readonly OutboxRow[]> {
  const rows = await Promise.all(
    sequences.map((sequence) => core.log.readEvents({ terminalId, after: sequence - 1, limit: 1 })),
  );
  return rows.flat().filter(({ envelope }) => sequences.includes(envelope.sequence));
}

/** What of closed gaps is in this log and was not just sent: it is not asked for twice in a row. */
async function findWanted(
  core: EngineCore,
  terminalId: string,
  said: { closedMissing: readonly (readonly [number, number])[]; sent: readonly number[] },
): Promise<readonly number[]> {
  const wanted: number[] = [];
  for (const [first, last] of said.closedMissing) {
    const limit = last - first + 1;
    const rows = await core.log.readEvents({ terminalId, after: first - 1, limit });
    wanted.push(...rows.map(({ envelope }) => envelope.sequence).filter((one) => one <= last));
  }
  return wanted.filter((sequence) => !said.sent.includes(sequence)).slice(0, PUSH_EVENTS_MAX);
}

function requestOf(
  core: EngineCore,
  sent: {
    enrolment: EnrolmentRecord;
    upload: UploadRecord;
    head: HeadRecord;
    batch: readonly OutboxRow[];
  },
): PushRequest {
  const { storage } = core.state();
  return {
    pushId: core.ports.newId(),
    terminalId: sent.enrolment.certificate.terminalId,
    leaseToken: sent.upload.leaseToken,
    headSequence: sent.head.sequence,
    headHash: sent.head.hash,
    appVersion: core.ports.appVersion,
    ...(storage ? { storage } : {}),
    events: sent.batch.map((row) => row.envelope),
  };
}

/** Null when no answer came, or none in time: nothing may keep the log from being sent again. */
function send(
  core: EngineCore,
  enrolment: EnrolmentRecord,
  body: PushRequest,
): Promise<TransportAnswer | null> {
  const question = { method: "POST", path: PUSH_PATH, body } as const;
  return askWithin(core, question, { by: enrolment, msMax: ANSWER_MS_MAX });
}

/** What each refusal asks for [TP3]. A server that is sick is not a till that is forbidden. */
function refusalOf(answer: TransportAnswer, sent: number): Exchange {
  const { status, retryAfterMs } = answer;
  if (status === 413) return { kind: "too_large", sent };
  if (status === 409) return { kind: "stopped", attention: "lease_conflict" };
  const attention = ATTENTIONS[status] ?? null;
  // A gateway without a server behind it is as good as no network.
  return { kind: "failed", attention, isOffline: status >= 500, retryAfterMs };
}

const ATTENTIONS: Readonly<Record<number, SyncAttention>> = {
  401: "relink",
  403: "relink",
  426: "update_needed",
  429: "too_many_waiting",
};

/** Keep what the server confirmed, never less than it confirmed before [TP2]. */
async function book(
  core: EngineCore,
  said: {
    terminalId: string;
    head: HeadRecord;
    batch: readonly OutboxRow[];
    sentThrough: number;
    hasRest: boolean;
    isRestored: boolean;
    before: UploadRecord;
    answer: PushResponse;
  },
): Promise<UploadRecord> {
  const { answer } = said;
  const hasResent = isResending(said.before) && !said.isRestored;
  // A server that counts more than it was sent knows another copy of this log, or a person there
  // has closed a gap that this log can still fill: what is here must still be sent.
  const received = Math.min(answer.receivedThrough, said.sentThrough);
  const upload = await core.log.saveUpload(said.terminalId, (current) => ({
    ...current,
    ...(hasResent ? { resentThrough: said.hasRest ? said.sentThrough : null } : {}),
    leaseToken: answer.leaseToken,
    receivedThrough: received,
    appliedThrough: Math.min(answer.appliedThrough, received),
    quarantined: answer.quarantined,
    conflicts: [...new Set([...current.conflicts, ...answer.conflicts])],
    lastServerTime: answer.serverTime,
    answeredAt: core.ports.clock.now(),
  }));
  if (core.state().enrolment?.certificate.terminalId !== said.terminalId) return upload;
  noteUpload(core, upload);
  core.patch({
    lacking: lackingIn(answer, said.batch, said.head.sequence),
    serverClock: { serverTime: answer.serverTime, monoMs: core.ports.clock.monoMs() },
  });
  core.ports.broadcast.post({ kind: "uploaded" });
  return upload;
}

/** Show a cursor, and forget the events that nobody waits for any more. */
export function noteUpload(core: EngineCore, upload: UploadRecord): void {
  const { pending, stockThrough } = core.state();
  core.patch({ upload, pending: stillPending(pending, upload, stockThrough) });
}

export function stillPending(
  pending: EngineState["pending"],
  upload: UploadRecord,
  stockThrough: number,
): EngineState["pending"] {
  const through = Math.min(upload.receivedThrough, stockThrough);
  return pending.some((event) => event.sequence <= through)
    ? pending.filter((event) => event.sequence > through)
    : pending;
}

function attentionOf(answer: PushResponse, upload: UploadRecord): SyncAttention | null {
  if (upload.conflicts.length > 0) return "conflict";
  if (upload.quarantined.length > 0 || answer.refused.length > 0) return "quarantined";
  return null;
}
