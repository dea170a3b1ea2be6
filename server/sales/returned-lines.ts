import { type SQL, sql } from "drizzle-orm";

/**
 * What came back of some sales, a row for each return of a line: `sale_id, line_id,
 * quantity_milli, gross_minor, tax_minor, discount_minor`, all of the sign of the sold line, beside the sale that
 * took it back as `by_sale_id`. A void whose lines do not name what they take back takes all.
 *
 * @param saleIds a query of one column of sale ids.
 */
export function returnedLines(tenantId: string, saleIds: SQL): SQL {
  return sql`
    select lines.original_sale_id as sale_id, lines.original_line_id as line_id,
      lines.sale_id as by_sale_id, -lines.quantity_milli as quantity_milli,
      -lines.gross_minor as gross_minor, -lines.tax_minor as tax_minor,
      -lines.discount_minor as discount_minor
    from sale_lines as lines
    where lines.tenant_id = ${tenantId}::uuid and lines.original_sale_id in (${saleIds})
    union all
    select voids.original_sale_id, sold.id, voids.id, sold.quantity_milli, sold.gross_minor,
      sold.tax_minor, sold.discount_minor
    from sales as voids
    join sale_lines as sold on sold.tenant_id = ${tenantId}::uuid
      and sold.sale_id = voids.original_sale_id
    where voids.tenant_id = ${tenantId}::uuid and voids.kind = 'void'
      and voids.original_sale_id in (${saleIds})
      and not exists (
        select 1 from sale_lines as own where own.tenant_id = ${tenantId}::uuid
          and own.sale_id = voids.id and own.original_sale_id is not null)`;
}
