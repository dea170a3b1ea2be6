import { sql } from "drizzle-orm";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { TenantContext } from "../../server/context";
import { inTransaction } from "../../server/transaction";
import { Violation } from "./check-cart";

const FIGURES = [
  "subtotal",
  "promotion",
  "discount",
  "net",
  "tax",
  "total",
  "points",
  "paid",
  "change",
  "line_subtotal",
  "line_promotion",
  "line_discount",
  "line_net",
  "line_tax",
  "line_gross",
  "line_points",
  "taxes",
  "payments",
  "payments_change",
  "journal_tax",
] as const;

/**
 * Whether the rows of some sales, and the sums of their lines, taxes, payments and postings, are
 * the figures of their documents.
 *
 * @throws Violation naming the first sale and figure that differ.
 */
export async function compareBooked(
  context: TenantContext,
  documents: readonly SaleDocument[],
): Promise<void> {
  const rows = await readBooked(
    context,
    documents.map(({ saleId }) => saleId),
  );
  const byId = new Map(rows.map((row) => [String(row["id"]), row]));
  for (const document of documents) {
    const row = byId.get(document.saleId);
    if (!row) throw new Violation(`sale ${document.saleId} is not booked`);
    const stated = figuresOf(document);
    for (const figure of FIGURES) {
      const booked = Number(row[figure] ?? 0);
      if (booked !== stated[figure]) {
        const figures = `${stated[figure]} in the document, ${booked} in the ledger`;
        throw new Violation(`sale ${document.saleId}: ${figure} is ${figures}`);
      }
    }
  }
}

function figuresOf(document: SaleDocument): Readonly<Record<(typeof FIGURES)[number], number>> {
  const { subtotalMinor, promotionMinor, discountMinor, netMinor, taxMinor, points } = document;
  return {
    subtotal: subtotalMinor,
    promotion: promotionMinor,
    discount: discountMinor,
    net: netMinor,
    tax: taxMinor,
    total: document.totalMinor,
    points,
    paid: document.paidMinor,
    change: document.changeMinor,
    line_subtotal: subtotalMinor,
    line_promotion: promotionMinor,
    line_discount: discountMinor,
    line_net: netMinor,
    line_tax: taxMinor,
    line_gross: document.totalMinor,
    line_points: points,
    taxes: taxMinor,
    payments: document.totalMinor + document.roundingMinor + document.tipMinor,
    payments_change: document.changeMinor,
    journal_tax: 0 - taxMinor,
  };
}

async function readBooked(context: TenantContext, saleIds: readonly string[]) {
  const tenant = sql`${context.tenantId}::uuid`;
  const ids = sql`(select (jsonb_array_elements_text(${JSON.stringify(saleIds)}::jsonb))::uuid)`;
  return inTransaction(context, (tx) =>
    tx.execute<Record<string, unknown>>(sql`
      with line as (
        select sale_id, sum(subtotal_minor) as line_subtotal,
          sum(promotion_minor) as line_promotion, sum(discount_minor) as line_discount,
          sum(net_minor) as line_net, sum(tax_minor) as line_tax, sum(gross_minor) as line_gross,
          sum(points) as line_points
        from sale_lines where tenant_id = ${tenant} and sale_id in ${ids} group by sale_id),
      tax as (
        select sale_id, sum(tax_minor) as taxes
        from sale_taxes where tenant_id = ${tenant} and sale_id in ${ids} group by sale_id),
      payment as (
        select sale_id, sum(amount_minor) as payments, sum(change_minor) as payments_change
        from payments where tenant_id = ${tenant} and sale_id in ${ids} group by sale_id),
      posting as (
        select source_event_id, sum(amount_minor) as journal_tax
        from journal_lines where tenant_id = ${tenant} and account = '2200'
          and source_event_id in (
            select source_event_id from sales where tenant_id = ${tenant} and id in ${ids})
        group by source_event_id)
      select sales.id, subtotal_minor as subtotal, promotion_minor as promotion,
        discount_minor as discount, net_minor as net, tax_minor as tax, total_minor as total,
        sales.points, paid_minor as paid, change_minor as change,
        line.*, tax.taxes, payment.payments, payment.payments_change, posting.journal_tax
      from sales
      left join line on line.sale_id = sales.id
      left join tax on tax.sale_id = sales.id
      left join payment on payment.sale_id = sales.id
      left join posting on posting.source_event_id = sales.source_event_id
      where sales.tenant_id = ${tenant} and sales.id in ${ids}`),
  );
}

/**
 * Whether the whole ledger balances: every event's postings add up to zero in each currency, every
 * event was booked, nothing was noted as odd but that the shop never had any stock.
 *
 * @throws Violation
 */
export async function checkLedger(context: TenantContext): Promise<void> {
  const tenant = sql`${context.tenantId}::uuid`;
  const [found] = await inTransaction(context, (tx) =>
    tx.execute<{ unbalanced: string; unbooked: string; odd: string | null }>(sql`
      select
        (select count(*) from (
          select 1 from journal_lines where tenant_id = ${tenant}
          group by source_event_id, currency having sum(amount_minor) <> 0) as sums) as unbalanced,
        (select count(*) from event_inbox
          where tenant_id = ${tenant} and state <> 'applied') as unbooked,
        (select string_agg(distinct kind, ', ') from deviations
          where tenant_id = ${tenant} and kind <> 'oversold') as odd`),
  );
  if (Number(found?.unbalanced) > 0)
    throw new Violation(`${found?.unbalanced} postings do not add up`);
  if (Number(found?.unbooked) > 0) throw new Violation(`${found?.unbooked} events are not booked`);
  if (found?.odd) throw new Violation(`oddities were noted: ${found.odd}`);
}
