"use client";

import { useFormatLocale, useMessages } from "../../../messages/use-messages";
import { Badge } from "../../../ui/badge";
import { Banner } from "../../../ui/banner";
import { Card } from "../../../ui/card";
import { EmptyState } from "../../../ui/empty-state";
import { PageHeader } from "../../../ui/page-header";
import { Table } from "../../../ui/table";
import { TwoLines } from "../../../ui/two-lines";
import { formatZonedMoment } from "../../format-office";
import type { MailItem, Mails } from "../../office-outputs";

const TONES = { waiting: "warning", sent: "positive", failed: "danger" } as const;

/** The letters of the business and what became of them. */
export function MailScreen({ mails, timezone }: { mails: Mails; timezone: string }) {
  const { mail: words } = useMessages().settings;
  const locale = useFormatLocale();
  const moment = ({ createdAt }: MailItem) => formatZonedMoment(createdAt, timezone, locale);
  return (
    <>
      <PageHeader title={words.title} />
      {!mails.isOn && (
        <Banner role="note" tone="neutral" detail={words.isOffBody} className="mb-3">
          {words.isOff}
        </Banner>
      )}
      <Card className="flex min-h-80 flex-1 flex-col overflow-hidden">
        <Table
          label={words.list}
          rows={mails.items}
          rowId={({ id }) => id}
          empty={<EmptyState title={words.none}>{words.noneBody}</EmptyState>}
          columns={[
            {
              id: "recipient",
              header: words.recipient,
              cell: (row) => (
                <TwoLines second={<MailKind mail={row} at={moment(row)} />}>
                  <span className="break-all">{row.recipient}</span>
                </TwoLines>
              ),
            },
            { id: "state", header: words.state, cell: (row) => <MailState mail={row} /> },
            {
              id: "when",
              header: words.when,
              hiddenBelow: "md",
              cell: moment,
            },
          ]}
        />
      </Card>
    </>
  );
}

/** Where there is no room for a column of times, they stand here. */
function MailKind({ mail, at }: { mail: MailItem; at: string }) {
  const { mail: words } = useMessages().settings;
  return (
    <>
      {words.kinds[mail.kind] ?? mail.kind}
      <span className="md:hidden"> · {at}</span>
    </>
  );
}

function MailState({ mail }: { mail: MailItem }) {
  const { mail: words } = useMessages().settings;
  const badge = <Badge tone={TONES[mail.state]}>{words.states[mail.state]}</Badge>;
  if (mail.lastError === null) return badge;
  const tries = `${words.attempts(mail.attempts)} · ${mail.lastError}`;
  return (
    <TwoLines className="break-words py-1" second={tries}>
      {badge}
    </TwoLines>
  );
}
