import { sql } from "drizzle-orm";
import { uuidFrom } from "../../core/ids";
import { normalizeCouponCode } from "../../core/promotion/compile-promotions";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { noteDeviations, placeOfSale } from "./note-deviations";

type SaleRow = Readonly<Record<string, unknown>>;

export type CouponUseRow = {
  readonly code: string;
  readonly saleId: unknown;
  readonly customerId: unknown;
};

/** The coupons of a batch's sales, each once a sale, in the form in which codes are compared. */
export function couponUsesOf(saleRows: readonly SaleRow[]): readonly CouponUseRow[] {
  return saleRows.flatMap((row) => {
    const given = row["kind"] === "sale" ? ((row["coupons"] as readonly string[]) ?? []) : [];
    return [...new Set(given.map(normalizeCouponCode))].map((code) => ({
      code,
      saleId: row["id"],
      customerId: row["customerId"],
    }));
  });
}

/**
 * A coupon that has been used more often than it may be: tills that did not know of each other each
 * took it. Sales that were voided do not count. Runs after the batch's own rows are written.
 */
export async function noteOverusedCoupons(
  tx: Tx,
  context: TenantContext,
  batch: { uses: readonly CouponUseRow[]; saleRows: readonly SaleRow[] },
): Promise<void> {
  if (batch.uses.length === 0) return;
  const { tenantId } = context;
  const codes = JSON.stringify([...new Set(batch.uses.map(({ code }) => code))]);
  const found = await tx.execute<{ code: string; uses: string; uses_max: string }>(sql`
    with limits as (
      select coupon_code as code,
        max((definition -> 'coupon' ->> 'usesMax')::bigint) as uses_max
      from promotions where tenant_id = ${tenantId}::uuid
        and coupon_code in (select jsonb_array_elements_text(${codes}::jsonb))
        and deleted_at is null
      group by coupon_code
      having bool_and(definition -> 'coupon' ->> 'usesMax' is not null))
    select limits.code, count(*) as uses, limits.uses_max
    from limits join coupon_uses as uses on uses.tenant_id = ${tenantId}::uuid
      and uses.code = limits.code
    where not exists (
      select 1 from sales as voids where voids.tenant_id = ${tenantId}::uuid
        and voids.original_sale_id = uses.sale_id and voids.kind = 'void')
    group by limits.code, limits.uses_max
    having count(*) > limits.uses_max`);
  await noteDeviations(
    tx,
    context,
    found.map(({ code, uses, uses_max: usesMax }) => {
      const last = batch.uses.findLast((use) => use.code === code);
      return {
        id: uuidFrom(tenantId, "coupon_overused", code, usesMax),
        kind: "coupon_overused",
        severity: "warning",
        ...placeOfSale(batch.saleRows.find((row) => row["id"] === last?.saleId)),
        details: { code, uses: Number(uses), usesMax: Number(usesMax) },
      };
    }),
  );
}
