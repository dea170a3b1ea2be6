"use client";

import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatMoney } from "../../money/format-money";
import { MoneyText } from "../../money/money-text";
import { Card } from "../../ui/card";
import { formatWeekday } from "../format-office";
import type { Today } from "../office-outputs";
import { ChangeDelta } from "./change-delta";
import { placePoints } from "./sparkline";

const AREA = { width: 240, height: 44, edge: 0 };

/** The one loud figure of the page. */
export function HeroCard({ today, line }: { today: Today; line: readonly number[] }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { currency, comparison } = today;
  const weekday = formatWeekday(today.comparisonDay, locale);
  const before = formatMoney(minor(comparison.netMinor), { currency, locale, cents: "never" });
  const hadSales = comparison.sales + comparison.refunds > 0;
  return (
    <Card
      as="section"
      labelledBy="today-net-sales"
      className="flex min-h-44 flex-col overflow-hidden"
    >
      <div className="flex flex-col px-5 pt-3.5">
        <div className="flex min-h-6 items-center justify-between gap-2">
          <h2
            id="today-net-sales"
            className="text-body text-text-muted"
            title={office.netSalesMeaning}
          >
            {office.netSales}
          </h2>
          <ChangeDelta now={today.today.netMinor} before={comparison.netMinor} goodWhen="up" />
        </div>
        <MoneyText
          amountMinor={minor(today.today.netMinor)}
          currency={currency}
          size="hero"
          cents="never"
          hasCurrency
        />
        <p className="mt-1.5 text-small text-text-muted tabular-nums">
          {hadSales ? office.byThisTime(before, weekday) : office.noneByThisTime(weekday)}
        </p>
      </div>
      <div className="mt-auto px-5 pt-1.5 pb-4">
        <AreaLine values={line} />
      </div>
    </Card>
  );
}

/** Stretched to the card's width; the dot is laid over it so that it stays round. */
function AreaLine({ values }: { values: readonly number[] }) {
  const points = placePoints([0, ...values], AREA);
  const last = points.at(-1);
  if (values.length === 0 || !last) return <div className="h-11 border-border border-b" />;
  const path = points.map(({ x, y }) => `${x} ${y}`).join(" L ");
  const { width, height } = AREA;
  return (
    <div aria-hidden="true" className="relative h-11">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="size-full overflow-visible"
        aria-hidden="true"
      >
        <path d={`M ${path} V ${height} H 0 Z`} className="fill-accent opacity-9" />
        <path
          d={`M ${path}`}
          className="fill-none stroke-accent"
          strokeWidth={2}
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span
        className="absolute size-1.75 -translate-x-1/2 -translate-y-1/2 rounded-full bg-accent"
        style={{ left: "100%", top: `${(last.y / height) * 100}%` }}
      />
    </div>
  );
}
