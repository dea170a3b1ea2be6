import { sql } from "drizzle-orm";
import { z } from "zod";
import type { LayawayRow, Projection } from "../../core/sale/projection";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { bumpHeldStreams } from "./bump-held-streams";

type Layaway = LayawayRow & { readonly registerId: string; readonly cashierId: string };

/**
 * Bring the carts of layaways up to their deposits, and mark those that were sold. Deposits add up
 * in whatever order they arrive; the cart is that of the latest; what was sold or cancelled stays
 * so.
 */
export async function writeHeldCarts(
  tx: Tx,
  context: TenantContext,
  projections: readonly Projection[],
): Promise<void> {
  const layaways = mergeLayaways(projections);
  const sold = projections.flatMap((each) => (each.heldCartSold ? [each.heldCartSold] : []));
  if (layaways.length === 0 && sold.length === 0) return;
  const { tenantId } = context;
  const ids = JSON.stringify([...layaways, ...sold].map(({ id }) => id));
  const known = await tx.execute<{ id: string; store_id: string }>(sql`
    select id, store_id from held_carts where tenant_id = ${tenantId}::uuid
      and id in (select (jsonb_array_elements_text(${ids}::jsonb))::uuid)`);
  const storeOf = new Map(layaways.map(({ id, storeId }) => [id, storeId]));
  for (const row of known) storeOf.set(row.id, row.store_id);
  if (storeOf.size === 0) return;
  const revisions = await bumpHeldStreams(tx, tenantId, new Set(storeOf.values()));
  const revisionOf = (id: string) => revisions.get(storeOf.get(id) ?? "") ?? 0;
  const at = toIso(context.now());
  if (layaways.length > 0) {
    const rows = layaways.map((row) => ({
      ...row,
      storeId: storeOf.get(row.id) ?? row.storeId,
      itemCount: countLines(row.cart),
      revision: revisionOf(row.id),
    }));
    await upsertLayaways(tx, tenantId, { rows, at });
  }
  const gone = sold.map((each) => ({ ...each, revision: revisionOf(each.id) }));
  await tx.execute(sql`
    update held_carts set status = 'sold', sold_sale_id = x."saleId", version = version + 1,
      updated_at = ${at}::timestamptz, revision = x.revision
    from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
      as x(id uuid, "saleId" uuid, revision bigint)
    where held_carts.tenant_id = ${tenantId}::uuid and held_carts.id = x.id
      and held_carts.sold_sale_id is null`);
}

/** One row a layaway: what its deposits add, and how it stands after the latest of them. */
function mergeLayaways(projections: readonly Projection[]): readonly Layaway[] {
  const merged = new Map<string, Layaway>();
  for (const { layaway, deposit } of projections) {
    if (layaway === null || deposit === null) continue;
    const row: Layaway = {
      ...layaway,
      registerId: String(deposit["registerId"]),
      cashierId: String(deposit["cashierId"]),
    };
    const known = merged.get(row.id);
    const latest = known && known.changedAt > row.changedAt ? known : row;
    merged.set(row.id, {
      ...latest,
      paidMinor: row.paidMinor + (known?.paidMinor ?? 0),
      isCancelled: row.isCancelled || (known?.isCancelled ?? false),
    });
  }
  return [...merged.values()];
}

const cartWithLines = z.object({ lines: z.array(z.unknown()) });

/** The cart is the till's own affair; that it has lines is all that is read of it. */
function countLines(cart: unknown): number {
  const parsed = cartWithLines.safeParse(cart);
  return parsed.success ? parsed.data.lines.length : 0;
}

type Upsert = {
  readonly rows: readonly (Layaway & { itemCount: number; revision: number })[];
  readonly at: string;
};

async function upsertLayaways(tx: Tx, tenantId: string, { rows, at }: Upsert): Promise<void> {
  const latest = (column: string) => {
    const name = sql.identifier(column);
    return sql`${name} = case when excluded.held_at >= held.held_at then excluded.${name}
      else held.${name} end`;
  };
  await tx.execute(sql`
    insert into held_carts as held (tenant_id, id, kind, number, name, store_id, register_id,
      cashier_name, customer_id, currency, item_count, total_minor, paid_minor, expires_on, held_at,
      cart, status, created_at, updated_at, revision)
    select ${tenantId}::uuid, x.id, 'layaway', x.number, coalesce(customers.name, ''), x."storeId",
      x."registerId", coalesce(users.display_name, ''), x."customerId", x.currency, x."itemCount",
      x."totalMinor", x."paidMinor", x."expiresOn", x."changedAt", coalesce(x.cart, '{}'::jsonb),
      case when x."isCancelled" then 'cancelled'
        when exists (select 1 from sales where sales.tenant_id = ${tenantId}::uuid
          and sales.held_cart_id = x.id and sales.kind = 'sale') then 'sold'
        else 'held' end,
      ${at}::timestamptz, ${at}::timestamptz, x.revision
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, number text,
      "storeId" uuid, "registerId" uuid, "cashierId" uuid, "customerId" uuid, currency text,
      "itemCount" int, "totalMinor" bigint, "paidMinor" bigint, "expiresOn" date,
      "changedAt" timestamptz, cart jsonb, "isCancelled" boolean, revision bigint)
    left join customers on customers.tenant_id = ${tenantId}::uuid
      and customers.id = x."customerId"
    left join users on users.tenant_id = ${tenantId}::uuid and users.id = x."cashierId"
    on conflict (tenant_id, id) do update set kind = 'layaway',
      paid_minor = held.paid_minor + excluded.paid_minor,
      ${sql.join(["number", "name", "customer_id", "item_count", "total_minor"].map(latest), sql`, `)},
      ${sql.join(["expires_on", "cart", "cashier_name", "register_id"].map(latest), sql`, `)},
      held_at = greatest(held.held_at, excluded.held_at),
      status = case when held.status in ('sold', 'cancelled') then held.status
        else excluded.status end,
      taken_by_terminal_id = null, version = held.version + 1, updated_at = excluded.updated_at,
      revision = excluded.revision`);
}
