"use client";

import { ChevronRight } from "lucide-react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Card, CardHeader } from "../../ui/card";
import { formatCount, formatDay, formatMoment } from "../format-office";
import type { AsideEvent } from "../office-outputs";
import { FactList } from "../sales/fact-list";
import { ScrollPane } from "../scroll-pane";

/** The event as it came: nobody changes it. */
export function AsideEventCard({ event }: { event: AsideEvent }) {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const { item } = event;
  const moment = (at: string) => (
    <span className="tabular-nums">{formatMoment(at, item.timezone, locale)}</span>
  );
  const hash = (text: string) => <code className="font-mono text-small">{text}</code>;
  return (
    <Card as="section" labelledBy="aside-event">
      <CardHeader
        title={officeSync.event}
        titleId="aside-event"
        end={officeSync.number(formatCount(item.sequence, locale))}
      />
      <FactList
        facts={[
          { label: officeSync.event, value: officeSync.types[item.type] ?? item.type },
          { label: officeSync.businessDay, value: formatDay(item.businessOn, locale) },
          { label: officeSync.madeAt, value: moment(item.createdAt) },
          { label: officeSync.receivedAt, value: moment(item.receivedAt) },
          { label: officeSync.where, value: `${item.storeName}, ${item.registerName}` },
          { label: officeSync.code, value: item.terminalCode },
          { label: officeSync.hash, value: hash(event.hash), isWide: true },
          { label: officeSync.previousHash, value: hash(event.prevHash), isWide: true },
        ]}
      />
      <details className="group border-border border-t">
        <summary className="icon-16 focus-inset flex min-h-11 list-none items-center gap-1.5 rounded-b-card px-4 font-key text-body text-text-muted hover:text-text">
          <ChevronRight aria-hidden="true" className="transition-transform group-open:rotate-90" />
          {officeSync.raw}
        </summary>
        <ScrollPane
          label={officeSync.raw}
          className="max-h-120 overflow-x-auto rounded-b-card border-border border-t bg-surface px-4 py-3"
        >
          <pre className="font-mono text-axis">{JSON.stringify(event.body, null, 2)}</pre>
        </ScrollPane>
      </details>
    </Card>
  );
}
