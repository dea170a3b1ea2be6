import { type Minor, sumMinor } from "../../core/money/minor";
import { type SaleDocument, saleDocumentSchema } from "../../core/sale/sale-document";
import type { Instant } from "../../core/time";
import type { OutboxRow } from "../store/log-records";

/** What the screen needs of an event until the server has it. */
export type PendingEvent = {
  readonly sequence: number;
  readonly storedAt: Instant;
  /** What a sale or refund moved; null for any other event. */
  readonly totalMinor: Minor | null;
  readonly quantities: readonly { readonly productId: string; readonly quantityMilli: number }[];
};

export function pendingEventOf(row: OutboxRow): PendingEvent {
  const document = saleDocumentOf(row);
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

/** The sale or refund that an event carries, or null. The till reads back only what it wrote. */
export function saleDocumentOf(row: OutboxRow): SaleDocument | null {
  const { type, typeVersion, payload } = row.envelope;
  if ((type !== "SALE" && type !== "REFUND") || typeVersion !== 1) return null;
  const parsed = saleDocumentSchema.safeParse(payload);
  return parsed.success ? parsed.data : null;
}

/** Events that wait, oldest first, and the sales and refunds among them. */
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
