import { type Minor, sumMinor } from "../../core/money/minor";
import {
  type Deposit,
  depositSchema,
  type SaleDocument,
  saleDocumentSchema,
} from "../../core/sale/sale-document";
import { saleDocumentV1Schema, upcastSaleV1 } from "../../core/sale/sale-document-v1";
import type { Instant } from "../../core/time";
import type { OutboxRow } from "../store/log-records";

/** What the screen needs of an event until the server has it. */
export type PendingEvent = {
  readonly sequence: number;
  readonly storedAt: Instant;
  /** What a sale, refund or void moved; null for any other event. */
  readonly totalMinor: Minor | null;
  readonly quantities: readonly { readonly productId: string; readonly quantityMilli: number }[];
};

export function pendingEventOf(row: OutboxRow): PendingEvent {
  const document = isTraining(row) ? null : saleDocumentOf(row);
  return {
    sequence: row.envelope.sequence,
    storedAt: row.storedAt,
    totalMinor: row.totalMinor,
    quantities: (document?.lines ?? []).flatMap((line) =>
      line.productId !== null && line.isStocked
        ? [{ productId: line.productId, quantityMilli: line.quantityMilli }]
        : [],
    ),
  };
}

const SALE_EVENTS = ["SALE", "REFUND", "VOID", "TRAINING_SALE"];

export function isTraining(row: OutboxRow): boolean {
  return row.envelope.type === "TRAINING_SALE";
}

const documents = new WeakMap<OutboxRow, SaleDocument | null>();

/** The sale, refund or void that an event carries, in today's form, or null; read once a row. */
export function saleDocumentOf(row: OutboxRow): SaleDocument | null {
  const known = documents.get(row);
  if (known !== undefined) return known;
  const document = readDocument(row);
  documents.set(row, document);
  return document;
}

function readDocument(row: OutboxRow): SaleDocument | null {
  const { type, typeVersion, payload } = row.envelope;
  if (!SALE_EVENTS.includes(type)) return null;
  if (typeVersion === 1) {
    const first = saleDocumentV1Schema.safeParse(payload);
    return first.success ? upcastSaleV1(first.data) : null;
  }
  const parsed = saleDocumentSchema.safeParse(payload);
  return parsed.success ? parsed.data : null;
}

/** The deposit on a layaway that an event carries, or null. */
export function depositOf(row: OutboxRow): Deposit | null {
  if (row.envelope.type !== "DEPOSIT") return null;
  const parsed = depositSchema.safeParse(row.envelope.payload);
  return parsed.success ? (parsed.data as Deposit) : null;
}

/** Events that wait, oldest first, and the sales, refunds and voids among them. */
export function sumWaiting(waiting: readonly PendingEvent[]): {
  count: number;
  eventCount: number;
  totalMinor: Minor;
  oldestAt: Instant | null;
} {
  const totals = waiting.flatMap((event) => (event.totalMinor === null ? [] : [event.totalMinor]));
  return {
    count: totals.length,
    eventCount: waiting.length,
    totalMinor: sumMinor(totals),
    oldestAt: waiting[0]?.storedAt ?? null,
  };
}
