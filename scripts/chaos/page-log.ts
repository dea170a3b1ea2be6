import type { Page } from "@playwright/test";
import type { Envelope } from "../../core/sync/envelope";
import { LOG_DATABASE } from "../../till/store/till-store";
import { type LogEntry, logEntryOf } from "./terminal-log";

/** What is asked about was the last thing that happened, or nearly so. */
const NEWEST = 5;

/** The log of a browser's till, read beside the till from its own database. */
export async function readBrowserLog(
  page: Page,
): Promise<{ terminalId: string; entries: readonly LogEntry[] }> {
  const asked = { databaseName: LOG_DATABASE, newest: Number.MAX_SAFE_INTEGER };
  const { terminalId, envelopes } = await page.evaluate(readOutbox, asked);
  return { terminalId, entries: envelopes.map(logEntryOf) };
}

/** The place of a sale in the log, by the receipt number that its screen shows. */
export async function readPaidSale(
  page: Page,
  receiptNumber: string,
): Promise<{ saleId: string; sequence: number }> {
  const asked = { databaseName: LOG_DATABASE, newest: NEWEST };
  const { envelopes } = await page.evaluate(readOutbox, asked);
  for (const { payload, sequence } of envelopes) {
    const sale = payload as { saleId?: string; receiptNumber?: string };
    if (sale.receiptNumber === receiptNumber && sale.saleId) {
      return { saleId: sale.saleId, sequence };
    }
  }
  throw new Error(`the till shows ${receiptNumber} as paid and has it not in its log`);
}

type Outbox = { terminalId: string; envelopes: Envelope[] };

/** Runs in the page: the newest so many events, in their order. */
async function readOutbox(asked: { databaseName: string; newest: number }): Promise<Outbox> {
  const answerOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answerOf(indexedDB.open(asked.databaseName));
  try {
    const read = database.transaction(["outbox", "meta"]);
    const meta = read.objectStore("meta");
    const { certificate } = await answerOf(meta.get("enrolment"));
    const { terminalId } = certificate as { terminalId: string };
    const { sequence } = await answerOf(meta.get(`head:${terminalId}`));
    const first = Math.max(1, sequence - asked.newest + 1);
    const range = IDBKeyRange.bound([terminalId, first], [terminalId, sequence]);
    const rows: { envelope: Envelope }[] = await answerOf(read.objectStore("outbox").getAll(range));
    return { terminalId, envelopes: rows.map(({ envelope }) => envelope) };
  } finally {
    database.close();
  }
}
