import { sql } from "drizzle-orm";
import { uuidFrom } from "../../core/ids";
import type { Projection } from "../../core/sale/projection";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { deposits } from "../../db/schema/held-carts";
import { couponUses, payments, saleLines, sales, saleTaxes } from "../../db/schema/ledger";
import { operatorActions } from "../../db/schema/operator-actions";
import { journalLines, shifts, stockMovements } from "../../db/schema/stock";
import type { TenantContext } from "../context";
import { lockSales } from "../sales/lock-sales";
import { couponUsesOf, noteOverusedCoupons } from "./note-coupons";
import { noteDeviations } from "./note-deviations";
import { noteHeldCartsSoldTwice } from "./note-held-carts";
import { noteKnownReceiptNumbers } from "./note-receipt-numbers";
import { noteReturns, touchedSales } from "./note-returns";
import { writeHeldCarts } from "./write-held-carts";
import { addToStockLevels } from "./write-stock-levels";

/** A second fact under a known id must fail, so facts are inserted without a conflict clause. */
const AS_NEW = sql`returning 1`;

/**
 * Write what a batch of events adds to the ledger: one statement a table, all sent ahead on one
 * connection, whatever the number of events. What contradicts the ledger is booked all the same
 * and noted as a deviation; the notes read what the batch has just written.
 */
export async function writeProjections(
  tx: Tx,
  context: TenantContext,
  projections: readonly Projection[],
): Promise<void> {
  const { tenantId } = context;
  const saleRows = projections.flatMap((each) => (each.sale ? [each.sale] : []));
  const movements = projections.flatMap((each) => each.stockMovements);
  const uses = couponUsesOf(saleRows);
  const touched = touchedSales(projections);
  const insert = <Row>(rows: readonly Row[]) => ({
    tenantId,
    rows: rows as never,
    onConflict: AS_NEW,
  });
  const each = <Row>(pick: (projection: Projection) => Row | null) =>
    projections.flatMap((projection) => pick(projection) ?? []);
  const all = <Row>(pick: (projection: Projection) => readonly Row[]) => projections.flatMap(pick);
  await Promise.all([
    lockSales(tx, tenantId, touched),
    noteKnownReceiptNumbers(tx, context, saleRows),
    insertRows(tx, shifts, insert(each((one) => one.shiftOpened))),
    insertRows(tx, sales, insert(saleRows)),
    insertRows(tx, saleLines, insert(all((one) => one.saleLines))),
    insertRows(tx, saleTaxes, insert(all((one) => one.saleTaxes))),
    insertRows(tx, deposits, insert(each((one) => one.deposit))),
    insertRows(tx, payments, insert(all((one) => one.payments))),
    insertRows(tx, couponUses, insert(uses)),
    insertRows(tx, stockMovements, insert(movements)),
    insertRows(tx, journalLines, insert(all((one) => one.journalLines))),
    insertRows(tx, operatorActions, insert(all((one) => one.operatorActions))),
    addToStockLevels(tx, context, movements),
    ...each((one) => one.shiftClosed).map((closed) => closeShift(tx, context, closed)),
    noteReturns(tx, context, touched),
    noteOverusedCoupons(tx, context, { uses, saleRows }),
    noteHeldCartsSoldTwice(tx, context, projections),
  ]);
  await writeHeldCarts(tx, context, projections);
}

/** A shift is closed by the register that opened it; what another says of it is shown, not done. */
async function closeShift(
  tx: Tx,
  context: TenantContext,
  closed: NonNullable<Projection["shiftClosed"]>,
): Promise<void> {
  const { tenantId } = context;
  const rows = await tx.execute(sql`
    update shifts set closed_at = ${closed.closedAt}::timestamptz,
      closed_by_id = ${closed.closedById}::uuid,
      expected_cash_minor = ${closed.expectedCashMinor},
      counted_cash_minor = ${closed.countedCashMinor}
    where tenant_id = ${tenantId}::uuid and id = ${closed.id}::uuid
      and register_id = ${closed.registerId}::uuid
    returning 1`);
  if (rows.length > 0) return;
  await noteDeviations(tx, context, [
    {
      id: uuidFrom(tenantId, "shift_not_known", closed.id, closed.registerId),
      kind: "shift_not_known",
      severity: "warning",
      storeId: closed.storeId,
      terminalId: closed.terminalId,
      sourceEventId: closed.sourceEventId,
      details: { shiftId: closed.id, countedCashMinor: closed.countedCashMinor },
    },
  ]);
}
