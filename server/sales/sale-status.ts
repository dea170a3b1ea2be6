import { type SQL, sql } from "drizzle-orm";

/**
 * What became of each row of `sales`: voided when a void names it, refunded when all that it sold
 * has come back, partially refunded when some of it has. For a query over `sales`; two look-ups in
 * indexes for most rows.
 */
export function saleStatus(tenantId: string): SQL {
  return sql`case
    when exists (select 1 from sales as voids where voids.tenant_id = ${tenantId}::uuid
      and voids.original_sale_id = sales.id and voids.kind = 'void') then 'voided'
    when not exists (select 1 from sale_lines as back where back.tenant_id = ${tenantId}::uuid
      and back.original_sale_id = sales.id) then 'completed'
    when exists (
      select 1 from sale_lines as sold where sold.tenant_id = ${tenantId}::uuid
        and sold.sale_id = sales.id and sold.quantity_milli > (
          select coalesce(-sum(back.quantity_milli), 0) from sale_lines as back
          where back.tenant_id = ${tenantId}::uuid and back.original_sale_id = sales.id
            and back.original_line_id = sold.id)
        and sold.quantity_milli > 0) then 'partially_refunded'
    else 'refunded' end`;
}
