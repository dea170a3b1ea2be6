import { addMinor, type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import type { SaleDocument } from "../../core/sale/sale-document";
import { businessDayAt, type Instant } from "../../core/time";
import type { StoreTables } from "../catalog/catalog-cache";
import type { ShiftView } from "../react/till-state";
import type { ShiftRecord } from "../store/log-records";

/** The drawer after a sale or refund: refunds carry negative amounts, so all is plain sums. */
export function addSaleToShift(shift: ShiftRecord, document: SaleDocument): ShiftRecord {
  const byMethod: Partial<Record<string, Minor>> = { ...shift.byMethod };
  let cashMinor = shift.cashMinor;
  for (const payment of document.payments) {
    const amountMinor = minor(payment.amountMinor);
    byMethod[payment.method] = addMinor(byMethod[payment.method] ?? ZERO_MINOR, amountMinor);
    if (payment.method === "cash") cashMinor = addMinor(cashMinor, amountMinor);
  }
  return {
    ...shift,
    salesCount: shift.salesCount + 1,
    salesTotalMinor: addMinor(shift.salesTotalMinor, minor(document.totalMinor)),
    byMethod,
    cashMinor,
  };
}

/** Float plus cash taken less change given, in minor units. */
export function expectedCash(shift: ShiftRecord): Minor {
  return addMinor(shift.floatMinor, shift.cashMinor);
}

export function shiftView(shift: ShiftRecord, isDayOver: boolean): ShiftView {
  const methods = Object.entries(shift.byMethod) as [keyof ShiftRecord["byMethod"], Minor][];
  return {
    shiftId: shift.shiftId,
    shiftNumber: shift.shiftNumber,
    businessDate: shift.businessDate,
    openedAt: shift.openedAt,
    openedByName: shift.openedByName,
    floatMinor: shift.floatMinor,
    salesCount: shift.salesCount,
    salesTotalMinor: shift.salesTotalMinor,
    byMethod: methods.map(([method, amountMinor]) => ({ method, amountMinor })),
    expectedCashMinor: expectedCash(shift),
    isDayOver,
  };
}

/** Whether the store has gone on to a later trading day than the shift's [TS7]. */
export function hasDayEnded(
  shift: ShiftRecord | null,
  store: StoreTables["store"],
  now: Instant,
): boolean {
  return shift !== null && store !== null && businessDayAt(now, store) > shift.businessDate;
}
