import type { PushRequest } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { UnsentFile, UnsentView } from "../react/till-state";
import type { UnbookedTerminal } from "../store/leave-log";
import type { OutboxRow } from "../store/log-records";
import { FULL_BATCH, takeBatch } from "../sync/push-batch";
import type { EngineCore } from "./engine-core";

/** Names the form of the file; it is read for years. */
const FILE_FORMAT = "kaunta-unsent";
const FILE_VERSION = 1;
const EVENTS_A_READ = 500;
/** Digits of a date in ISO form. */
const DATE_LENGTH = 10;

/** How many events no book of the server has, and how many of them are sales. */
export async function countUnsent(core: EngineCore): Promise<UnsentView> {
  const { rows } = await readUnbooked(core);
  return { saleCount: countSales(rows), eventCount: rows.length };
}

type Unbooked = UnbookedTerminal & { readonly rows: readonly OutboxRow[] };

async function readUnbooked(
  core: EngineCore,
): Promise<{ terminals: readonly Unbooked[]; rows: readonly OutboxRow[] }> {
  const terminals: Unbooked[] = [];
  for (const terminal of await core.log.listUnbooked()) {
    terminals.push({ ...terminal, rows: await readRows(core, terminal) });
  }
  return { terminals, rows: terminals.flatMap(({ rows }) => rows) };
}

async function readRows(core: EngineCore, terminal: UnbookedTerminal): Promise<OutboxRow[]> {
  const { terminalId } = terminal.enrolment.certificate;
  const rows: OutboxRow[] = [];
  let after = terminal.upload.appliedThrough;
  for (;;) {
    const page = await core.log.readEvents({ terminalId, after, limit: EVENTS_A_READ });
    rows.push(...page);
    const last = page.at(-1);
    if (!last || page.length < EVENTS_A_READ) return rows;
    after = last.envelope.sequence;
  }
}

function countSales(rows: readonly OutboxRow[]): number {
  return rows.filter((row) => row.totalMinor !== null).length;
}

/** Envelopes as they were sealed, in the very requests that would have sent them; no secrets [TD5]. */
export async function exportUnsent(core: EngineCore): Promise<UnsentFile> {
  const { terminals, rows } = await readUnbooked(core);
  const savedAt = toIso(core.ports.clock.now());
  const { appVersion } = core.ports;
  const file = {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    savedAt,
    appVersion,
    terminals: terminals.map(({ enrolment, head, upload, rows: own }) => ({
      certificate: enrolment.certificate,
      registerName: enrolment.registerName,
      head,
      receivedThrough: upload.receivedThrough,
      appliedThrough: upload.appliedThrough,
      pushes: batchesOf(own).map(
        (batch): PushRequest => ({
          pushId: core.ports.newId(),
          terminalId: enrolment.certificate.terminalId,
          leaseToken: null,
          headSequence: head.sequence,
          headHash: head.hash,
          appVersion,
          events: batch.map((row) => row.envelope),
        }),
      ),
    })),
  };
  return {
    fileName: fileName(terminals, savedAt),
    text: `${JSON.stringify(file)}\n`,
    saleCount: countSales(rows),
    eventCount: rows.length,
    through: terminals.map(({ enrolment, head }) => ({
      terminalId: enrolment.certificate.terminalId,
      sequence: head.sequence,
    })),
  };
}

function batchesOf(rows: readonly OutboxRow[]): OutboxRow[][] {
  const batches: OutboxRow[][] = [];
  let rest = rows;
  while (rest.length > 0) {
    const batch = takeBatch(rest, FULL_BATCH);
    batches.push([...batch]);
    rest = rest.slice(batch.length);
  }
  return batches;
}

/** `kaunta-unsent-A3-2026-04-30-to-413.json`: terminals, the day of saving, the last event. */
function fileName(terminals: readonly UnbookedTerminal[], savedAt: string): string {
  const codes = terminals.map(({ enrolment }) => enrolment.certificate.code).join("-");
  const last = terminals.at(-1)?.head.sequence ?? 0;
  return `kaunta-unsent-${codes || "none"}-${savedAt.slice(0, DATE_LENGTH)}-to-${last}.json`;
}
