import { sql } from "drizzle-orm";
import { chainHash } from "../../core/sync/canonical";
import { type EnrolmentCertificate, genesisHash } from "../../core/sync/envelope";
import type { SequenceRange } from "../../core/sync/event-store";
import { advanceReceived } from "../../core/sync/received-ranges";
import { parseIso } from "../../core/time";
import type { Progress } from "./rebuild-ledger";
import type { Scratch } from "./scratch-schema";

/** Something that cannot be so, in a sentence. */
export type Finding = { readonly sentence: string; readonly eventId: string | null };

type TerminalRow = {
  readonly id: string;
  readonly code: string;
  readonly certificate: EnrolmentCertificate;
  readonly received: string;
  readonly applied: string;
  readonly claimed: string;
  readonly received_hash: string;
  readonly applied_hash: string;
  readonly rebuilt: string;
  readonly rebuilt_hash: string;
};

type EventRow = {
  readonly sequence: string;
  readonly event_id: string;
  readonly type: string;
  readonly type_version: number;
  readonly raw: string;
  readonly hash: string;
  readonly prev_hash: string;
  readonly created_at: string;
  readonly is_chain_broken: boolean;
};

const PAGE_EVENTS = 500;

/**
 * Whether every terminal's log is what it was sealed as: each hash is the hash of its text, each
 * event names its predecessor's, from the enrolment certificate on [EV2, EV3]; only behind a closed
 * gap nobody can know [EV9]. What the columns say is what the text says, and the cursors stand
 * where the log ends.
 */
export async function checkEvents(scratch: Scratch, progress: Progress): Promise<Finding[]> {
  const found: Finding[] = [];
  const terminals = await readTerminals(scratch);
  const total = terminals.reduce((sum, { received }) => sum + Number(received), 0);
  let done = 0;
  for (const terminal of terminals) {
    const gaps = await readGaps(scratch, terminal.id);
    const log = startLog(terminal, gaps);
    for await (const page of readLog(scratch, terminal.id)) {
      for (const event of page) checkEvent(log, event, found);
      done += page.length;
      progress(done, Math.max(done, total));
    }
    checkCursors(log, found);
  }
  return found;
}

async function readTerminals({ tx, tenantId }: Scratch): Promise<readonly TerminalRow[]> {
  return tx.execute<TerminalRow>(sql`
    select stored.id, stored.code, stored.certificate, stored.received_sequence as received,
      stored.applied_sequence as applied, stored.claimed_sequence as claimed,
      stored.received_hash, stored.applied_hash, rebuilt.applied_sequence as rebuilt,
      rebuilt.applied_hash as rebuilt_hash
    from public.terminals as stored
    join terminals as rebuilt on rebuilt.tenant_id = ${tenantId}::uuid and rebuilt.id = stored.id
    where stored.tenant_id = ${tenantId}::uuid order by stored.code`);
}

async function readGaps(
  { tx, tenantId }: Scratch,
  terminalId: string,
): Promise<readonly SequenceRange[]> {
  const rows = await tx.execute<{ first: string; last: string }>(sql`
    select from_sequence as first, through_sequence as last from public.closed_gaps
    where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
    order by from_sequence`);
  return rows.map((row) => [Number(row.first), Number(row.last)] as const);
}

async function* readLog(
  { tx, tenantId }: Scratch,
  terminalId: string,
): AsyncGenerator<readonly EventRow[]> {
  let after = 0;
  for (;;) {
    const rows = await tx.execute<EventRow>(sql`
      select sequence, event_id, type, type_version, raw, hash, prev_hash, created_at,
        coalesce(error_code = 'event_chain_broken', false) as is_chain_broken
      from public.event_inbox where tenant_id = ${tenantId}::uuid
        and terminal_id = ${terminalId}::uuid and sequence > ${after}
      order by sequence limit ${PAGE_EVENTS}`);
    if (rows.length === 0) return;
    yield rows;
    after = Number(rows.at(-1)?.sequence ?? after);
  }
}

type Log = {
  readonly terminal: TerminalRow;
  readonly gaps: readonly SequenceRange[];
  readonly islands: [number, number][];
  /** The last event read, and those that cursors name. */
  last: { sequence: number; hash: string };
  receivedHash: string | null;
};

function startLog(terminal: TerminalRow, gaps: readonly SequenceRange[]): Log {
  const genesis = genesisHash(terminal.certificate);
  const receivedHash = terminal.received === "0" ? genesis : null;
  return { terminal, gaps, islands: [], last: { sequence: 0, hash: genesis }, receivedHash };
}

function checkEvent(log: Log, event: EventRow, found: Finding[]): void {
  const sequence = Number(event.sequence);
  const { last } = log;
  const say = (what: string) =>
    found.push({
      sentence: `Event ${sequence} of ${log.terminal.code} ${what}.`,
      eventId: event.event_id,
    });
  if (chainHash(event.prev_hash, event.raw) !== event.hash) {
    say("is not the text that its hash was made of");
  } else if (!saysTheSame(log.terminal.id, event)) {
    say("says something else in its columns than in its text");
  }
  const isNext = sequence === last.sequence + 1;
  const isLate = log.gaps.some(([first, through]) => sequence >= first && sequence <= through);
  if (isNext && !isLate && !event.is_chain_broken && event.prev_hash !== last.hash) {
    const isBehindLate = log.gaps.some(([, through]) => through === last.sequence);
    if (!isBehindLate) say("does not name the hash of the event before it");
  }
  if (isNext && log.islands.length > 0) (log.islands.at(-1) as [number, number])[1] = sequence;
  else log.islands.push([sequence, sequence]);
  log.last = { sequence, hash: event.hash };
  if (event.sequence === log.terminal.received) log.receivedHash = event.hash;
}

function saysTheSame(terminalId: string, event: EventRow): boolean {
  const said = JSON.parse(event.raw) as Readonly<Record<string, unknown>>;
  return (
    said["terminalId"] === terminalId &&
    said["sequence"] === Number(event.sequence) &&
    said["eventId"] === event.event_id &&
    said["type"] === event.type &&
    said["typeVersion"] === event.type_version &&
    said["prevHash"] === event.prev_hash &&
    parseIso(String(said["createdAt"])) === parseIso(event.created_at)
  );
}

/** applied ≤ received ≤ claimed, each where the log says; and applied where booking it again ends. */
function checkCursors({ terminal, gaps, islands, receivedHash }: Log, found: Finding[]): void {
  const [applied, received, claimed] = [terminal.applied, terminal.received, terminal.claimed].map(
    Number,
  ) as [number, number, number];
  const say = (sentence: string) =>
    found.push({ sentence: `${terminal.code}: ${sentence}`, eventId: null });
  if (applied > received || received > claimed) {
    say(`booked through ${applied}, received through ${received}, of ${claimed} it has.`);
  }
  const reached = advanceReceived(0, islands, gaps).sequence;
  if (reached !== received) {
    say(`received through ${received} is stored, and the log reaches ${reached}.`);
  } else if ((receivedHash ?? "") !== terminal.received_hash) {
    say(`the hash of event ${received}, the last one received, is not the one that is stored.`);
  }
  if (terminal.rebuilt !== terminal.applied) {
    say(`booked through ${applied} is stored, and booking again ends at ${terminal.rebuilt}.`);
  } else if (terminal.rebuilt_hash !== terminal.applied_hash) {
    say(`the hash of event ${applied}, the last one booked, is not the one that is stored.`);
  }
}
