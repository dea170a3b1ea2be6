"use client";

import type { ReactNode } from "react";
import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { Stat, StatGrid } from "../../ui/stat";
import { formatCount } from "../format-office";
import type { Today, TodayTotals } from "../office-outputs";
import { type SalesAddress, salesHref } from "../sales/sales-address";
import { ChangeDelta } from "./change-delta";
import type { DayLines } from "./day-lines";
import { Sparkline } from "./sparkline";

export type KpiStripProps = {
  today: Today;
  lines: DayLines;
  /** The day's sales in the list, for the figures that have receipts behind them. */
  address: SalesAddress;
};

export function KpiStrip({ today: report, lines, address }: KpiStripProps) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { today, comparison } = report;
  const money = (amountMinor: number) => (
    <MoneyText amountMinor={minor(amountMinor)} currency={report.currency} cents="never" />
  );
  const delta = (figure: (totals: TodayTotals) => number, goodWhen?: "up" | "down") => (
    <ChangeDelta now={figure(today)} before={figure(comparison)} {...(goodWhen && { goodWhen })} />
  );
  return (
    <StatGrid className="h-[calc(100%+1px)] auto-rows-fr md:grid-cols-4">
      <Stat
        label={office.transactions}
        value={formatCount(today.sales, locale)}
        aside={delta((totals) => totals.sales, "up")}
        chart={<Sparkline values={lines.sales} />}
        href={salesHref({ ...address, kind: "sale" })}
      />
      <Stat
        label={office.averageTicket}
        value={today.averageTicketMinor === null ? "\u2013" : money(today.averageTicketMinor)}
        aside={today.sales > 0 && delta((totals) => totals.averageTicketMinor ?? 0, "up")}
        chart={<Sparkline values={lines.averageTicket} />}
      />
      <Stat
        label={office.itemsPerTicket}
        value={today.sales === 0 ? "\u2013" : formatCount(itemsPerTicket(today), locale, 1)}
        aside={today.sales > 0 && delta(itemsPerTicket, "up")}
        chart={<Sparkline values={lines.itemsPerTicket} />}
      />
      <Stat
        label={office.tax}
        value={money(today.taxMinor)}
        aside={delta((totals) => totals.taxMinor)}
        chart={<Sparkline values={lines.tax} />}
      />
      <Stat
        label={office.refunds}
        value={money(today.returnsMinor)}
        aside={
          comparison.returnsMinor === 0
            ? today.refunds > 0 &&
              office.refundCount(today.refunds, formatCount(today.refunds, locale))
            : delta((totals) => totals.returnsMinor, "down")
        }
        chart={today.refunds > 0 && <Sparkline values={lines.returns} />}
        href={salesHref({ ...address, kind: "refund" })}
      />
      <Stat
        label={office.discounts}
        value={money(today.discountsMinor)}
        aside={delta((totals) => totals.discountsMinor)}
        chart={today.discountsMinor > 0 && <Sparkline values={lines.discounts} />}
      />
      <DrawerStat drawers={report.drawers} money={money} />
      <UnsentStat drawers={report.drawers} />
    </StatGrid>
  );
}

function itemsPerTicket(totals: TodayTotals): number {
  return totals.sales === 0 ? 0 : totals.items / totals.sales;
}

type DrawerStatProps = {
  drawers: Today["drawers"];
  money: (amountMinor: number) => ReactNode;
};

function DrawerStat({ drawers, money }: DrawerStatProps) {
  const { office } = useMessages();
  const open = drawers.flatMap(({ shift }) => (shift && shift.closedAt === null ? [shift] : []));
  const expectedMinor = open.reduce((sum, shift) => sum + shift.expectedCashMinor, 0);
  return (
    <Stat
      label={office.cashInDrawers}
      value={money(expectedMinor)}
      aside={office.openDrawers(open.length)}
    />
  );
}

function UnsentStat({ drawers }: { drawers: Today["drawers"] }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const behind = drawers.filter((drawer) => drawer.unsent > 0);
  const unsent = behind.reduce((sum, drawer) => sum + drawer.unsent, 0);
  return (
    <Stat
      label={office.notReceived}
      value={formatCount(unsent, locale)}
      aside={
        unsent === 0 ? (
          office.notReceivedNone
        ) : (
          <span className="font-figure text-warning">{office.notReceivedTills(behind.length)}</span>
        )
      }
    />
  );
}
