import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decideEvent } from "../../core/sync/decide-event";
import { type EnrolmentCertificate, type Envelope, genesisHash } from "../../core/sync/envelope";
import { instant, toIso } from "../../core/time";

const FOLDER = import.meta.dirname;

/** A release's log as its own code wrote it: one terminal, in order, from its certificate on. */
export type ReleasedLog = {
  readonly version: string;
  readonly certificate: EnrolmentCertificate;
  readonly entries: readonly { readonly file: string; readonly event: Envelope }[];
};

/** What a release's terminal sends and asks by. */
export type ReleasedSync = {
  readonly pushRequest: unknown;
  readonly token: string;
  /** The kinds of event that it knew. */
  readonly types: readonly string[];
};

export const RELEASES: readonly string[] = readdirSync(join(FOLDER, "events")).sort();

export function readJson(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(FOLDER, ...path), "utf8"));
}

export function readReleased(version: string): ReleasedLog {
  const files = readdirSync(join(FOLDER, "events", version)).sort();
  return {
    version,
    certificate: readJson("events", version, "certificate.json") as EnrolmentCertificate,
    entries: files
      .filter((file) => file !== "certificate.json")
      .map((file) => ({
        file,
        event: (readJson("events", version, file) as { event: Envelope }).event,
      })),
  };
}

/**
 * What today's machine makes of a released log: the rows of each event, or why it is set aside.
 * Parts that are empty are left out, so that a new kind of row changes no old event.
 */
export function decideReleased({ certificate, entries }: ReleasedLog) {
  const receivedAt = instant(Date.UTC(2026, 3, 30, 8));
  const place = {
    storeId: certificate.storeId,
    registerId: certificate.registerId,
    timezone: "Africa/Nairobi",
    dayEndsAtMinutes: 0,
    enrolledAt: instant(Date.UTC(2026, 3, 30, 4)),
    receivedAt,
  };
  let hash = genesisHash(certificate);
  return entries.map(({ file, event }) => {
    const waiting = {
      sequence: event.sequence,
      eventId: event.eventId,
      receivedAt: toIso(receivedAt),
      envelope: event,
    };
    const decision = decideEvent(waiting, { hash, recovered: null }, place);
    hash = event.hash;
    if (decision.kind === "wait") return { file, books: "waits for an upgrade" };
    const { aside, projection } = decision.booked;
    const rows = Object.entries(projection).filter(
      ([, part]) => part !== null && !(Array.isArray(part) && part.length === 0),
    );
    const books = JSON.parse(JSON.stringify({ aside, ...Object.fromEntries(rows) })) as unknown;
    return { file, books };
  });
}
