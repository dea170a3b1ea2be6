"use client";

import { ChevronRight } from "lucide-react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Badge } from "../../ui/badge";
import { Card, CardHeader } from "../../ui/card";
import type { Tone } from "../../ui/tone";
import { formatCount, formatMoment } from "../format-office";
import type { Sale, SaleEvent } from "../office-outputs";
import { ScrollPane } from "../scroll-pane";
import { FactList } from "./fact-list";

const STATE_TONES: Readonly<Record<string, Tone>> = {
  applied: "positive",
  waiting: "warning",
  waiting_upgrade: "warning",
  quarantined: "danger",
};

/** The sealed fact that the sale is a projection of, for those who check. */
export function SaleEventCard({ sale, event }: { sale: Sale; event: SaleEvent }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const moment = (at: string) => (
    <span className="tabular-nums">{formatMoment(at, sale.timezone, locale)}</span>
  );
  const hash = (text: string) => <code className="font-mono text-small">{text}</code>;
  return (
    <Card as="section" labelledBy="sale-event">
      <CardHeader
        title={office.event}
        titleId="sale-event"
        aside={
          <span className="hidden text-small text-text-muted sm:inline">{office.eventMeaning}</span>
        }
        end={
          <Badge tone={STATE_TONES[event.state] ?? "neutral"}>
            {office.eventState[event.state] ?? event.state}
          </Badge>
        }
      />
      <FactList
        className="lg:grid-cols-4"
        facts={[
          { label: office.terminal, value: sale.terminalCode },
          { label: office.sequence, value: formatCount(event.sequence, locale) },
          { label: office.madeAt, value: moment(event.createdAt) },
          { label: office.receivedAt, value: moment(event.receivedAt) },
        ]}
      />
      <FactList
        className="sm:grid-cols-1"
        facts={[
          { label: office.hash, value: hash(event.hash) },
          { label: office.previousHash, value: hash(event.prevHash) },
        ]}
      />
      <details className="group border-border border-t">
        <summary className="icon-16 focus-inset flex min-h-11 list-none items-center gap-1.5 rounded-b-card px-4 font-key text-body text-text-muted hover:text-text">
          <ChevronRight aria-hidden="true" className="transition-transform group-open:rotate-90" />
          {office.rawEvent}
        </summary>
        <ScrollPane
          label={office.rawEvent}
          className="max-h-120 overflow-x-auto rounded-b-card border-border border-t bg-surface px-4 py-3"
        >
          <pre className="font-mono text-axis">{JSON.stringify(event.body, null, 2)}</pre>
        </ScrollPane>
      </details>
    </Card>
  );
}
