import { sql } from "drizzle-orm";
import type { TenantContext } from "../../server/context";
import { inTransaction } from "../../server/transaction";

export type LedgerSums = {
  readonly sales: number;
  readonly refunds: number;
  readonly grossMinor: number;
  readonly refundsMinor: number;
  readonly netMinor: number;
};

/**
 * What the ledger holds of these terminals, by store code: gross is what was sold, refunds are
 * negative, net is their sum; all in minor units with tax.
 */
export async function readLedger(
  context: TenantContext,
  terminalIds: readonly string[],
): Promise<LedgerSums & { byStore: Readonly<Record<string, LedgerSums>> }> {
  const { tenantId } = context;
  const ids = JSON.stringify(terminalIds);
  const rows = await inTransaction(context, (tx) =>
    tx.execute<{ code: string; sales: string; refunds: string; gross: string; back: string }>(sql`
      select stores.code, count(*) filter (where sales.kind = 'sale') as sales,
        count(*) filter (where sales.kind = 'refund') as refunds,
        coalesce(sum(sales.total_minor) filter (where sales.kind = 'sale'), 0) as gross,
        coalesce(sum(sales.total_minor) filter (where sales.kind = 'refund'), 0) as back
      from sales join stores on stores.tenant_id = ${tenantId}::uuid
        and stores.id = sales.store_id
      where sales.tenant_id = ${tenantId}::uuid
        and sales.terminal_id in (select (jsonb_array_elements_text(${ids}::jsonb))::uuid)
      group by stores.code order by stores.code`),
  );
  const byStore: Record<string, LedgerSums> = {};
  const total = { sales: 0, refunds: 0, grossMinor: 0, refundsMinor: 0, netMinor: 0 };
  for (const row of rows) {
    const sums = {
      sales: Number(row.sales),
      refunds: Number(row.refunds),
      grossMinor: Number(row.gross),
      refundsMinor: Number(row.back),
      netMinor: Number(row.gross) + Number(row.back),
    };
    byStore[row.code] = sums;
    for (const key of Object.keys(total) as (keyof LedgerSums)[]) total[key] += sums[key];
  }
  return { ...total, byStore };
}
