import { uuidFrom } from "../../core/ids";
import type { Projection } from "../../core/sale/projection";
import type { BookedEvent, Deviation, TerminalState } from "../../core/sync/event-store";
import { repeatedReceipts } from "../../core/sync/repeated-receipts";
import { type JournalLine, type ModelDatabase, placeKey, type Row } from "./model-database";

export type BookTerms = {
  readonly database: ModelDatabase;
  readonly tenantId: string;
  readonly note: (found: readonly Deviation[]) => void;
};

/** What PostgreSQL does with a booking: rows under unique keys, levels, states, deviations. */
export function bookEvents(
  terms: BookTerms,
  terminal: TerminalState,
  booked: readonly BookedEvent[],
): void {
  const { database } = terms;
  noteKnownNumbers(terms, booked);
  for (const { projection } of booked) writeProjection(terms, projection);
  noteReturns(terms, booked);
  const inbox = database.tables.inbox.get(terminal.id) ?? new Map();
  for (const { event, projection, aside } of booked) {
    const row = inbox.get(event.sequence);
    if (!row) throw new Error("a booked event is in the inbox");
    const state = aside === null ? "applied" : "quarantined";
    database.put(inbox, event.sequence, { ...row, state, errorCode: aside?.code ?? null });
    const { recovered } = projection;
    if (!recovered) continue;
    const key = placeKey(recovered.terminalId, recovered.sequence);
    database.insert(database.tables.recovered, key, recovered);
  }
  terms.note(booked.flatMap((each) => quarantineOf(terminal, each)));
}

function quarantineOf(terminal: TerminalState, { event, aside }: BookedEvent): Deviation[] {
  if (aside === null) return [];
  return [
    {
      kind: "event_quarantined",
      severity: "danger",
      storeId: terminal.storeId,
      terminalId: terminal.id,
      sourceEventId: event.eventId,
      details: { code: aside.code, sequence: event.sequence },
    },
  ];
}

function writeProjection({ database }: BookTerms, projection: Projection): void {
  const { tables } = database;
  if (projection.sale) writeSale(database, projection.sale, projection);
  if (projection.shiftOpened) {
    database.insert(tables.shifts, String(projection.shiftOpened["id"]), projection.shiftOpened);
  }
  if (projection.shiftClosed) closeShift(database, projection.shiftClosed);
  if (projection.deposit) {
    database.insert(tables.deposits, String(projection.deposit["id"]), projection.deposit);
  }
  for (const payment of projection.payments) {
    database.insert(tables.payments, String(payment["id"]), payment);
  }
  for (const line of projection.journalLines as unknown as readonly JournalLine[]) {
    database.insert(tables.journal, `${line.sourceEventId}/${line.lineNumber}`, line);
  }
  for (const action of projection.operatorActions) {
    database.insert(tables.actions, `${action.sourceEventId}/${action.position}`, action);
  }
  for (const movement of projection.stockMovements) {
    const { sourceEventId, position, storeId, productId, quantityMilli } = movement;
    database.insert(tables.movements, `${sourceEventId}/${position}`, movement);
    const level = `${storeId}/${productId}`;
    database.put(tables.levels, level, (tables.levels.get(level) ?? 0) + quantityMilli);
  }
}

function writeSale(database: ModelDatabase, sale: Row, projection: Projection): void {
  const { tables } = database;
  const id = String(sale["id"]);
  database.insert(tables.sales, id, sale);
  const place = placeKey(String(sale["terminalId"]), Number(sale["sequence"]));
  database.insert(tables.salePlaces, place, id);
  const number = String(sale["receiptNumber"]);
  database.put(tables.receiptNumbers, number, (tables.receiptNumbers.get(number) ?? 0) + 1);
  database.insert(tables.saleLines, id, projection.saleLines);
  for (const tax of projection.saleTaxes) {
    database.insert(tables.saleTaxes, `${id}/${tax["position"]}`, tax);
  }
  for (const line of projection.saleLines) {
    const original = line["originalSaleId"];
    if (typeof original !== "string") continue;
    const known = tables.returnLines.get(original) ?? [];
    database.put(tables.returnLines, original, [...known, line]);
  }
  if (sale["kind"] === "void") database.put(tables.voids, String(sale["originalSaleId"]), id);
}

function closeShift(database: ModelDatabase, closed: NonNullable<Projection["shiftClosed"]>): void {
  const known = database.tables.shifts.get(closed.id);
  if (known?.["registerId"] !== closed.registerId) return;
  database.put(database.tables.shifts, closed.id, { ...known, ...closed });
}

function noteKnownNumbers(terms: BookTerms, booked: readonly BookedEvent[]): void {
  const { receiptNumbers } = terms.database.tables;
  const rows = booked.flatMap(({ projection }) => (projection.sale ? [projection.sale] : []));
  terms.note(
    repeatedReceipts(rows, new Set(receiptNumbers.keys())).map((row) => ({
      kind: "duplicate_receipt_number",
      severity: "warning",
      storeId: String(row["storeId"]),
      terminalId: String(row["terminalId"]),
      sourceEventId: String(row["sourceEventId"]),
      details: { receiptNumber: String(row["receiptNumber"]) },
    })),
  );
}

/** Noted once for a line of which more came back than was sold, whatever order both arrive in. */
function noteReturns(terms: BookTerms, booked: readonly BookedEvent[]): void {
  const { sales } = terms.database.tables;
  for (const saleId of touchedSales(booked)) {
    const sale = sales.get(saleId);
    if (!sale) continue;
    for (const [lineId, milli] of returnedOf(terms.database, saleId)) {
      if (milli.returned > milli.sold) noteReturn(terms, sale, { lineId, ...milli });
    }
  }
}

/** The sales that a batch sold or took back from. */
function touchedSales(booked: readonly BookedEvent[]): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const { projection } of booked) {
    if (projection.sale) touched.add(String(projection.sale["id"]));
    for (const { originalSaleId } of projection.saleLines) {
      if (typeof originalSaleId === "string") touched.add(originalSaleId);
    }
  }
  return touched;
}

function noteReturn(
  terms: BookTerms,
  sale: Row,
  line: { lineId: string; sold: number; returned: number },
): void {
  const { lineId, sold, returned } = line;
  terms.note([
    {
      id: uuidFrom(terms.tenantId, "returned_more_than_sold", lineId),
      kind: "returned_more_than_sold",
      severity: "danger",
      storeId: String(sale["storeId"]),
      terminalId: null,
      sourceEventId: null,
      details: { lineId, soldMilli: sold, returnedMilli: returned },
    },
  ]);
}

/** Thousandths sold and brought back of each line of a sale, as the tables stand. */
export function returnedOf(
  { tables }: Pick<ModelDatabase, "tables">,
  saleId: string,
): ReadonlyMap<string, { readonly sold: number; readonly returned: number }> {
  const sold = new Map(
    (tables.saleLines.get(saleId) ?? []).map((line) => [
      String(line["id"]),
      Number(line["quantityMilli"]),
    ]),
  );
  const totals = new Map<string, { sold: number; returned: number }>();
  for (const line of tables.returnLines.get(saleId) ?? []) {
    const lineId = String(line["originalLineId"]);
    const known = totals.get(lineId) ?? { sold: sold.get(lineId) ?? 0, returned: 0 };
    known.returned -= Number(line["quantityMilli"]);
    totals.set(lineId, known);
  }
  return totals;
}
