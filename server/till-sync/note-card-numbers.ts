import { uuidFrom } from "../../core/ids";
import { findCardNumber } from "../../core/privacy/card-number";
import type { BookedEvent, TerminalState } from "../../core/sync/event-store";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { noteDeviations } from "./note-deviations";

/** What somebody typed at the till, by the names of the rows that keep it. */
const TYPED_FIELDS = ["note", "reason", "reference", "name"] as const;

/**
 * Events with the number of a payment card in a text. What has happened is booked all the same;
 * the owner is told, and every screen shows the number masked. It is not repeated here.
 */
export async function noteCardNumbers(
  tx: Tx,
  context: TenantContext,
  batch: { terminal: TerminalState; booked: readonly BookedEvent[] },
): Promise<void> {
  const { terminal } = batch;
  const found = batch.booked.flatMap(({ event, projection }) => {
    const field = fieldOfCardNumber(projection);
    return field === null ? [] : [{ event, sale: projection.sale, field }];
  });
  if (found.length === 0) return;
  await noteDeviations(
    tx,
    context,
    found.map(({ event, sale, field }) => ({
      id: uuidFrom(context.tenantId, "card_number_in_event", event.eventId),
      kind: "card_number_in_event",
      severity: "warning",
      storeId: terminal.storeId,
      terminalId: terminal.id,
      sourceEventId: event.eventId,
      details: { receiptNumber: String(sale?.["receiptNumber"] ?? ""), field },
    })),
  );
}

function fieldOfCardNumber({
  sale,
  saleLines,
  payments,
}: BookedEvent["projection"]): string | null {
  const rows = [...(sale ? [sale] : []), ...saleLines, ...payments];
  for (const row of rows) {
    const field = TYPED_FIELDS.find((name) => {
      const text = row[name];
      return typeof text === "string" && findCardNumber(text) !== null;
    });
    if (field !== undefined) return field;
  }
  return null;
}
