"use client";

import { CloudCheck, CloudUpload, MonitorOff, Moon, Radio } from "lucide-react";
import type { ReactNode } from "react";
import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatMoney } from "../../money/format-money";
import { MoneyText } from "../../money/money-text";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { classNames } from "../../ui/class-names";
import { TwoLines } from "../../ui/two-lines";
import { formatTime } from "../format-office";
import type { Drawer, Today } from "../office-outputs";
import { ScrollPane } from "../scroll-pane";

/** A till that sells is heard of more often than this. */
const QUIET_MS = 30 * 60_000;
/** With more tills the rows take the room; the sum stands in the strip above too. */
const ROWS_WITH_SUM = 5;
const ROWS_MAX = 6;

export function DrawersCard({ today }: { today: Today }) {
  const { office } = useMessages();
  const { drawers, currency } = today;
  const open = drawers.flatMap(({ shift }) => (shift && shift.closedAt === null ? [shift] : []));
  const expectedMinor = open.reduce((sum, shift) => sum + shift.expectedCashMinor, 0);
  return (
    <Card as="section" labelledBy="today-drawers" className="flex min-h-0 flex-col">
      <CardHeader
        title={office.tillsAndDrawers}
        titleId="today-drawers"
        end={office.expectedCash}
        isRuled
      />
      {drawers.length === 0 && (
        <p className="px-4 py-4 text-body text-text-muted">{office.tillsNone}</p>
      )}
      <DrawerRows today={today} />
      {open.length > 0 && drawers.length <= ROWS_WITH_SUM && (
        <div className="flex min-h-12 shrink-0 items-center justify-between gap-3 border-border-strong border-t px-4 font-figure text-body">
          {office.expectedIn(open.length)}
          <MoneyText amountMinor={minor(expectedMinor)} currency={currency} cents="never" />
        </div>
      )}
    </Card>
  );
}

/** With more tills than the card has room for they scroll. */
function DrawerRows({ today }: { today: Today }) {
  const { office } = useMessages();
  const { drawers, currency, at } = today;
  const list = (
    <CardRows>
      {drawers.map((drawer) => (
        <CardRow key={drawer.id}>
          <TwoLines second={placeOf(drawer)} className="flex-1 [&>*]:truncate">
            {drawer.registerName}
          </TwoLines>
          <DrawerState drawer={drawer} at={at} />
          <DrawerCash drawer={drawer} currency={currency} />
        </CardRow>
      ))}
    </CardRows>
  );
  if (drawers.length <= ROWS_MAX) return list;
  return (
    <ScrollPane label={office.tillsAndDrawers} className="min-h-0 flex-1 rounded-b-card">
      {list}
    </ScrollPane>
  );
}

function placeOf({ storeName, shift }: Drawer): string {
  const isOpen = shift !== null && shift.closedAt === null;
  return isOpen && shift.openedByName !== "" ? `${storeName} · ${shift.openedByName}` : storeName;
}

function DrawerState({ drawer, at }: { drawer: Drawer; at: string }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { shift, lastContactAt, unsent, timezone } = drawer;
  const time = (instant: string) => formatTime(instant, timezone, locale);
  if (unsent > 0) {
    return (
      <State icon={<CloudUpload />} tone="warning">
        {office.waiting(unsent)}
      </State>
    );
  }
  if (shift !== null && shift.closedAt !== null) {
    return <State icon={<Moon />}>{office.closedAt(time(shift.closedAt))}</State>;
  }
  if (!drawer.isEnrolled) return <State icon={<MonitorOff />}>{office.notSetUp}</State>;
  if (shift === null) return <State icon={<Moon />}>{office.notOpened}</State>;
  const isQuiet = lastContactAt === null || Date.parse(at) - Date.parse(lastContactAt) > QUIET_MS;
  if (isQuiet && lastContactAt !== null) {
    return <State icon={<Radio />}>{office.lastHeard(time(lastContactAt))}</State>;
  }
  return (
    <State icon={<CloudCheck />} tone="positive">
      {office.synced}
    </State>
  );
}

type StateProps = { icon: ReactNode; tone?: "positive" | "warning"; children: ReactNode };

function State({ icon, tone, children }: StateProps) {
  return (
    <span
      className={classNames(
        "icon-16 flex w-32 shrink-0 items-center gap-1.5 text-small",
        tone === undefined && "font-medium text-text-muted",
        tone === "positive" && "font-figure text-positive",
        tone === "warning" && "font-figure text-warning",
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** An open drawer's expected cash; of a closed one how its count came out. */
function DrawerCash({ drawer, currency }: { drawer: Drawer; currency: string }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { shift } = drawer;
  if (shift === null) return <span className="w-17 shrink-0 text-end text-text-muted">–</span>;
  const { expectedCashMinor, countedCashMinor } = shift;
  const difference = countedCashMinor === null ? null : countedCashMinor - expectedCashMinor;
  const amount = (amountMinor: number) =>
    formatMoney(minor(Math.abs(amountMinor)), { currency, locale, cents: "if-any" });
  return (
    <span className="flex min-w-17 shrink-0 flex-col items-end">
      <MoneyText
        amountMinor={minor(countedCashMinor ?? expectedCashMinor)}
        currency={currency}
        cents="never"
        className="font-figure"
      />
      {difference !== null && (
        <span
          className={classNames(
            "text-small tabular-nums",
            difference === 0 ? "text-text-muted" : "font-figure text-danger",
          )}
        >
          {difference === 0 && office.exact}
          {difference < 0 && office.short(amount(difference))}
          {difference > 0 && office.over(amount(difference))}
        </span>
      )}
    </span>
  );
}
