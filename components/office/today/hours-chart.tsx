"use client";

import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  Rectangle,
  type RectangleProps,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatAxisAmount, plottedAmount } from "../format-office";
import type { Today, TodayHour } from "../office-outputs";
import { HourTooltip } from "./hour-tooltip";

/** Before the page knows its width, on the server too. */
const FIRST_SIZE = { width: 760, height: 220 };

export type PlottedHour = TodayHour & {
  readonly label: string;
  readonly todayAmount: number | null;
  readonly comparisonAmount: number;
};

/** Bars of today over the dashed line of the compared day; both net, by hour of the store. */
export function HoursChart({ today }: { today: Today }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const data = today.hours.map((hour) => plot(hour, today.currency));
  const tick = { fill: "var(--color-text-muted)", fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height={FIRST_SIZE.height} initialDimension={FIRST_SIZE}>
      <ComposedChart
        data={data}
        margin={{ top: 8, right: 16, bottom: 0, left: 4 }}
        title={office.salesByHour}
      >
        <CartesianGrid
          vertical={false}
          stroke="var(--color-border)"
          strokeDasharray="2 3"
          syncWithTicks
        />
        <XAxis
          dataKey="label"
          axisLine={{ stroke: "var(--color-border-strong)" }}
          tickLine={false}
          interval="preserveStart"
          minTickGap={4}
          tickMargin={6}
          height={26}
          tick={<HourTick currentHour={currentHourOf(today)} />}
        />
        <YAxis
          axisLine={false}
          tickLine={false}
          width={44}
          tick={tick}
          tickFormatter={(amount: number) => formatAxisAmount(amount, locale)}
          allowDecimals={false}
        />
        <Tooltip
          cursor={false}
          isAnimationActive={false}
          offset={16}
          content={({ active, payload }) => {
            const hour = payload?.[0]?.payload as PlottedHour | undefined;
            return active && hour ? <HourTooltip hour={hour} today={today} /> : null;
          }}
        />
        <Bar
          dataKey="todayAmount"
          maxBarSize={34}
          isAnimationActive={false}
          shape={HourBar}
          activeBar={ActiveHourBar}
        />
        <Line
          dataKey="comparisonAmount"
          stroke="var(--color-surface-raised)"
          strokeWidth={5}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          tooltipType="none"
        />
        <Line
          dataKey="comparisonAmount"
          stroke="var(--color-text-subtle)"
          strokeWidth={1.75}
          strokeDasharray="4 4"
          dot={false}
          activeDot={{
            r: 4,
            fill: "var(--color-surface-raised)",
            stroke: "var(--color-text-subtle)",
            strokeWidth: 2,
          }}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function currentHourOf(today: Today): string {
  const current = today.hours.find((hour) => hour.isCurrent);
  return current ? labelOf(current) : "";
}

type HourTickProps = {
  currentHour: string;
  x?: number;
  y?: number;
  payload?: { value: string };
};

/** The axis names every hour; the one that runs is strong. */
function HourTick({ currentHour, x, y, payload }: HourTickProps) {
  const isCurrent = payload?.value === currentHour;
  return (
    <text
      x={x}
      y={y}
      dy="0.71em"
      textAnchor="middle"
      className={isCurrent ? "fill-text font-bold text-axis" : "fill-text-muted text-axis"}
    >
      {payload?.value}
    </text>
  );
}

function labelOf(hour: TodayHour): string {
  return String(hour.hour).padStart(2, "0");
}

function plot(hour: TodayHour, currency: string): PlottedHour {
  return {
    ...hour,
    label: labelOf(hour),
    todayAmount: hour.isFuture ? null : plottedAmount(hour.today.netMinor, currency),
    comparisonAmount: plottedAmount(hour.comparisonNetMinor, currency),
  };
}

type HourBarProps = RectangleProps & { payload?: PlottedHour };

/** The hour that is not over is paler: it still grows. */
function HourBar({ payload, ...bar }: HourBarProps) {
  const isCurrent = payload?.isCurrent ?? false;
  return (
    <BarRectangle
      {...bar}
      fill={isCurrent ? "var(--color-chart-3)" : "var(--color-chart-1)"}
      fillOpacity={isCurrent ? 1 : 0.88}
    />
  );
}

function ActiveHourBar({ payload: _payload, ...bar }: HourBarProps) {
  return <BarRectangle {...bar} fill="var(--color-chart-1)" fillOpacity={1} />;
}

function BarRectangle(bar: RectangleProps) {
  return <Rectangle {...bar} radius={[4, 4, 0, 0]} isAnimationActive={false} />;
}
