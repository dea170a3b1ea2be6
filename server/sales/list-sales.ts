import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { PAYMENT_METHODS, SALE_KINDS } from "../../core/sale/sale-document";
import type { TenantContext } from "../context";
import { likelyDate, likelyInstant } from "../likely-time";
import { formatCursor, parseCursor } from "../page-cursor";
import { requirePermission, requireStoreScope, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";
import { readParts, toSaleView } from "./read-sale-parts";
import { type SaleView, saleJoins, summaryColumns } from "./sale-view";

export const SALES_PAGE_MAX = 200;

/** A day is a business day, inclusive; an instant compares with when it was sold, `to` excluded. */
const dayOrInstant = z.union([likelyDate, likelyInstant]);

export const listSalesInput = z.object({
  storeId: z.uuid().optional(),
  from: dayOrInstant.optional(),
  to: dayOrInstant.optional(),
  kind: z.enum(SALE_KINDS).optional(),
  method: z.enum(PAYMENT_METHODS).optional(),
  /** Part of a receipt number. */
  receipt: z.string().trim().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(SALES_PAGE_MAX).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListSalesInput = z.input<typeof listSalesInput>;

export type SalesPage = {
  readonly items: readonly SaleView[];
  readonly nextCursor: string | null;
};

/**
 * Sales and refunds, newest first, a keyset page at a time, each with its parts.
 *
 * @throws DomainError permission_denied | store_not_found | page_cursor_invalid
 */
export async function listSales(context: TenantContext, input: ListSalesInput): Promise<SalesPage> {
  requirePermission(context.actor, "sale.read");
  const query = listSalesInput.parse(input);
  if (query.storeId) requireStoreScope(context.actor, query.storeId);
  const { tenantId } = context;
  return inTransaction(context, async (tx) => {
    const rows = await tx.execute(sql`
      select ${summaryColumns(tenantId)} from (
        select sales.* from sales where ${conditionsOf(context, query)}
        order by sales.sold_at desc, sales.id desc limit ${query.limit + 1}) as sales
      ${saleJoins(tenantId)}
      order by sales.sold_at desc, sales.id desc`);
    const page = rows.slice(0, query.limit);
    const parts = await readParts(
      tx,
      tenantId,
      page.map((row) => String(row["id"])),
    );
    const items = page.map((row) => toSaleView(row, parts.get(String(row["id"]))));
    const last = items.at(-1);
    return {
      items,
      nextCursor: rows.length > query.limit && last ? formatSaleCursor(last) : null,
    };
  });
}

function conditionsOf(context: TenantContext, query: z.output<typeof listSalesInput>): SQL {
  const filters = saleFilters(context, query);
  if (query.cursor === undefined) return filters;
  const after = parseSaleCursor(query.cursor);
  return sql`${filters}
    and (sales.sold_at, sales.id) < (${after.soldAt}::timestamptz, ${after.id}::uuid)`;
}

/** What a list of sales is narrowed to, within the stores of the caller. */
export function saleFilters(
  context: TenantContext,
  query: Pick<
    z.output<typeof listSalesInput>,
    "storeId" | "from" | "to" | "kind" | "method" | "receipt"
  >,
): SQL {
  const conditions: SQL[] = [sql`sales.tenant_id = ${context.tenantId}::uuid`];
  const scope = scopedStoreIds(context.actor);
  if (scope !== null) {
    conditions.push(
      sql`sales.store_id in (select (jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))::uuid)`,
    );
  }
  if (query.storeId) conditions.push(sql`sales.store_id = ${query.storeId}::uuid`);
  if (query.kind) conditions.push(sql`sales.kind = ${query.kind}`);
  if (query.from) conditions.push(boundOf(query.from, "from"));
  if (query.to) conditions.push(boundOf(query.to, "to"));
  if (query.receipt) {
    conditions.push(sql`position(lower(${query.receipt}) in lower(sales.receipt_number)) > 0`);
  }
  if (query.method) {
    conditions.push(sql`exists (select 1 from payments
      where payments.tenant_id = ${context.tenantId}::uuid and payments.sale_id = sales.id
        and payments.method = ${query.method})`);
  }
  return sql.join(conditions, sql` and `);
}

function boundOf(text: string, side: "from" | "to"): SQL {
  if (text.length === 10) {
    return side === "from"
      ? sql`sales.business_on >= ${text}::date`
      : sql`sales.business_on <= ${text}::date`;
  }
  return side === "from"
    ? sql`sales.sold_at >= ${text}::timestamptz`
    : sql`sales.sold_at < ${text}::timestamptz`;
}

/** Where a page ends, for the page after it. */
function formatSaleCursor(sale: { readonly soldAt: string; readonly id: string }): string {
  return formatCursor([sale.soldAt, sale.id]);
}

const cursorSchema = z.tuple([likelyInstant, z.uuid()]);

/** @throws DomainError page_cursor_invalid */
function parseSaleCursor(text: string): { soldAt: string; id: string } {
  const [soldAt, id] = parseCursor(cursorSchema, text);
  return { soldAt, id };
}
