import { projectFact, projectSuspense } from "../../core/sale/project-event";
import type { EventPlace, Projection } from "../../core/sale/projection";
import { readFact } from "../../core/sale/read-fact";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { Envelope } from "../../core/sync/envelope";
import { instant, parseIso } from "../../core/time";
import { TOMORROWS_TYPE } from "./cashier";
import { returnedOf } from "./model-book";
import type { InboxRow, JournalLine, Tables, TerminalRow } from "./model-database";
import type { ModelServer } from "./model-server";
import type { Witness } from "./witness";
import type { World } from "./world";

const SUSPENSE = "9999";

/** The books against the events that they are made of. */
export function checkLedger({ witness }: World, { database }: ModelServer): void {
  const { tables } = database;
  const fold = foldInbox(tables);
  compare(witness, "sales", tables.sales, fold.sales);
  compare(witness, "journal", tables.journal, fold.journal);
  compare(witness, "stock movements", tables.movements, fold.movements);
  compare(witness, "payments", tables.payments, fold.payments);
  compare(witness, "shifts", new Map(shiftRows(tables)), fold.shifts);
  checkZeroSums(witness, tables);
  checkLevels(witness, tables);
  checkMoney(witness, tables);
  checkReturns(witness, tables);
}

type Fold = {
  readonly sales: Map<string, unknown>;
  readonly journal: Map<string, unknown>;
  readonly movements: Map<string, unknown>;
  readonly payments: Map<string, unknown>;
  readonly shifts: Map<string, unknown>;
};

/** [I8] The ledger built again from nothing but the inbox. */
function foldInbox(tables: Tables): Fold {
  const fold: Fold = {
    sales: new Map(),
    journal: new Map(),
    movements: new Map(),
    payments: new Map(),
    shifts: new Map(),
  };
  for (const terminal of tables.terminals.values()) {
    for (const row of tables.inbox.get(terminal.id)?.values() ?? []) {
      if (row.state === "applied" || row.state === "quarantined") {
        addTo(fold, projectionOf(terminal, row));
      }
    }
  }
  return fold;
}

function projectionOf(terminal: TerminalRow, row: InboxRow): Projection {
  const { storeId, registerId, timezone, dayEndsAtMinutes, enrolledAt } = terminal;
  const place: EventPlace = {
    storeId,
    registerId,
    timezone,
    dayEndsAtMinutes,
    enrolledAt,
    receivedAt: parseIso(row.receivedAt) ?? instant(0),
  };
  const envelope = asToday(row.envelope);
  if (row.state === "quarantined") return projectSuspense(envelope, place);
  return projectFact(envelope, readFact(envelope), place);
}

function asToday(envelope: Envelope): Envelope {
  return envelope.type === TOMORROWS_TYPE ? { ...envelope, type: "DRAWER_OPENED" } : envelope;
}

function addTo(fold: Fold, projection: Projection): void {
  const { sale, shiftOpened } = projection;
  if (sale) fold.sales.set(String(sale["id"]), sale);
  if (shiftOpened) fold.shifts.set(String(shiftOpened["id"]), shiftOpened["floatMinor"]);
  for (const payment of projection.payments) fold.payments.set(String(payment["id"]), payment);
  for (const line of projection.journalLines as unknown as readonly JournalLine[]) {
    fold.journal.set(`${line.sourceEventId}/${line.lineNumber}`, line);
  }
  for (const movement of projection.stockMovements) {
    fold.movements.set(`${movement.sourceEventId}/${movement.position}`, movement);
  }
}

function shiftRows(tables: Tables): [string, unknown][] {
  return [...tables.shifts].map(([id, row]) => [id, row["floatMinor"]]);
}

function compare(
  witness: Witness,
  what: string,
  stands: ReadonlyMap<string, unknown>,
  folded: ReadonlyMap<string, unknown>,
): void {
  for (const [key, row] of folded) {
    const own = stands.get(key);
    if (own === undefined) witness.blame("I8 ledger is the fold", `${what} lack ${key}`);
    else if (withoutArrival(own) !== withoutArrival(row)) {
      witness.blame("I8 ledger is the fold", `${what} differ at ${key}`);
    }
  }
  for (const key of stands.keys()) {
    if (!folded.has(key)) witness.blame("I8 ledger is the fold", `${what} have ${key} beside it`);
  }
}

/** What was booked at once stands as received at the booking, a moment after its inbox row. */
function withoutArrival(row: unknown): string {
  return JSON.stringify(row, (key, value: unknown) =>
    key === "receivedAt" || key === "recordedAt" ? undefined : value,
  );
}

/** [I7] The journal adds up to nothing, in all and for each event. */
function checkZeroSums(witness: Witness, tables: Tables): void {
  const sums = new Map<string, number>();
  for (const { sourceEventId, currency, amountMinor } of tables.journal.values()) {
    const key = `${sourceEventId} ${currency}`;
    sums.set(key, (sums.get(key) ?? 0) + amountMinor);
    if (!Number.isInteger(amountMinor)) witness.blame("I7 whole money", `${amountMinor}`);
  }
  for (const [key, sum] of sums) if (sum !== 0) witness.blame("I7 zero sum", `${key}: ${sum}`);
}

/** [I9] A level is the sum of its movements. */
function checkLevels(witness: Witness, tables: Tables): void {
  const sums = new Map<string, number>();
  for (const { storeId, productId, quantityMilli } of tables.movements.values()) {
    const key = `${storeId}/${productId}`;
    sums.set(key, (sums.get(key) ?? 0) + quantityMilli);
  }
  for (const [key, level] of tables.levels) {
    if (level !== (sums.get(key) ?? 0)) witness.blame("I9 stock", key);
  }
}

/** What an event that was booked or set aside brought in; training brings nothing. */
function moneyOf({ envelope, state }: InboxRow): number {
  const isMoney = ["SALE", "REFUND", "VOID"].includes(envelope.type);
  const isDone = state === "applied" || state === "quarantined";
  return isMoney && isDone ? (envelope.payload as SaleDocument).paidMinor : 0;
}

/** [I19] What was posted and what waits in suspense is all the money that was received. */
function checkMoney(witness: Witness, tables: Tables): void {
  let received = 0;
  for (const rows of tables.inbox.values()) {
    for (const row of rows.values()) received += moneyOf(row);
  }
  let accounted = 0;
  for (const sale of tables.sales.values()) accounted += Number(sale["paidMinor"]);
  for (const { account, amountMinor } of tables.journal.values()) {
    if (account === SUSPENSE) accounted -= amountMinor;
  }
  if (received !== accounted) {
    witness.blame("I19 all money is accounted for", `${received} received, ${accounted} found`);
  }
}

/** [I12] Of no line comes more back than was sold, or the owner is told. */
function checkReturns(witness: Witness, tables: Tables): void {
  const told = new Set(
    [...tables.deviations.values()]
      .filter(({ kind }) => kind === "returned_more_than_sold")
      .map(({ details }) => details["lineId"]),
  );
  for (const saleId of tables.returnLines.keys()) {
    if (!tables.sales.has(saleId)) continue;
    for (const [lineId, { sold, returned }] of returnedOf({ tables }, saleId)) {
      if (returned <= sold || told.has(lineId)) continue;
      witness.blame("I12 returns", `${lineId}: ${returned} of ${sold}`);
    }
  }
}
