import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import type { TodayScope } from "./today-figures";
import type { AttentionItem, TodayReport } from "./today-result";

const ATTENTION_ITEMS = 4;
/** Beyond this nobody counts; the page says "99+". */
export const ATTENTION_COUNT_MAX = 100;

type AttentionRow = Omit<AttentionItem, "at" | "quantityMilli"> & {
  at: string;
  quantityMilli: string | null;
};

/** Open deviations of the stores: the grave ones first, then the newest. */
export async function readAttention(tx: Tx, scope: TodayScope): Promise<TodayReport["attention"]> {
  const { tenantId, stores } = scope;
  const storeIds = JSON.stringify(stores.map(({ id }) => id));
  const open = sql`deviations.tenant_id = ${tenantId}::uuid and deviations.state = 'open' and deviations.severity <> 'info'
    and deviations.store_id in (select (jsonb_array_elements_text(${storeIds}::jsonb))::uuid)`;
  const [items, counted] = await Promise.all([
    tx.execute<AttentionRow>(sql`
      select newest.id, newest.kind, newest.severity, newest.at, stores.name as "storeName",
        registers.name as "registerName", stores.timezone,
        coalesce(products.name, newest.details ->> 'name', newest.details ->> 'number')
          as "subjectName",
        newest.details ->> 'quantityMilli' as "quantityMilli",
        newest.details ->> 'receiptNumber' as "receiptNumber",
        newest.details ->> 'code' as code
      from (select * from deviations where ${open} order by at desc
        limit ${ATTENTION_COUNT_MAX}) as newest
      join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = newest.store_id
      left join terminals on terminals.tenant_id = ${tenantId}::uuid
        and terminals.id = newest.terminal_id
      left join registers on registers.tenant_id = ${tenantId}::uuid
        and registers.id = terminals.register_id
      left join products on products.tenant_id = ${tenantId}::uuid
        and products.id = (newest.details ->> 'productId')::uuid
      order by newest.severity <> 'danger', newest.at desc limit ${ATTENTION_ITEMS}`),
    tx.execute<{ count: string }>(sql`
      select count(*) as count from (
        select 1 from deviations where ${open} limit ${ATTENTION_COUNT_MAX}) as counted`),
  ]);
  return {
    count: Number(counted[0]?.count ?? 0),
    items: items.map((row) => ({
      ...row,
      at: new Date(row.at).toISOString(),
      quantityMilli: row.quantityMilli === null ? null : Number(row.quantityMilli),
    })),
  };
}
