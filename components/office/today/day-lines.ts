import type { HourFigures, TodayHour } from "../office-outputs";

/** How figures grew through the hours of the day that have begun. */
export type DayLines = Readonly<
  Record<
    "net" | "sales" | "averageTicket" | "itemsPerTicket" | "tax" | "returns" | "discounts",
    readonly number[]
  >
>;

/**
 * Sums up to the end of each hour, from the first hour that saw a sale; averages are those of the
 * day up to there. For drawing only: the figures beside the lines come from the server.
 */
export function dayLinesOf(hours: readonly TodayHour[]): DayLines {
  const begun = hours.filter((hour) => !hour.isFuture);
  const first = begun.findIndex(({ today }) => today.sales > 0 || today.netMinor !== 0);
  const sums = first < 0 ? [] : runningSums(begun.slice(first).map((hour) => hour.today));
  const line = (figure: (sum: HourFigures) => number) => sums.map(figure);
  return {
    net: line((sum) => sum.netMinor),
    sales: line((sum) => sum.sales),
    averageTicket: line((sum) => (sum.sales === 0 ? 0 : sum.netMinor / sum.sales)),
    itemsPerTicket: line((sum) => (sum.sales === 0 ? 0 : sum.items / sum.sales)),
    tax: line((sum) => sum.taxMinor),
    returns: line((sum) => sum.returnsMinor),
    discounts: line((sum) => sum.discountsMinor),
  };
}

function runningSums(hours: readonly HourFigures[]): HourFigures[] {
  let sum: HourFigures = {
    sales: 0,
    items: 0,
    netMinor: 0,
    taxMinor: 0,
    discountsMinor: 0,
    returnsMinor: 0,
  };
  return hours.map((hour) => {
    sum = {
      sales: sum.sales + hour.sales,
      items: sum.items + hour.items,
      netMinor: sum.netMinor + hour.netMinor,
      taxMinor: sum.taxMinor + hour.taxMinor,
      discountsMinor: sum.discountsMinor + hour.discountsMinor,
      returnsMinor: sum.returnsMinor + hour.returnsMinor,
    };
    return sum;
  });
}
