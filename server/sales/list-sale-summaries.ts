import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { SALE_KINDS, SALE_STATUSES } from "../../core/sale/sale-document";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { likelyDate, likelyInstant } from "../likely-time";
import { formatCursor, parseCursor } from "../page-cursor";
import { requirePermission, requireStoreScope } from "../require-permission";
import { inTransaction } from "../transaction";
import { listSalesInput, saleFilters } from "./list-sales";
import { saleStatus } from "./sale-status";
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
      status: z.enum(SALE_STATUSES),
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
 * Sales and refunds as the rows of a list, newest first, without their parts. They stand in the
 * order of business day and time, which is an index; pages go both ways by that key, so page
 * 2,000 costs what page 1 does. A whole receipt number finds its own sale alone.
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
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const filters = await filtersOf(tx, context, query);
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

/**
 * A number that is whole is looked up by its index, as when a receipt is scanned; only a part of
 * one has to be searched for in every number.
 */
async function filtersOf(tx: Tx, context: TenantContext, query: Query): Promise<SQL> {
  const { receipt, ...others } = query;
  if (!receipt) return saleFilters(context, query);
  const known = await tx.execute(sql`
    select 1 from sales where tenant_id = ${context.tenantId}::uuid
      and receipt_number = ${receipt} limit 1`);
  return known.length === 0
    ? saleFilters(context, query)
    : sql`${saleFilters(context, others)} and sales.receipt_number = ${receipt}`;
}

/** The page is cut first, so that names are looked up for its rows and no others. */
async function readPage(tx: Tx, tenantId: string, wanted: { query: Query; filters: SQL }) {
  const { query, filters } = wanted;
  const isNewer = query.direction === "newer" && query.cursor !== undefined;
  const order = isNewer ? "asc" : "desc";
  const rows = await tx.execute<SummaryRow>(sql`
    select sales.id, sales.kind, ${saleStatus(tenantId)} as status, sales.receipt_number as "receiptNumber",
      stores.name as "storeName", registers.name as "registerName",
      coalesce(users.display_name, '') as "cashierName", customers.name as "customerName",
      sales.sold_at as "soldAt", sales.business_on as "businessOn", stores.timezone, sales.currency,
      sales.item_count as "itemCount", sales.total_minor as "totalMinor",
      array(select payments.method from payments
        where payments.tenant_id = ${tenantId}::uuid and payments.sale_id = sales.id
        group by payments.method order by min(payments.position)) as methods
    from (
      select * from sales where ${filters} ${cursorCondition(query.cursor, isNewer)}
      order by ${keyIn(order)} limit ${query.limit + 1}
    ) as sales ${saleJoins(tenantId)}
    order by ${keyIn(order)}`);
  const page = rows.slice(0, query.limit);
  if (isNewer) page.reverse();
  const hasMore = rows.length > query.limit;
  const hasOlder = isNewer || hasMore;
  const hasNewer = isNewer ? hasMore : query.cursor !== undefined;
  const [first, last] = [page[0], page.at(-1)];
  return {
    items: page.map(toRow),
    olderCursor: hasOlder && last ? cursorOf(last) : null,
    newerCursor: hasNewer && first ? cursorOf(first) : null,
  };
}

type SummaryRow = Record<keyof SaleSummaryRow | "businessOn", unknown>;

const keyIn = (order: "asc" | "desc") =>
  sql.raw(`sales.business_on ${order}, sales.sold_at ${order}, sales.id ${order}`);

const cursorSchema = z.tuple([likelyDate, likelyInstant, z.uuid()]);

function cursorOf(row: SummaryRow): string {
  return formatCursor([row.businessOn, isoOf(row.soldAt), row.id]);
}

function cursorCondition(cursor: string | undefined, isNewer: boolean): SQL {
  if (cursor === undefined) return sql``;
  const [businessOn, soldAt, id] = parseCursor(cursorSchema, cursor);
  return sql`and (sales.business_on, sales.sold_at, sales.id) ${sql.raw(isNewer ? ">" : "<")}
    (${businessOn}::date, ${soldAt}::timestamptz, ${id}::uuid)`;
}

function toRow({ businessOn: _, ...row }: SummaryRow): SaleSummaryRow {
  return {
    ...(row as SaleSummaryRow),
    soldAt: isoOf(row.soldAt),
    totalMinor: Number(row.totalMinor),
  };
}

function isoOf(value: unknown): string {
  return new Date(String(value)).toISOString();
}
