import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Approval } from "../../core/sale/sale-document";
import {
  type EnrolmentCertificate,
  type Envelope,
  type EnvelopeDraft,
  EVENT_TYPE_VERSIONS,
  type EventType,
  genesisHash,
  sealEnvelope,
} from "../../core/sync/envelope";
import { instant, toIso } from "../../core/time";

const BUSINESS_DATE = "2026-04-30";
const STARTED_AT = Date.UTC(2026, 3, 30, 5);
const LAST_SERVER_TIME = "2026-04-30T05:00:00.000Z";

/** What every event of one log says alike. */
type LogTerms = Pick<
  EnvelopeDraft,
  "terminalId" | "shiftId" | "cashierId" | "catalogRev" | "appVersion"
> & { readonly newEventId: (sequence: number) => string };

/** The next event of a log behind its head, a minute after the one before. */
function sealNext(
  terms: LogTerms,
  head: { sequence: number; hash: string },
  said: { type: EventType; payload: unknown },
): Envelope {
  const { newEventId, ...alike } = terms;
  const { type, payload } = said;
  const sequence = head.sequence + 1;
  const { approvals = [] } = payload as { approvals?: readonly Approval[] };
  const approvedBy = approvals.at(-1)?.approverId;
  return sealEnvelope(
    {
      v: 1,
      eventId: newEventId(sequence),
      ...alike,
      sequence,
      type,
      typeVersion: EVENT_TYPE_VERSIONS[type],
      createdAt: toIso(instant(STARTED_AT + sequence * 60_000)),
      clock: {
        bootId: "boot",
        monoMs: sequence * 60_000,
        lastServerTime: LAST_SERVER_TIME,
        lastServerMonoMs: 0,
      },
      businessDate: BUSINESS_DATE,
      ...(approvedBy === undefined ? {} : { approvedBy }),
      payload,
    },
    head.hash,
  );
}

/** A terminal's log as a folder: its certificate, and a file of each event that is recorded. */
export function openLog(folder: string, certificate: EnrolmentCertificate, terms: LogTerms) {
  const events: Envelope[] = [];
  writeJson(join(folder, "certificate.json"), certificate);
  return {
    events,
    record(says: string, type: EventType, payload: unknown): void {
      const hash = events.at(-1)?.hash ?? genesisHash(certificate);
      const event = sealNext(terms, { sequence: events.length, hash }, { type, payload });
      events.push(event);
      const name = says.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
      const place = String(event.sequence).padStart(2, "0");
      writeJson(join(folder, `${place}-${name}.json`), { says, event });
    },
  };
}

export type ReleaseLog = ReturnType<typeof openLog>;

export function writeJson(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}
