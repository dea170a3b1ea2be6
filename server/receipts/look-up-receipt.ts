import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { readFact } from "../../core/sale/read-fact";
import type { SALE_STATUSES } from "../../core/sale/sale-document";
import type { Envelope } from "../../core/sync/envelope";
import type { ReceiptLookup } from "../../core/sync/protocol-v1";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { returnedLines } from "../sales/returned-lines";
import { saleStatus } from "../sales/sale-status";
import { inTransaction } from "../transaction";

type SaleRow = {
  id: string;
  raw: string;
  hash: string;
  sold_at: string;
  business_on: string;
  cashier_name: string;
  customer_name: string | null;
  status: (typeof SALE_STATUSES)[number];
};

/**
 * A sale by its receipt number and what came back of it so far, for a till that takes goods back.
 * It may be of any store of the tenant: customers return where they are. Should two sales carry the
 * number, the latest sale is meant.
 *
 * @throws DomainError permission_denied (not a device) | receipt_not_found
 */
export async function lookUpReceipt(
  context: TenantContext,
  receiptNumber: string,
): Promise<ReceiptLookup> {
  if (context.actor.kind !== "terminal") throw new DomainError("permission_denied");
  const { tenantId } = context;
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const [row] = await tx.execute<SaleRow>(sql`
      select sales.id, event_inbox.raw, event_inbox.hash, sales.sold_at, sales.business_on,
        coalesce(users.display_name, '') as cashier_name, customers.name as customer_name,
        ${saleStatus(tenantId)} as status
      from sales
      join event_inbox on event_inbox.tenant_id = ${tenantId}::uuid
        and event_inbox.terminal_id = sales.terminal_id and event_inbox.sequence = sales.sequence
      left join users on users.tenant_id = ${tenantId}::uuid and users.id = sales.cashier_id
      left join customers on customers.tenant_id = ${tenantId}::uuid
        and customers.id = sales.customer_id
      where sales.tenant_id = ${tenantId}::uuid and sales.receipt_number = ${receiptNumber}
      order by sales.kind = 'sale' desc, sales.sold_at desc, sales.id limit 1`);
    const fact = row && readFact({ ...JSON.parse(row.raw), hash: row.hash } as Envelope);
    if (!row || fact?.kind !== "sale") throw new DomainError("receipt_not_found");
    return {
      sale: fact.document,
      soldAt: new Date(row.sold_at).toISOString(),
      businessDate: row.business_on,
      cashierName: row.cashier_name,
      customerName: row.customer_name,
      status: row.status,
      returned: await readReturned(tx, tenantId, row.id),
    };
  });
}

async function readReturned(
  tx: Tx,
  tenantId: string,
  saleId: string,
): Promise<ReceiptLookup["returned"]> {
  const rows = await tx.execute<{ line_id: string; quantity_milli: string }>(sql`
    select line_id, sum(quantity_milli) as quantity_milli
    from (${returnedLines(tenantId, sql`select ${saleId}::uuid`)}) as returned
    group by line_id order by line_id`);
  return rows.map((row) => ({
    lineId: row.line_id,
    quantityMilli: Number(row.quantity_milli),
  }));
}
