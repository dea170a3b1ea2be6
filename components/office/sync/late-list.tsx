"use client";

import { CircleCheck } from "lucide-react";
import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { TextLink } from "../../ui/text-link";
import { TwoLines } from "../../ui/two-lines";
import { formatDayLong } from "../format-office";
import type { LateSale } from "../office-outputs";
import { useMoment } from "./use-issue-words";

export type LateListProps = { items: readonly LateSale[]; serverTime: string };

/** Late sales by the day that they belong to, as they arrived. */
export function LateList({ items, serverTime }: LateListProps) {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  if (items.length === 0) {
    return (
      <Card className="flex min-h-80 flex-1 flex-col">
        <EmptyState icon={<CircleCheck />} title={officeSync.lateNoneTitle} className="flex-1">
          {officeSync.lateNoneBody}
        </EmptyState>
      </Card>
    );
  }
  const days = [...new Set(items.map(({ businessOn }) => businessOn))].sort().reverse();
  return (
    <div className="grid gap-3">
      {days.map((day) => {
        const sales = items.filter(({ businessOn }) => businessOn === day);
        return (
          <Card key={day} as="section" labelledBy={`late-${day}`}>
            <CardHeader
              title={officeSync.belongsTo(formatDayLong(day, locale))}
              titleId={`late-${day}`}
              end={officeSync.lateCount(sales.length)}
              isRuled
            />
            <CardRows>
              {sales.map((sale) => (
                <LateRow key={sale.id} sale={sale} serverTime={serverTime} />
              ))}
            </CardRows>
          </Card>
        );
      })}
    </div>
  );
}

function LateRow({ sale, serverTime }: { sale: LateSale; serverTime: string }) {
  const { officeSync } = useMessages();
  const moment = useMoment(sale.timezone, serverTime);
  return (
    <CardRow className="py-1.5">
      <TwoLines
        className="flex-1"
        second={`${sale.storeName}, ${sale.registerName} · ${sale.terminalCode}`}
      >
        <TextLink href={`/office/sales/${sale.id}`}>{sale.receiptNumber}</TextLink>
      </TwoLines>
      <TwoLines isEnd second={`${officeSync.arrived} ${moment(sale.receivedAt)}`}>
        <MoneyText amountMinor={minor(sale.totalMinor)} currency={sale.currency} hasCurrency />
      </TwoLines>
    </CardRow>
  );
}
