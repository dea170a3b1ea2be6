import { sql } from "drizzle-orm";
import { normalizeCouponCode } from "../../core/promotion/compile-promotions";
import type { Tx } from "../../db/client";

export type CouponUses = {
  readonly couponUses: ReadonlyMap<string, number>;
  readonly customerCouponUses: ReadonlyMap<string, number>;
};

/**
 * How often coupons have been used, and by one customer; sales that were voided do not count. The
 * coupons' promotions stay locked until the transaction ends, so that two sales at once cannot both
 * take the last use.
 */
export async function loadCouponUses(
  tx: Tx,
  tenantId: string,
  of: { codes: readonly string[]; customerId: string | null },
): Promise<CouponUses> {
  if (of.codes.length === 0) return { couponUses: new Map(), customerCouponUses: new Map() };
  const codes = sql`select jsonb_array_elements_text(
    ${JSON.stringify(of.codes.map(normalizeCouponCode))}::jsonb)`;
  await tx.execute(sql`
    select 1 from promotions where tenant_id = ${tenantId}::uuid and coupon_code in (${codes})
    order by id for update`);
  const rows = await tx.execute<{ code: string; uses: string; own: string }>(sql`
    select uses.code, count(*) as uses,
      count(*) filter (where uses.customer_id = ${of.customerId}::uuid) as own
    from coupon_uses as uses where uses.tenant_id = ${tenantId}::uuid and uses.code in (${codes})
      and not exists (
        select 1 from sales as voids where voids.tenant_id = ${tenantId}::uuid
          and voids.original_sale_id = uses.sale_id and voids.kind = 'void')
    group by uses.code`);
  return {
    couponUses: new Map(rows.map((row) => [row.code, Number(row.uses)])),
    customerCouponUses: new Map(rows.map((row) => [row.code, Number(row.own)])),
  };
}
