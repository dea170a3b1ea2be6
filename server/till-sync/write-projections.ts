import { sql } from "drizzle-orm";
import type { Projection, StockMovementRow } from "../../core/sale/projection";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { deviations } from "../../db/schema/events";
import {
  journalLines,
  payments,
  saleLines,
  sales,
  saleTaxes,
  shifts,
  stockMovements,
} from "../../db/schema/ledger";
import type { TenantContext } from "../context";

/** A second fact under a known id must fail, so facts are inserted without a conflict clause. */
const AS_NEW = sql`returning 1`;

/**
 * Write what a batch of events adds to the ledger: one statement a table, all sent ahead on one
 * connection, whatever the number of events.
 */
export async function writeProjections(
  tx: Tx,
  context: TenantContext,
  projections: readonly Projection[],
): Promise<void> {
  const { tenantId } = context;
  const saleRows = projections.flatMap((each) => (each.sale ? [each.sale] : []));
  const movements = projections.flatMap((each) => each.stockMovements);
  const insert = <Row>(rows: readonly Row[]) => ({
    tenantId,
    rows: rows as never,
    onConflict: AS_NEW,
  });
  await Promise.all([
    noteKnownReceiptNumbers(tx, context, saleRows),
    insertRows(
      tx,
      shifts,
      insert(projections.flatMap((each) => (each.shiftOpened ? [each.shiftOpened] : []))),
    ),
    insertRows(tx, sales, insert(saleRows)),
    insertRows(tx, saleLines, insert(projections.flatMap((each) => each.saleLines))),
    insertRows(tx, saleTaxes, insert(projections.flatMap((each) => each.saleTaxes))),
    insertRows(tx, payments, insert(projections.flatMap((each) => each.payments))),
    insertRows(tx, stockMovements, insert(movements)),
    insertRows(tx, journalLines, insert(projections.flatMap((each) => each.journalLines))),
    addToStockLevels(tx, context, movements),
    ...projections.flatMap((each) =>
      each.shiftClosed ? [closeShift(tx, tenantId, each.shiftClosed)] : [],
    ),
  ]);
}

async function closeShift(
  tx: Tx,
  tenantId: string,
  closed: NonNullable<Projection["shiftClosed"]>,
): Promise<void> {
  await tx.execute(sql`
    update shifts set closed_at = ${closed.closedAt}::timestamptz,
      closed_by_id = ${closed.closedById}::uuid,
      expected_cash_minor = ${closed.expectedCashMinor},
      counted_cash_minor = ${closed.countedCashMinor}
    where tenant_id = ${tenantId}::uuid and id = ${closed.id}::uuid
      and register_id = ${closed.registerId}::uuid`);
}

/**
 * A receipt number that is in the ledger already is a deviation, never a refusal: both sales
 * happened. Runs before the batch's own rows are written.
 */
async function noteKnownReceiptNumbers(
  tx: Tx,
  context: TenantContext,
  saleRows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (saleRows.length === 0) return;
  const numbers = JSON.stringify(saleRows.map((row) => row["receiptNumber"]));
  const known = await tx.execute<{ receipt_number: string }>(sql`
    select distinct receipt_number from sales
    where tenant_id = ${context.tenantId}::uuid
      and receipt_number in (select jsonb_array_elements_text(${numbers}::jsonb))`);
  for (const { receipt_number } of known) {
    const sale = saleRows.find((row) => row["receiptNumber"] === receipt_number);
    await tx.insert(deviations).values({
      tenantId: context.tenantId,
      id: context.newId(),
      kind: "duplicate_receipt_number",
      severity: "warning",
      storeId: String(sale?.["storeId"]),
      terminalId: String(sale?.["terminalId"]),
      sourceEventId: String(sale?.["sourceEventId"]),
      at: new Date(context.now()),
      details: { receiptNumber: receipt_number },
    });
  }
}

/** Levels change in product order, so that two tills of a store cannot lock each other out. */
async function addToStockLevels(
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
  const crossed = await tx.execute<{ store_id: string; product_id: string; quantity: string }>(sql`
    with changed as (
      insert into stock_levels as level
        (tenant_id, store_id, product_id, quantity_milli, updated_at, is_published)
      select ${context.tenantId}::uuid, x."storeId", x."productId", x."quantityMilli",
        ${new Date(context.now()).toISOString()}::timestamptz, false
      from jsonb_to_recordset(${JSON.stringify([...changes.values()])}::jsonb)
        as x("storeId" uuid, "productId" uuid, "quantityMilli" bigint)
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
