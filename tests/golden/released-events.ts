import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decideEvent } from "../../core/sync/decide-event";
import { type EnrolmentCertificate, type Envelope, genesisHash } from "../../core/sync/envelope";
import { instant, parseIso, toIso } from "../../core/time";

const FOLDER = import.meta.dirname;

/** A release's log as its own code wrote it: one terminal, in order, from its certificate on. */
export type ReleasedLog = {
  /** Who wrote it: a till, or the server by a terminal that it holds itself. */
  readonly kind: "till" | "server";
  readonly certificate: EnrolmentCertificate;
  readonly entries: readonly { readonly file: string; readonly event: Envelope }[];
};

/** What a release's terminal sends and asks by. */
export type ReleasedSync = {
  readonly pushRequest: unknown;
  readonly token: string;
  /** The kinds of event that it knew. */
  readonly types: readonly string[];
  /** The key of the other till whose receipt was brought back; none before 0.3.0. */
  readonly receiptKey?: string;
};

const SERVER = "-server";

/** The recorded logs: of each release that of a till by its version, and its server's if it has one. */
export const LOGS: readonly string[] = readdirSync(join(FOLDER, "events")).sort();
export const RELEASES: readonly string[] = LOGS.filter((name) => !name.endsWith(SERVER));

export function readJson(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(FOLDER, ...path), "utf8"));
}

export function readReleased(name: string): ReleasedLog {
  const files = readdirSync(join(FOLDER, "events", name)).sort();
  return {
    kind: name.endsWith(SERVER) ? "server" : "till",
    certificate: readJson("events", name, "certificate.json") as EnrolmentCertificate,
    entries: files
      .filter((file) => file !== "certificate.json")
      .map((file) => ({
        file,
        event: (readJson("events", name, file) as { event: Envelope }).event,
      })),
  };
}

/**
 * The other terminals of which a log speaks, by id: whose sale it brings back, with the code by which
 * that one signed the receipt, and whose event it corrects.
 */
export function otherTerminals({ entries }: ReleasedLog): ReadonlyMap<string, string | null> {
  const named = new Map<string, string | null>();
  for (const { event } of entries) {
    const { terminalId, terminalCode, of } = event.payload as {
      terminalId?: string;
      terminalCode?: string;
      of?: { terminalId: string };
    };
    const other = terminalId ?? of?.terminalId;
    if (other !== undefined) named.set(other, terminalCode ?? null);
  }
  return named;
}

/** What a release's terminal sends and asks by, of its till and of its server alike. */
export function readSync(name: string): ReleasedSync {
  return readJson("sync", `${name.replace(SERVER, "")}.json`) as ReleasedSync;
}

/**
 * What today's machine makes of a released log: the rows of each event, or why it is set aside.
 * Parts that are empty are left out, so that a new kind of row changes no old event.
 */
export function decideReleased({ kind, certificate, entries }: ReleasedLog) {
  const receivedAt = instant(Date.UTC(2026, 3, 30, 8));
  const place = {
    storeId: certificate.storeId,
    registerId: certificate.registerId,
    timezone: "Africa/Nairobi",
    dayEndsAtMinutes: 0,
    enrolledAt: parseIso(certificate.issuedAt) ?? receivedAt,
    mayCorrect: kind === "server",
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
