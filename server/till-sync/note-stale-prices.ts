import { sql } from "drizzle-orm";
import { uuidFrom } from "../../core/ids";
import type { PriceTrace } from "../../core/pricing/price-trace";
import type { BookedEvent, TerminalState } from "../../core/sync/event-store";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { noteDeviations } from "./note-deviations";

/** A price of a list as a till that had not heard of a newer one sold by it. */
type OldPrice = {
  readonly eventId: string;
  readonly list: string;
  readonly productId: string;
  readonly minQuantityMilli: number;
  readonly unitPriceMinor: number;
  readonly quantityMilli: number;
  readonly revision: number;
};

/**
 * Sales at prices that had been changed before the till sold, without its knowing: the customer
 * paid them, so they stand; the owner sees how much it came to. Costs a query only when an event
 * names an older catalogue than the one of today.
 */
export async function noteStalePrices(
  tx: Tx,
  context: TenantContext,
  batch: { terminal: TerminalState; booked: readonly BookedEvent[] },
): Promise<void> {
  const { tenantId } = context;
  const { terminal } = batch;
  const old = batch.booked.flatMap((one) => oldPricesOf(one, terminal.catalogRevision ?? 0));
  if (old.length === 0) return;
  const stale = await tx.execute<{ event_id: string; lines: string; difference: string }>(sql`
    select old."eventId" as event_id, count(*) as lines,
      sum((prices.price_minor - old."unitPriceMinor") * old."quantityMilli") / 1000 as difference
    from jsonb_to_recordset(${JSON.stringify(old)}::jsonb) as old("eventId" uuid, list text,
      "productId" uuid, "minQuantityMilli" bigint, "unitPriceMinor" bigint, "quantityMilli" bigint,
      revision bigint)
    join products on products.tenant_id = ${tenantId}::uuid and products.id = old."productId"
      and products.revision > old.revision
    join price_lists on price_lists.tenant_id = ${tenantId}::uuid and price_lists.code = old.list
    join prices on prices.tenant_id = ${tenantId}::uuid and prices.price_list_id = price_lists.id
      and prices.product_id = old."productId"
      and prices.min_quantity_milli = old."minQuantityMilli"
    where prices.price_minor <> old."unitPriceMinor"
    group by old."eventId"`);
  const events = new Map(
    batch.booked.map(({ event, projection }) => [event.eventId, { event, projection }]),
  );
  await noteDeviations(
    tx,
    context,
    stale.map((row) => {
      const sale = events.get(row.event_id)?.projection.sale;
      return {
        id: uuidFrom(tenantId, "stale_price", row.event_id),
        kind: "stale_price",
        severity: "info",
        storeId: terminal.storeId,
        terminalId: terminal.id,
        sourceEventId: row.event_id,
        details: {
          receiptNumber: String(sale?.["receiptNumber"] ?? ""),
          currency: String(sale?.["currency"] ?? ""),
          lines: Number(row.lines),
          differenceMinor: Math.trunc(Number(row.difference)),
          catalogRevision: events.get(row.event_id)?.event.envelope.catalogRev ?? "",
        },
      };
    }),
  );
}

function oldPricesOf({ event, projection }: BookedEvent, today: number): readonly OldPrice[] {
  const revision = Number(event.envelope.catalogRev);
  if (projection.sale?.["kind"] !== "sale" || !(revision > 0 && revision < today)) return [];
  return projection.saleLines.flatMap((line) => {
    const trace = line["trace"] as PriceTrace | null;
    const step = trace?.steps[0];
    const quantityMilli = Number(line["quantityMilli"]);
    if (step?.kind !== "list" || quantityMilli <= 0 || trace?.steps[1]?.kind === "stated")
      return [];
    return [
      {
        eventId: event.eventId,
        list: step.code,
        productId: String(line["productId"]),
        minQuantityMilli: step.minQuantityMilli,
        unitPriceMinor: step.unitPriceMinor,
        quantityMilli,
        revision,
      },
    ];
  });
}
