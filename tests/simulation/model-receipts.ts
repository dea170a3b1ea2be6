import type { ReceiptLookup } from "../../core/sync/protocol-v1";
import type { TransportAnswer } from "../../till/engine/ports";
import { returnedOf } from "./model-book";
import type { ModelDatabase } from "./model-database";

/** A sale of any till by its receipt number, and what came back of it. */
export function answerReceipt(database: ModelDatabase, path: string): TransportAnswer {
  const { tables } = database;
  const number = decodeURIComponent(path.split("/").at(-1) ?? "");
  const found = [...tables.sales.values()].find((sale) => sale["receiptNumber"] === number);
  if (!found) return { status: 404, body: { code: "receipt_not_found" }, retryAfterMs: null };
  const { id, terminalId, sequence, soldAt, businessOn, totalMinor } = found;
  const inbox = tables.inbox.get(String(terminalId));
  const sale = inbox?.get(Number(sequence))?.envelope.payload as ReceiptLookup["sale"];
  const returned = [...returnedOf(database, String(id))];
  const body: ReceiptLookup = {
    sale,
    soldAt: String(soldAt),
    businessDate: String(businessOn),
    cashierName: "Wanjiku M.",
    customerName: null,
    status: statusOf(tables.voids.has(String(id)), returned.length > 0 && Number(totalMinor) > 0),
    returned: returned.map(([lineId, milli]) => ({ lineId, quantityMilli: milli.returned })),
  };
  return { status: 200, body, retryAfterMs: null };
}

function statusOf(isVoided: boolean, hasReturns: boolean): ReceiptLookup["status"] {
  if (isVoided) return "voided";
  return hasReturns ? "partially_refunded" : "completed";
}
