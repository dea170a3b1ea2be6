import { sql } from "drizzle-orm";
import { uuidFrom } from "../../core/ids";
import type { Projection } from "../../core/sale/projection";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { noteDeviations, placeOfSale } from "./note-deviations";

/**
 * A parked cart, quote or layaway that stands behind more than one sale: two tills sold it unknown
 * to each other. Sales that were voided do not count. Runs after the batch's own rows are written.
 */
export async function noteHeldCartsSoldTwice(
  tx: Tx,
  context: TenantContext,
  projections: readonly Projection[],
): Promise<void> {
  const sold = projections.filter((each) => each.heldCartSold !== null);
  if (sold.length === 0) return;
  const { tenantId } = context;
  const ids = JSON.stringify(sold.map((each) => each.heldCartSold?.id));
  const found = await tx.execute<{ held_cart_id: string; sale_ids: string[]; number: string }>(sql`
    select sales.held_cart_id, array_agg(sales.id::text order by sales.received_at, sales.id)
      as sale_ids, coalesce(max(held_carts.number), '') as number
    from sales left join held_carts on held_carts.tenant_id = ${tenantId}::uuid
      and held_carts.id = sales.held_cart_id
    where sales.tenant_id = ${tenantId}::uuid and sales.kind = 'sale'
      and sales.held_cart_id in (
        select (jsonb_array_elements_text(${ids}::jsonb))::uuid)
      and not exists (
        select 1 from sales as voids where voids.tenant_id = ${tenantId}::uuid
          and voids.original_sale_id = sales.id and voids.kind = 'void')
    group by sales.held_cart_id having count(*) > 1`);
  await noteDeviations(
    tx,
    context,
    found.map((cart) => {
      const again = sold.findLast((each) => each.heldCartSold?.id === cart.held_cart_id)?.sale;
      return {
        id: uuidFrom(tenantId, "held_cart_sold_twice", cart.held_cart_id),
        kind: "held_cart_sold_twice",
        severity: "danger",
        ...placeOfSale(again ?? undefined),
        details: {
          heldCartId: cart.held_cart_id,
          number: cart.number,
          receiptNumber: String(again?.["receiptNumber"] ?? ""),
          sales: cart.sale_ids.length,
        },
      };
    }),
  );
}
