import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { buildReceipt } from "../../core/receipt/build-receipt";
import { receiptTextToSign, signedReceiptCode } from "../../core/receipt/receipt-code";
import type { ReceiptDocument } from "../../core/receipt/receipt-document";
import type { SaleReceiptInput } from "../../core/receipt/receipt-input";
import { SERVER_KEY_ID } from "../../core/receipt/receipt-payload";
import { readFact } from "../../core/sale/read-fact";
import type { Envelope } from "../../core/sync/envelope";
import { instant } from "../../core/time";
import type { TenantContext } from "../context";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { maskTyped } from "../sales/mask-typed";
import { inTransaction } from "../transaction";

/**
 * The receipt of a sale or refund, from the event that its till sealed, so that it says what the
 * customer's paper says. Names of the shop, the register and the people are those of today.
 *
 * @throws DomainError permission_denied | sale_not_found (another tenant's and an unknown one are
 *         alike, and so is one of a store outside the person's scope).
 */
export async function getReceipt(
  context: TenantContext,
  saleId: string,
  options: { isCopy?: boolean } = {},
): Promise<ReceiptDocument> {
  requirePermission(context.actor, "sale.read");
  const row = await inTransaction(context, async (tx) => {
    const rows = await tx.execute<ReceiptFacts>(receiptQuery(context.tenantId, saleId));
    return rows[0];
  });
  const scope = scopedStoreIds(context.actor);
  if (!row || (scope !== null && !scope.includes(row.store_id))) {
    throw new DomainError("sale_not_found");
  }
  const fact = readFact({ ...JSON.parse(row.raw), hash: row.hash } as Envelope);
  if (fact.kind !== "sale") throw new DomainError("sale_not_found");
  const input = receiptInput(row, {
    sale: maskTyped(fact.document),
    isCopy: options.isCopy ?? false,
  });
  return buildReceipt({ ...input, signedCode: signedCodeOf(context, row, input) });
}

/** The server signs what it renders; null for what a code cannot say. */
function signedCodeOf(
  context: TenantContext,
  row: ReceiptFacts,
  { sale, terminalCode, sequence, soldAt }: SaleReceiptInput,
): string | null {
  const { hash, business_on: businessDate } = row;
  const source = { sale, terminalCode, sequence, hash, soldAt, businessDate };
  const text = receiptTextToSign(source, SERVER_KEY_ID);
  return text === null ? null : signedReceiptCode(text, context.serverKey().sign(text));
}

type ReceiptFacts = {
  store_id: string;
  raw: string;
  hash: string;
  business_on: string;
  sequence: string;
  sold_at_ms: string;
  tenant_name: string;
  tax_number: string | null;
  is_demo: boolean;
  store_name: string;
  address_lines: string[];
  language: string;
  timezone: string;
  receipt_footer: string[];
  register_name: string;
  terminal_code: string;
  shift_number: number | null;
  cashier_name: string | null;
  customer_name: string | null;
  original_receipt_number: string | null;
};

/** One row; every table is asked within the tenant. */
function receiptQuery(tenantId: string, saleId: string) {
  return sql`
    select sales.store_id, sales.sequence, sales.business_on, event_inbox.raw, event_inbox.hash,
      floor(extract(epoch from sales.sold_at) * 1000)::bigint as sold_at_ms,
      tenants.name as tenant_name, tenants.tax_number, tenants.is_demo,
      stores.name as store_name, stores.address_lines, stores.language, stores.timezone,
      stores.receipt_footer, registers.name as register_name, terminals.code as terminal_code,
      shifts.number as shift_number, users.display_name as cashier_name,
      customers.name as customer_name, original.receipt_number as original_receipt_number
    from sales
    join event_inbox on event_inbox.tenant_id = sales.tenant_id
      and event_inbox.terminal_id = sales.terminal_id and event_inbox.sequence = sales.sequence
    join tenants on tenants.tenant_id = sales.tenant_id
    join stores on stores.tenant_id = sales.tenant_id and stores.id = sales.store_id
    join registers on registers.tenant_id = sales.tenant_id and registers.id = sales.register_id
    join terminals on terminals.tenant_id = sales.tenant_id and terminals.id = sales.terminal_id
    left join shifts on shifts.tenant_id = sales.tenant_id and shifts.id = sales.shift_id
    left join users on users.tenant_id = sales.tenant_id and users.id = sales.cashier_id
    left join customers on customers.tenant_id = sales.tenant_id
      and customers.id = sales.customer_id
    left join sales original on original.tenant_id = sales.tenant_id
      and original.id = sales.original_sale_id
    where sales.tenant_id = ${tenantId}::uuid and sales.id = ${saleId}::uuid
      and event_inbox.tenant_id = ${tenantId}::uuid`;
}

function receiptInput(
  row: ReceiptFacts,
  given: Pick<SaleReceiptInput, "sale" | "isCopy">,
): SaleReceiptInput {
  return {
    ...given,
    store: {
      tenantName: row.tenant_name,
      name: row.store_name,
      addressLines: row.address_lines,
      taxNumber: row.tax_number,
      language: row.language,
      timezone: row.timezone,
      receiptFooter: row.receipt_footer,
      isDemo: row.is_demo,
    },
    registerName: row.register_name,
    terminalCode: row.terminal_code,
    sequence: Number(row.sequence),
    hashShort: row.hash.slice(0, 8),
    shiftNumber: row.shift_number,
    cashierName: row.cashier_name ?? "",
    customerName: row.customer_name,
    originalReceiptNumber: row.original_receipt_number,
    soldAt: instant(Number(row.sold_at_ms)),
    isTraining: false,
  };
}
