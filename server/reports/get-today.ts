import { z } from "zod";
import { mulDiv } from "../../core/money/mul-div";
import { localTime, toIso } from "../../core/time";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { readAttention } from "./today-attention";
import { readDrawers } from "./today-drawers";
import {
  type HourRow,
  readHours,
  readPayments,
  readTodayFacts,
  readTopProducts,
} from "./today-figures";
import type { HourFigures, TodayHour, TodayReport, TodayTotals } from "./today-result";
import { readTodayStores, type TodayStore } from "./today-stores";

/** Hours that the chart shows on a quiet day too. */
const SHOWN_FROM_HOUR = 8;
const SHOWN_THROUGH_HOUR = 19;
const HOURS = 24;

export const getTodayInput = z.object({ storeId: z.uuid().optional() });
export type GetTodayInput = z.infer<typeof getTodayInput>;

/**
 * The business day so far beside the same weekday a week ago up to the same time of day, each
 * store by its own clock. What each figure means stands with it in `today-result.ts`. Only sales
 * in the currency of the store, or of the tenant when it is about all stores, are added up.
 *
 * @throws DomainError permission_denied | store_not_found
 */
export async function getToday(
  context: TenantContext,
  input: GetTodayInput = {},
): Promise<TodayReport> {
  requirePermission(context.actor, "report.read");
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const stores = await readTodayStores(tx, context, input.storeId);
    const first = stores[0];
    const currency =
      (input.storeId === undefined ? first?.tenantCurrency : first?.currency) ?? "XXX";
    const scope = { tenantId: context.tenantId, currency, stores };
    const [rows, payments, products, drawers, attention, facts] = await Promise.all([
      readHours(tx, scope),
      readPayments(tx, scope),
      readTopProducts(tx, scope),
      readDrawers(tx, scope),
      readAttention(tx, scope),
      readTodayFacts(tx, scope),
    ]);
    return {
      at: toIso(context.now()),
      currency,
      ...placeOf(first, context),
      otherCurrencySales: facts.otherCurrencySales,
      isFirstDay: !facts.hasSold,
      today: totalsOf(rows.filter((row) => row.isToday)),
      comparison: totalsOf(rows.filter((row) => !row.isToday && row.isCounted)),
      hours: hoursOf(rows, clockOf(first, context)),
      payments,
      products,
      drawers,
      attention,
    };
  });
}

function placeOf(store: TodayStore | undefined, context: TenantContext) {
  const timezone = store?.timezone ?? "UTC";
  const day = store?.day ?? localTime(context.now(), timezone).day;
  return { timezone, day, comparisonDay: store?.comparisonDay ?? day };
}

type Clock = { readonly firstHour: number; readonly currentHour: number };

function clockOf(store: TodayStore | undefined, context: TenantContext): Clock {
  return {
    firstHour: Math.floor((store?.dayEndsAtMinutes ?? 0) / 60),
    currentHour: localTime(context.now(), store?.timezone ?? "UTC").hour,
  };
}

function totalsOf(rows: readonly HourRow[]): TodayTotals {
  const sum = (figure: (row: HourRow) => number) =>
    rows.reduce((total, row) => total + figure(row), 0);
  const sales = sum((row) => row.sales);
  const netMinor = sum((row) => row.netMinor);
  const discountsMinor = sum((row) => row.discountsMinor);
  const returnsMinor = sum((row) => row.returnsMinor);
  const totalMinor = sum((row) => row.totalMinor);
  const roundingMinor = sum((row) => row.roundingMinor);
  const tipsMinor = sum((row) => row.tipsMinor);
  return {
    sales,
    refunds: sum((row) => row.refunds),
    items: sum((row) => row.items),
    grossMinor: netMinor + discountsMinor + returnsMinor,
    discountsMinor,
    returnsMinor,
    netMinor,
    taxMinor: sum((row) => row.taxMinor),
    totalMinor,
    roundingMinor,
    tipsMinor,
    collectedMinor: totalMinor + roundingMinor + tipsMinor,
    averageTicketMinor: sales <= 0 ? null : mulDiv(netMinor, 1, sales, "HALF_UP"),
  };
}

/** From the first hour with a sale on either day to the last, in the order of the business day. */
function hoursOf(rows: readonly HourRow[], clock: Clock): TodayHour[] {
  const positionOf = (hour: number) => (hour - clock.firstHour + HOURS) % HOURS;
  const positions = rows.map((row) => positionOf(row.hour));
  const current = positionOf(clock.currentHour);
  const first = Math.min(...positions, positionOf(SHOWN_FROM_HOUR));
  const last = Math.max(...positions, positionOf(SHOWN_THROUGH_HOUR), first);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const position = first + index;
    const here = rows.filter((row) => positionOf(row.hour) === position);
    return {
      hour: (position + clock.firstHour) % HOURS,
      isCurrent: position === current,
      isFuture: position > current,
      today: figuresOf(here.filter((row) => row.isToday)),
      comparisonNetMinor: figuresOf(here.filter((row) => !row.isToday)).netMinor,
    };
  });
}

function figuresOf(rows: readonly HourRow[]): HourFigures {
  const { sales, items, netMinor, taxMinor, discountsMinor, returnsMinor } = totalsOf(rows);
  return { sales, items, netMinor, taxMinor, discountsMinor, returnsMinor };
}
