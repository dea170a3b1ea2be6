"use client";

import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { classNames } from "../../ui/class-names";
import { formatDayShort, formatPercent } from "../format-office";
import type { Today, TodayHour } from "../office-outputs";

export type HourTooltipProps = { hour: TodayHour; today: Today };

export function HourTooltip({ hour, today }: HourTooltipProps) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { currency } = today;
  const now = hour.today.netMinor;
  const before = hour.comparisonNetMinor;
  const isOver = !hour.isFuture && !hour.isCurrent;
  return (
    <div className="min-w-42 rounded-till border border-border bg-surface-raised px-3 py-2.5 text-small shadow-popover">
      <p className="mb-1 font-figure">{hourSpan(hour.hour, office.hourSpan)}</p>
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-0.5">
        {!hour.isFuture && (
          <>
            <dt className="text-text-muted">{office.today}</dt>
            <dd className="text-end">
              <MoneyText
                amountMinor={minor(now)}
                currency={currency}
                cents="never"
                className="font-figure"
              />
            </dd>
          </>
        )}
        <dt className="text-text-muted">{formatDayShort(today.comparisonDay, locale)}</dt>
        <dd className="text-end">
          <MoneyText
            amountMinor={minor(before)}
            currency={currency}
            cents="never"
            className="font-figure"
          />
        </dd>
        {isOver && before !== 0 && (
          <>
            <dt className="text-text-muted">{office.change}</dt>
            <dd
              className={classNames(
                "text-end font-figure tabular-nums",
                now >= before ? "text-positive" : "text-danger",
              )}
            >
              {now >= before ? "+" : "\u2212"}
              {formatPercent((now - before) / Math.abs(before), locale)}
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}

/** "12:00 to 13:00" */
export function hourSpan(hour: number, words: (from: string, to: string) => string): string {
  const clock = (value: number) => `${String(value % 24).padStart(2, "0")}:00`;
  return words(clock(hour), clock(hour + 1));
}
