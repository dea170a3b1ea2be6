import type { SaleDocument, ShiftClosed, ShiftOpened } from "../../core/sale/sale-document";
import type { Envelope } from "../../core/sync/envelope";
import type { HeadRecord, OutboxRow, UploadRecord } from "../../till/store/log-records";
import type { Device } from "./device";
import { placeKey, type Tables } from "./model-database";
import type { ModelServer } from "./model-server";
import { peek, peekAll } from "./sim-disk";
import type { World } from "./world";

/** What stands on the devices' disks against what the server has. */
export function checkLogs(world: World, { database }: ModelServer): void {
  for (const device of world.devices) {
    for (const { key, value } of peekAll<HeadRecord>(device.disk.log, "meta")) {
      if (typeof key !== "string" || !key.startsWith("head:")) continue;
      const terminalId = key.slice("head:".length);
      checkLog(world, database.tables, { device, terminalId, head: value });
    }
  }
}

type Log = { readonly device: Device; readonly terminalId: string; readonly head: HeadRecord };

function checkLog(world: World, tables: Tables, log: Log): void {
  const { device, terminalId, head } = log;
  const { witness } = world;
  const terminal = tables.terminals.get(terminalId);
  const upload = peek<UploadRecord>(device.disk.log, "meta", `upload:${terminalId}`);
  const received = upload?.receivedThrough ?? 0;
  const applied = upload?.appliedThrough ?? 0;
  if (applied > received || received > head.sequence) {
    witness.blame("I3 cursors", `${device.name}: ${applied} ≤ ${received} ≤ ${head.sequence}`);
  }
  if (received > (terminal?.receivedSequence ?? 0)) {
    witness.blame("I13 confirmed is received", `${device.name}: ${received} of ${terminalId}`);
  }
  const rows = rowsOf(log);
  checkHeld(world, tables, { log, rows, received });
  if (!witness.forked.has(terminalId)) checkOwnChain(world, log, rows);
  checkDrawer(world, log, rows);
}

function rowsOf({ device, terminalId }: Log): OutboxRow[] {
  return peekAll<OutboxRow>(device.disk.log, "outbox")
    .map(({ value }) => value)
    .filter(({ envelope }) => envelope.terminalId === terminalId);
}

/** [I6] What a till holds for confirmed stands in the inbox, or beside it as a conflict. */
function checkHeld(
  { witness }: World,
  tables: Tables,
  held: { log: Log; rows: readonly OutboxRow[]; received: number },
): void {
  const { terminalId, device } = held.log;
  const saved = witness.exported.get(terminalId) ?? 0;
  const inbox = tables.inbox.get(terminalId);
  for (const { envelope } of held.rows) {
    const { sequence, hash } = envelope;
    if (sequence > held.received || sequence <= saved) continue;
    const place = placeKey(terminalId, sequence);
    const isKept =
      inbox?.get(sequence)?.envelope.hash === hash || tables.conflicts.has(`${place}/${hash}`);
    if (!isKept) witness.blame("I6 nothing disappears", `${device.name} ${place}`);
  }
}

/** [I5] The log on the disk is one chain without a gap, from what is left of it to its head. */
function checkOwnChain({ witness }: World, log: Log, rows: readonly OutboxRow[]): void {
  let before: OutboxRow | null = null;
  for (const row of rows) {
    const { sequence, prevHash } = row.envelope;
    const follows =
      before === null ||
      (sequence === before.envelope.sequence + 1 && prevHash === before.envelope.hash);
    if (!follows) witness.blame("I5 chain", `${log.device.name} ${sequence}`);
    before = row;
  }
  const last = before?.envelope;
  if (last && (last.sequence !== log.head.sequence || last.hash !== log.head.hash)) {
    witness.blame("I5 chain", `${log.device.name} has a head of its own`);
  }
}

/** [I10] What a drawer should hold is its float and the cash of its shift's events. */
function checkDrawer({ witness }: World, log: Log, rows: readonly OutboxRow[]): void {
  const drawers = new Map<string, number>();
  for (const { envelope } of rows) {
    const { type, shiftId, payload } = envelope;
    if (shiftId === null) continue;
    if (type === "SHIFT_OPENED") drawers.set(shiftId, (payload as ShiftOpened).floatMinor);
    const held = drawers.get(shiftId);
    if (held === undefined) continue;
    drawers.set(shiftId, held + cashOf(envelope));
    if (type !== "SHIFT_CLOSED") continue;
    const { expectedCashMinor } = payload as ShiftClosed;
    if (expectedCashMinor === held) continue;
    witness.blame("I10 drawer", `${log.device.name}: ${expectedCashMinor} instead of ${held}`);
  }
}

function cashOf({ type, payload }: Envelope): number {
  if (!["SALE", "REFUND", "VOID"].includes(type)) return 0;
  return (payload as SaleDocument).payments
    .filter(({ method }) => method === "cash")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
