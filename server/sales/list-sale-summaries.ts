import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { SALE_KINDS } from "../../core/sale/sale-document";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { requirePermission, requireStoreScope } from "../require-permission";
import { inTransaction } from "../transaction";
import { formatSaleCursor, listSalesInput, parseSaleCursor, saleFilters } from "./list-sales";
import { saleJoins } from "./sale-view";

/** Beyond this a list says "more than"; counting on would cost more than it tells. */
export const SALES_COUNT_MAX = 10_000;

export const listSaleSummariesInput = listSalesInput.extend({
  /** Which way to turn the page from the cursor. */
  direction: z.enum(["older", "newer"]).default("older"),
});
export type ListSaleSummariesInput = z.input<typeof listSaleSummariesInput>;

export const listSaleSummariesResult = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(SALE_KINDS),
      receiptNumber: z.string(),
      storeName: z.string(),
      registerName: z.string(),
      cashierName: z.string(),
      customerName: z.string().nullable(),
      /** ISO 8601 UTC, beside the zone whose clock it is shown on. */
      soldAt: z.string(),
      timezone: z.string(),
      currency: z.string(),
      itemCount: z.number().int(),
      totalMinor: z.number().int(),
      methods: z.array(z.string()),
    }),
  ),
  /** Cursors of the pages on either side; null where there is none. */
  olderCursor: z.string().nullable(),
  newerCursor: z.string().nullable(),
  /** Sales that the filters leave, counted up to `SALES_COUNT_MAX`. */
  count: z.number().int(),
  isCountCut: z.boolean(),
});
export type ListSaleSummariesResult = z.infer<typeof listSaleSummariesResult>;
export type SaleSummaryRow = ListSaleSummariesResult["items"][number];

type Query = z.output<typeof listSaleSummariesInput>;

/**
 * Sales and refunds as the rows of a list, newest first, without their parts. Pages go both ways
 * by key, so page 2,000 costs what page 1 does.
 *
 * @throws DomainError permission_denied | store_not_found | page_cursor_invalid
 */
export async function listSaleSummaries(
  context: TenantContext,
  input: ListSaleSummariesInput = {},
): Promise<ListSaleSummariesResult> {
  requirePermission(context.actor, "sale.read");
  const query = listSaleSummariesInput.parse(input);
  if (query.storeId) requireStoreScope(context.actor, query.storeId);
  const filters = saleFilters(context, query);
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const [page, counted] = await Promise.all([
      readPage(tx, context.tenantId, { query, filters }),
      tx.execute<{ count: string }>(sql`
        select count(*) as count from (
          select 1 from sales where ${filters} limit ${SALES_COUNT_MAX + 1}) as counted`),
    ]);
    const count = Number(counted[0]?.count ?? 0);
    return {
      ...page,
      count: Math.min(count, SALES_COUNT_MAX),
      isCountCut: count > SALES_COUNT_MAX,
    };
  });
}

/** The page is cut first, so that names are looked up for its rows and no others. */
async function readPage(tx: Tx, tenantId: string, wanted: { query: Query; filters: SQL }) {
  const { query, filters } = wanted;
  const isNewer = query.direction === "newer" && query.cursor !== undefined;
  const order = sql.raw(isNewer ? "asc" : "desc");
  const rows = await tx.execute<Record<keyof SaleSummaryRow, unknown>>(sql`
    select sales.id, sales.kind, sales.receipt_number as "receiptNumber",
      stores.name as "storeName", registers.name as "registerName",
      coalesce(users.display_name, '') as "cashierName", customers.name as "customerName",
      sales.sold_at as "soldAt", stores.timezone, sales.currency,
      sales.item_count as "itemCount", sales.total_minor as "totalMinor",
      array(select payments.method from payments
        where payments.tenant_id = ${tenantId}::uuid and payments.sale_id = sales.id
        group by payments.method order by min(payments.position)) as methods
    from (
      select * from sales where ${filters} ${cursorCondition(query.cursor, isNewer)}
      order by sales.sold_at ${order}, sales.id ${order} limit ${query.limit + 1}
    ) as sales ${saleJoins(tenantId)}
    order by sales.sold_at ${order}, sales.id ${order}`);
  const items = rows.slice(0, query.limit).map(toRow);
  if (isNewer) items.reverse();
  const hasMore = rows.length > query.limit;
  const hasOlder = isNewer || hasMore;
  const hasNewer = isNewer ? hasMore : query.cursor !== undefined;
  const [first, last] = [items[0], items.at(-1)];
  return {
    items,
    olderCursor: hasOlder && last ? formatSaleCursor(last) : null,
    newerCursor: hasNewer && first ? formatSaleCursor(first) : null,
  };
}

function cursorCondition(cursor: string | undefined, isNewer: boolean): SQL {
  if (cursor === undefined) return sql``;
  const { soldAt, id } = parseSaleCursor(cursor);
  return sql`and (sales.sold_at, sales.id) ${sql.raw(isNewer ? ">" : "<")}
    (${soldAt}::timestamptz, ${id}::uuid)`;
}

function toRow(row: Record<keyof SaleSummaryRow, unknown>): SaleSummaryRow {
  return {
    ...(row as SaleSummaryRow),
    soldAt: new Date(String(row.soldAt)).toISOString(),
    totalMinor: Number(row.totalMinor),
  };
}
