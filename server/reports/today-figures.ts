import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import type { TodayPayment, TodayProduct } from "./today-result";
import type { TodayStore } from "./today-stores";

const TOP_PRODUCTS = 6;

/** What every query of the day is about. */
export type TodayScope = {
  readonly tenantId: string;
  readonly currency: string;
  readonly stores: readonly TodayStore[];
};

/** One hour of one of the two days, before or after the time of day that the report stops at. */
export type HourRow = {
  readonly isToday: boolean;
  /** Today, or early enough on the compared day. */
  readonly isCounted: boolean;
  readonly hour: number;
  readonly sales: number;
  readonly refunds: number;
  readonly items: number;
  readonly netMinor: number;
  readonly returnsMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly roundingMinor: number;
  readonly tipsMinor: number;
  readonly discountsMinor: number;
};

/**
 * The days of the stores as rows. A list of values tells the planner how few they are, so each
 * one is an index lookup in the sales. Without stores there is one row that matches nothing.
 */
function daysOf(scope: TodayScope, which: "both" | "today"): SQL {
  const rows = scope.stores.flatMap(({ id, day, comparisonDay, comparisonUntil }) => [
    sql`(${id}::uuid, ${day}::date, true, null::timestamptz)`,
    ...(which === "today"
      ? []
      : [
          sql`(${id}::uuid, ${comparisonDay}::date, false,
            ${new Date(comparisonUntil).toISOString()}::timestamptz)`,
        ]),
  ]);
  const none = sql`(null::uuid, null::date, true, null::timestamptz)`;
  return sql`(values ${sql.join(rows.length === 0 ? [none] : rows, sql`, `)})
    as days(store_id, day, is_today, until)`;
}

const joinSales = (scope: TodayScope) => sql`
  join sales on sales.tenant_id = ${scope.tenantId}::uuid
    and sales.store_id = days.store_id and sales.business_on = days.day
    and sales.currency = ${scope.currency}`;

/** Sums of both days by hour of the store's clock. Sums of `bigint` fit a safe integer by CHECK. */
export async function readHours(tx: Tx, scope: TodayScope): Promise<readonly HourRow[]> {
  const rows = await tx.execute<Record<keyof HourRow, unknown>>(sql`
    select days.is_today as "isToday", (days.is_today or sales.sold_at < days.until) as "isCounted",
      sales.local_hour as hour,
      sum(case sales.kind when 'sale' then 1 when 'void' then -1 else 0 end) as sales,
      count(*) filter (where sales.kind = 'refund') as refunds,
      coalesce(sum(sales.item_count - coalesce(back.items, 0))
        filter (where sales.kind <> 'refund'), 0) as items,
      sum(sales.net_minor) as "netMinor", coalesce(-sum(back.net_minor), 0) as "returnsMinor",
      sum(sales.tax_minor) as "taxMinor", sum(sales.total_minor) as "totalMinor",
      sum(sales.rounding_minor) as "roundingMinor", sum(sales.tip_minor) as "tipsMinor",
      coalesce(sum(discounts.net_minor), 0) as "discountsMinor"
    from ${daysOf(scope, "both")} ${joinSales(scope)}
    left join lateral (${discountOfSale(scope.tenantId)}) as discounts
      on sales.kind <> 'refund' and sales.discount_minor <> 0
    left join lateral (${returnsOfSale(scope.tenantId)}) as back
      on sales.kind <> 'void' and sales.return_total_minor <> 0
    group by 1, 2, 3`);
  return rows.map((row) => ({
    isToday: row.isToday === true,
    isCounted: row.isCounted === true,
    hour: Number(row.hour),
    sales: Number(row.sales),
    refunds: Number(row.refunds),
    items: Number(row.items),
    netMinor: Number(row.netMinor),
    returnsMinor: Number(row.returnsMinor),
    taxMinor: Number(row.taxMinor),
    totalMinor: Number(row.totalMinor),
    roundingMinor: Number(row.roundingMinor),
    tipsMinor: Number(row.tipsMinor),
    discountsMinor: Number(row.discountsMinor),
  }));
}

/**
 * What a sale's reductions come to without tax; those of a void take back what they had given. Where prices hold tax, a line's reduction is cut
 * by the line's own net ÷ gross, or by its rates when nothing of the line is left; each line is
 * rounded by itself, half away from zero.
 */
const discountOfSale = (tenantId: string) => sql`
  select sum(round(case
    when not lines.prices_include_tax then lines.discount_minor
    when lines.gross_minor <> 0
      then lines.discount_minor * lines.net_minor::numeric / lines.gross_minor
    else lines.discount_minor * 1000000::numeric / (1000000 + (
      select coalesce(sum((tax ->> 'ratePpm')::bigint), 0)
      from jsonb_array_elements(lines.taxes) as tax))
    end)) as net_minor
  from sale_lines as lines
  where lines.tenant_id = ${tenantId}::uuid and lines.sale_id = sales.id
    and lines.discount_minor <> 0 and (lines.quantity_milli > 0 or sales.kind = 'void')`;

/** Goods that came back in a sale or refund: without tax, and their pieces, both negative. */
const returnsOfSale = (tenantId: string) => sql`
  select sum(lines.net_minor) as net_minor,
    sum(case lines.unit when 'each' then lines.quantity_milli / 1000 else -1 end) as items
  from sale_lines as lines
  where lines.tenant_id = ${tenantId}::uuid and lines.sale_id = sales.id
    and lines.quantity_milli < 0`;

/** What came in less what went back, by tender, the largest first; its sum is total + rounding + tips. */
export async function readPayments(tx: Tx, scope: TodayScope): Promise<TodayPayment[]> {
  const rows = await tx.execute<Record<keyof TodayPayment, unknown>>(sql`
    select payments.method, sum(payments.amount_minor) as "amountMinor", count(*) as count
    from ${daysOf(scope, "today")} ${joinSales(scope)}
    join payments on payments.tenant_id = ${scope.tenantId}::uuid
      and payments.sale_id = sales.id
    group by payments.method order by sum(payments.amount_minor) desc, payments.method`);
  return rows.map((row) => ({
    method: String(row.method),
    amountMinor: Number(row.amountMinor),
    count: Number(row.count),
  }));
}

/** Products by what they brought in without tax, returns taken off. */
export async function readTopProducts(tx: Tx, scope: TodayScope): Promise<TodayProduct[]> {
  const rows = await tx.execute<TodayProduct & Record<"netMinor" | "quantityMilli", unknown>>(sql`
    select top.*, categories.hue from (
      select lines.product_id as "productId", lines.sku, max(lines.name) as name,
        max(lines.unit) as unit, sum(lines.net_minor) as "netMinor",
        sum(lines.quantity_milli) as "quantityMilli"
      from ${daysOf(scope, "today")} ${joinSales(scope)}
      join sale_lines as lines on lines.tenant_id = ${scope.tenantId}::uuid
        and lines.sale_id = sales.id
      group by lines.product_id, lines.sku
      having sum(lines.net_minor) > 0
      order by sum(lines.net_minor) desc, lines.sku limit ${TOP_PRODUCTS}) as top
    left join products on products.tenant_id = ${scope.tenantId}::uuid
      and products.id = top."productId"
    left join categories on categories.tenant_id = ${scope.tenantId}::uuid
      and categories.id = products.category_id
    order by top."netMinor" desc, top.sku`);
  return rows.map((row) => ({
    ...row,
    netMinor: Number(row.netMinor),
    quantityMilli: Number(row.quantityMilli),
  }));
}

export type TodayFacts = { readonly otherCurrencySales: number; readonly hasSold: boolean };

/** What the page must say beside its figures. */
export async function readTodayFacts(tx: Tx, scope: TodayScope): Promise<TodayFacts> {
  const [row] = await tx.execute<{ others: string; has_sold: boolean }>(sql`
    select exists (select 1 from sales where tenant_id = ${scope.tenantId}::uuid) as has_sold, (
      select count(*) from ${daysOf(scope, "today")}
      join sales on sales.tenant_id = ${scope.tenantId}::uuid
        and sales.store_id = days.store_id and sales.business_on = days.day
        and sales.currency <> ${scope.currency}) as others`);
  return { otherCurrencySales: Number(row?.others ?? 0), hasSold: row?.has_sold ?? false };
}
