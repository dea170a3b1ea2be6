import { type SQL, sql } from "drizzle-orm";
import { uuidFrom } from "../../core/ids";
import type { Projection } from "../../core/sale/projection";
import type { Tx } from "../../db/client";
import { keptPlan } from "../../db/kept-plans";
import type { TenantContext } from "../context";
import { returnedLines } from "../sales/returned-lines";
import { noteDeviations } from "./note-deviations";

/** The sales that a batch sold or took back from. */
export function touchedSales(projections: readonly Projection[]): readonly string[] {
  const touched = new Set<unknown>();
  for (const { sale, saleLines } of projections) {
    if (sale === null) continue;
    touched.add(sale["id"]).add(sale["originalSaleId"]);
    for (const line of saleLines) touched.add(line["originalSaleId"]);
  }
  touched.delete(null);
  return [...touched].map(String);
}

/**
 * Whether an amount that came back is not the sold line's by quantity: then a return has claimed
 * other figures or another quantity of the line than it was sold at. Every return may round each
 * tax and the amount once, in its own order. Multiplied out instead of divided.
 */
function isNoShare(column: "gross_minor" | "tax_minor" | "discount_minor"): SQL {
  const amount = sql.identifier(column);
  return sql`abs(returned.${amount} * sold.quantity_milli - sold.${amount} * returned.quantity_milli)
    > returned.times * (1 + jsonb_array_length(sold.taxes)) * sold.quantity_milli`;
}

/**
 * Nearly always false, and planning the comparison costs more than looking. Arrays, because a kept
 * plan of an empty table would read all that ever came back.
 */
async function hasReturns(tx: Tx, tenantId: string, saleIds: SQL): Promise<boolean> {
  const [found] = await tx.execute<{ has_returns: boolean }>(sql`${keptPlan}
    with touched as materialized (${saleIds})
    select exists (select 1 from sale_lines where tenant_id = ${tenantId}::uuid
        and original_sale_id = any(array(select * from touched)))
      or exists (select 1 from sales where tenant_id = ${tenantId}::uuid
        and original_sale_id = any(array(select * from touched))) as has_returns`);
  return found?.has_returns === true;
}

/**
 * Compare what came back with what was sold, for every sale that a batch sold or took back from: a
 * refund may arrive before its sale, and two tills may have taken the same goods back unknown to
 * each other; what it says of the sold line may not be what was sold. Noted once for a line. Runs
 * after the batch's own rows are written, with the sales locked.
 */
export async function noteReturns(
  tx: Tx,
  context: TenantContext,
  touched: readonly string[],
): Promise<void> {
  if (touched.length === 0) return;
  const { tenantId } = context;
  const saleIds = sql`
    select (jsonb_array_elements_text(${JSON.stringify(touched)}::jsonb))::uuid`;
  if (!(await hasReturns(tx, tenantId, saleIds))) return;
  const found = await tx.execute<{
    line_id: string;
    returned_milli: string;
    sold_milli: string;
    receipt_number: string;
    name: string | null;
    store_id: string;
    terminal_id: string;
    source_event_id: string;
  }>(sql`
    with returned as (
      select sale_id, line_id, sum(quantity_milli) as quantity_milli,
        sum(gross_minor) as gross_minor, sum(tax_minor) as tax_minor,
        sum(discount_minor) as discount_minor, count(*) as times,
        (array_agg(by_sale_id order by by_sale_id desc))[1] as by_sale_id
      from (${returnedLines(tenantId, saleIds)}) as each
      group by sale_id, line_id)
    select returned.line_id, returned.quantity_milli as returned_milli,
      coalesce(sold.quantity_milli, 0) as sold_milli, sales.receipt_number, sold.name,
      taking.store_id, taking.terminal_id, taking.source_event_id
    from returned
    join sales on sales.tenant_id = ${tenantId}::uuid and sales.id = returned.sale_id
    join sales as taking on taking.tenant_id = ${tenantId}::uuid
      and taking.id = returned.by_sale_id
    left join sale_lines as sold on sold.tenant_id = ${tenantId}::uuid
      and sold.sale_id = returned.sale_id and sold.id = returned.line_id
    where returned.quantity_milli > coalesce(sold.quantity_milli, 0)
      or abs(returned.gross_minor) > abs(coalesce(sold.gross_minor, 0))
      or abs(returned.tax_minor) > abs(coalesce(sold.tax_minor, 0))
      or ${isNoShare("gross_minor")} or ${isNoShare("tax_minor")}
      or ${isNoShare("discount_minor")}`);
  await noteDeviations(
    tx,
    context,
    found.map((line) => ({
      id: uuidFrom(tenantId, "returned_more_than_sold", line.line_id),
      kind: "returned_more_than_sold",
      severity: "danger",
      storeId: line.store_id,
      terminalId: line.terminal_id,
      sourceEventId: line.source_event_id,
      details: {
        lineId: line.line_id,
        name: line.name,
        receiptNumber: line.receipt_number,
        soldMilli: Number(line.sold_milli),
        returnedMilli: Number(line.returned_milli),
      },
    })),
  );
}
