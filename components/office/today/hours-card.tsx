"use client";

import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatMoney } from "../../money/format-money";
import { Card, CardHeader } from "../../ui/card";
import { formatDayShort } from "../format-office";
import type { Today } from "../office-outputs";
import { hourSpan } from "./hour-tooltip";
import { HoursChart } from "./hours-chart";

export function HoursCard({ today, className }: { today: Today; className?: string }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const isEmpty = today.hours.every(
    (hour) => hour.today.netMinor === 0 && hour.comparisonNetMinor === 0,
  );
  return (
    <Card as="section" labelledBy="today-hours" className={className ?? ""}>
      <CardHeader
        title={office.salesByHour}
        titleId="today-hours"
        aside={
          <span className="flex items-center gap-4 text-small text-text-muted">
            <span className="flex items-center gap-1.5">
              <span aria-hidden="true" className="size-2.25 rounded-[3px] bg-chart-1" />
              {office.today}
            </span>
            <span className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className="w-5 border-text-subtle border-t-2 border-dashed"
              />
              {formatDayShort(today.comparisonDay, locale)}
            </span>
          </span>
        }
      />
      <div className="h-55">
        {isEmpty ? (
          <p className="flex h-full items-center justify-center text-body text-text-muted">
            {office.hoursNone}
          </p>
        ) : (
          <HoursChart today={today} />
        )}
      </div>
      <HoursTable today={today} />
    </Card>
  );
}

/** The chart for those who do not see it. */
function HoursTable({ today }: { today: Today }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const amount = (amountMinor: number) =>
    formatMoney(minor(amountMinor), { currency: today.currency, locale, cents: "never" });
  return (
    <table className="sr-only">
      <caption>{office.salesByHour}</caption>
      <thead>
        <tr>
          <th scope="col">{office.hour}</th>
          <th scope="col">{office.today}</th>
          <th scope="col">{formatDayShort(today.comparisonDay, locale)}</th>
        </tr>
      </thead>
      <tbody>
        {today.hours.map((hour) => (
          <tr key={hour.hour}>
            <th scope="row">{hourSpan(hour.hour, office.hourSpan)}</th>
            <td>{hour.isFuture ? "\u2013" : amount(hour.today.netMinor)}</td>
            <td>{amount(hour.comparisonNetMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
