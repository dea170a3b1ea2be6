import { sql } from "drizzle-orm";
import type { StockMovementRow } from "../../core/sale/projection";
import type { Tx } from "../../db/client";
import { columnTexts } from "../../db/column-texts";
import { insertRows } from "../../db/insert-rows";
import { keptPlan } from "../../db/kept-plans";
import { deviations } from "../../db/schema/events";
import type { TenantContext } from "../context";

/** Levels change in product order, so that two tills of a store cannot lock each other out. */
export async function addToStockLevels(
  tx: Tx,
  context: TenantContext,
  movements: readonly StockMovementRow[],
): Promise<void> {
  if (movements.length === 0) return;
  const changes = new Map<string, { storeId: string; productId: string; quantityMilli: number }>();
  for (const { storeId, productId, quantityMilli } of movements) {
    const key = `${storeId}/${productId}`;
    const change = changes.get(key) ?? { storeId, productId, quantityMilli: 0 };
    change.quantityMilli += quantityMilli;
    changes.set(key, change);
  }
  const rows = [...changes.values()];
  const { mark, nil, texts } = columnTexts(
    (["storeId", "productId", "quantityMilli"] as const).map((column) => ({
      values: rows.map((row) => row[column]),
      isJson: false,
    })),
  );
  const [storeIds, productIds, quantities] = texts;
  const crossed = await tx.execute<{
    store_id: string;
    product_id: string;
    quantity: string;
  }>(sql`${keptPlan}
    with changed as (
      insert into stock_levels as level
        (tenant_id, store_id, product_id, quantity_milli, updated_at, is_published)
      select ${context.tenantId}::uuid, x."storeId", x."productId", x."quantityMilli",
        ${new Date(context.now()).toISOString()}::timestamptz, false
      from (select ${mark}::text as mark, ${nil}::text as nil) as batch,
        unnest(string_to_array(${storeIds}, batch.mark, batch.nil)::uuid[],
          string_to_array(${productIds}, batch.mark, batch.nil)::uuid[],
          string_to_array(${quantities}, batch.mark, batch.nil)::bigint[])
        as x("storeId", "productId", "quantityMilli")
      where x."storeId" is not null
      order by x."storeId", x."productId"
      on conflict (tenant_id, store_id, product_id) do update
        set quantity_milli = level.quantity_milli + excluded.quantity_milli,
            updated_at = excluded.updated_at, is_published = false
      returning store_id, product_id, quantity_milli, (xmax = 0) as is_new)
    select store_id, product_id, quantity_milli as quantity from changed
    where quantity_milli < 0 and not is_new`);
  await noteOversold(tx, context, { crossed, changes });
}

async function noteOversold(
  tx: Tx,
  context: TenantContext,
  found: {
    crossed: readonly { store_id: string; product_id: string; quantity: string }[];
    changes: ReadonlyMap<string, { quantityMilli: number }>;
  },
): Promise<void> {
  const rows = found.crossed.flatMap((level) => {
    const change = found.changes.get(`${level.store_id}/${level.product_id}`)?.quantityMilli ?? 0;
    const before = Number(level.quantity) - change;
    if (before < 0) return [];
    return [
      {
        id: context.newId(),
        kind: "oversold",
        severity: "warning",
        storeId: level.store_id,
        at: new Date(context.now()).toISOString(),
        details: { productId: level.product_id, quantityMilli: Number(level.quantity) },
      },
    ];
  });
  await insertRows(tx, deviations, { tenantId: context.tenantId, rows });
}
