import { addMinor, type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import type { Deposit, SaleDocument, SalePayment } from "../../core/sale/sale-document";
import { businessDayAt, type Instant } from "../../core/time";
import type { StoreTables } from "../catalog/catalog-cache";
import type { ShiftView } from "../react/till-state";
import type { ShiftRecord } from "../store/log-records";

/**
 * The drawer after a sale, refund or void: what goes back carries negative amounts, so all is plain
 * sums. A void takes its sale out of the count.
 */
export function addSaleToShift(shift: ShiftRecord, document: SaleDocument): ShiftRecord {
  const isVoid = document.kind === "void";
  const returned = isVoid ? [] : document.lines.filter((line) => line.quantityMilli < 0);
  const returnsMinor = returned.reduce((sum, line) => sum + line.grossMinor, 0);
  return {
    ...addPayments(shift, document.payments),
    salesCount: shift.salesCount + (isVoid ? -1 : 1),
    salesTotalMinor: plus(shift.salesTotalMinor, document.totalMinor),
    tipsMinor: plus(shift.tipsMinor, document.tipMinor),
    returnsMinor: plus(shift.returnsMinor, returnsMinor),
    voidsCount: (shift.voidsCount ?? 0) + (isVoid ? 1 : 0),
  };
}

/** The drawer after a deposit on a layaway, or its giving back. */
export function addDepositToShift(shift: ShiftRecord, deposit: Deposit): ShiftRecord {
  const depositsMinor = plus(shift.depositsMinor, deposit.amountMinor);
  return { ...addPayments(shift, deposit.payments), depositsMinor };
}

/** Training counts beside everything else and moves no money. */
export function addTrainingToShift(shift: ShiftRecord, document: SaleDocument): ShiftRecord {
  return {
    ...shift,
    trainingCount: (shift.trainingCount ?? 0) + 1,
    trainingMinor: plus(shift.trainingMinor, document.totalMinor),
  };
}

function plus(known: Minor | undefined, amountMinor: number): Minor {
  return addMinor(known ?? ZERO_MINOR, minor(amountMinor));
}

/** Foreign notes lie in the drawer as they are; only their change was in home money. */
function addPayments(shift: ShiftRecord, payments: readonly SalePayment[]): ShiftRecord {
  const byMethod: Partial<Record<string, Minor>> = { ...shift.byMethod };
  const foreignCash: Record<string, Minor> = { ...shift.foreignCash };
  let { cashMinor } = shift;
  for (const { method, amountMinor, changeMinor, foreign } of payments) {
    byMethod[method] = plus(byMethod[method], amountMinor);
    if (foreign) {
      foreignCash[foreign.currency] = plus(foreignCash[foreign.currency], foreign.tenderedMinor);
      cashMinor = plus(cashMinor, -changeMinor);
    } else if (method === "cash") cashMinor = plus(cashMinor, amountMinor);
  }
  return { ...shift, byMethod, foreignCash, cashMinor };
}

/** Float plus cash taken less change given, in minor units of the store's currency. */
export function expectedCash(shift: ShiftRecord): Minor {
  return addMinor(shift.floatMinor, shift.cashMinor);
}

export function foreignCashOf(
  shift: ShiftRecord,
): readonly { readonly currency: string; readonly amountMinor: Minor }[] {
  return Object.entries(shift.foreignCash ?? {}).map(([currency, amountMinor]) => ({
    currency,
    amountMinor,
  }));
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
    foreignCash: foreignCashOf(shift),
    tipsMinor: shift.tipsMinor ?? ZERO_MINOR,
    returnsMinor: shift.returnsMinor ?? ZERO_MINOR,
    voidsCount: shift.voidsCount ?? 0,
    depositsMinor: shift.depositsMinor ?? ZERO_MINOR,
    drawerOpenings: shift.drawerOpenings ?? 0,
    trainingCount: shift.trainingCount ?? 0,
    trainingMinor: shift.trainingMinor ?? ZERO_MINOR,
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
