import { type SQL, sql } from "drizzle-orm";
import type { Finding } from "./check-events";
import type { Scratch } from "./scratch-schema";

/** What must hold of the stored rows by themselves, whatever they come from. */
export async function checkBalances(scratch: Scratch): Promise<Finding[]> {
  const found = await Promise.all([
    findJournal(scratch),
    findLevels(scratch),
    findTwice(scratch, "sales"),
    findTwice(scratch, "deposits"),
  ]);
  return found.flat();
}

const FINDINGS_MAX = 20;

async function findJournal({ tx, tenantId }: Scratch): Promise<Finding[]> {
  const rows = await tx.execute<{ event_id: string; currency: string; sum: string }>(sql`
    select source_event_id as event_id, currency, sum(amount_minor) as sum
    from public.journal_lines where tenant_id = ${tenantId}::uuid
    group by source_event_id, currency having sum(amount_minor) <> 0
    order by source_event_id limit ${FINDINGS_MAX}`);
  return rows.map(({ event_id: eventId, currency, sum }) => ({
    sentence: `The journal lines of one event add up to ${sum} ${currency} instead of 0.`,
    eventId,
  }));
}

async function findLevels({ tx, tenantId }: Scratch): Promise<Finding[]> {
  const rows = await tx.execute<{ product_id: string; level: string; moved: string }>(sql`
    with moved as (
      select store_id, product_id, sum(quantity_milli) as quantity_milli
      from public.stock_movements where tenant_id = ${tenantId}::uuid
      group by store_id, product_id),
    level as (
      select store_id, product_id, quantity_milli from public.stock_levels
      where tenant_id = ${tenantId}::uuid)
    select product_id, coalesce(level.quantity_milli, 0) as level,
      coalesce(moved.quantity_milli, 0) as moved
    from moved full join level using (store_id, product_id)
    where coalesce(level.quantity_milli, 0) <> coalesce(moved.quantity_milli, 0)
    order by store_id, product_id limit ${FINDINGS_MAX}`);
  return rows.map(({ product_id: id, level, moved }) => ({
    sentence: `The stock of product ${id} is ${level} thousandths, and its movements add up to ${moved}.`,
    eventId: null,
  }));
}

async function findTwice(
  { tx, tenantId }: Scratch,
  table: "sales" | "deposits",
): Promise<Finding[]> {
  const name: SQL = sql`public.${sql.identifier(table)}`;
  const rows = await tx.execute<{ event_id: string; times: string }>(sql`
    select source_event_id as event_id, count(*) as times from ${name}
    where tenant_id = ${tenantId}::uuid group by source_event_id having count(*) > 1
    order by source_event_id limit ${FINDINGS_MAX}`);
  return rows.map(({ event_id: eventId, times }) => ({
    sentence: `One event stands ${times} times in ${table}.`,
    eventId,
  }));
}
