import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { ReceiptLookup } from "../../core/sync/protocol-v1";
import type { TenantContext } from "../context";
import { loadSoldDocument } from "../sales/load-sold-document";
import { requireActiveTerminal } from "../terminals/require-active-terminal";
import { inTransaction } from "../transaction";

type SaleRow = {
  id: string;
  sold_at: string;
  business_on: string;
  cashier_name: string;
  customer_name: string | null;
};

/**
 * A sale by its receipt number and what came back of it so far, for a till that takes goods back.
 * It may be of any store of the tenant: customers return where they are. Should two sales carry the
 * number, the latest sale is meant.
 *
 * @throws DomainError permission_denied (not a device) | terminal_not_active | receipt_not_found
 */
export async function lookUpReceipt(
  context: TenantContext,
  receiptNumber: string,
): Promise<ReceiptLookup> {
  const { tenantId } = context;
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    await requireActiveTerminal(tx, context);
    const [row] = await tx.execute<SaleRow>(sql`
      select sales.id, sales.sold_at, sales.business_on,
        coalesce(users.display_name, '') as cashier_name, customers.name as customer_name
      from sales
      left join users on users.tenant_id = ${tenantId}::uuid and users.id = sales.cashier_id
      left join customers on customers.tenant_id = ${tenantId}::uuid
        and customers.id = sales.customer_id
      where sales.tenant_id = ${tenantId}::uuid and sales.receipt_number = ${receiptNumber}
      order by sales.kind = 'sale' desc, sales.sold_at desc, sales.id limit 1`);
    if (!row) throw new DomainError("receipt_not_found");
    const sold = await loadSoldDocument(tx, tenantId, row.id);
    return {
      sale: sold.document,
      soldAt: new Date(row.sold_at).toISOString(),
      businessDate: row.business_on,
      cashierName: row.cashier_name,
      customerName: row.customer_name,
      status: sold.status,
      returned: [...sold.returnedMilli].map(([lineId, quantityMilli]) => ({
        lineId,
        quantityMilli,
      })),
    };
  });
}
