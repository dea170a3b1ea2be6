"use client";

import { CircleCheck } from "lucide-react";
import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { classNames } from "../../ui/class-names";
import { EmptyState } from "../../ui/empty-state";
import { Table, type TableColumn } from "../../ui/table";
import { TwoLines } from "../../ui/two-lines";
import { formatCount } from "../format-office";
import type { AsideItem } from "../office-outputs";
import { asideHref } from "./sync-address";
import { useMoment } from "./use-issue-words";

export type AsideTableProps = {
  rows: readonly AsideItem[];
  serverTime: string;
  className?: string;
};

export function AsideTable({ rows, serverTime, className }: AsideTableProps) {
  const { officeSync } = useMessages();
  const columns = useColumns(serverTime);
  return (
    <Table
      label={officeSync.aside}
      columns={columns}
      rows={rows}
      rowId={(row) => `${row.terminalId}/${row.sequence}`}
      rowName={(row) => row.receiptNumber ?? String(row.sequence)}
      rowHref={asideHref}
      empty={
        <EmptyState icon={<CircleCheck />} title={officeSync.asideNoneTitle}>
          {officeSync.asideNoneBody}
        </EmptyState>
      }
      className={classNames("flex-1", className)}
    />
  );
}

/** Why an event is set aside; the list of refusals has a sentence where this has none. */
export function useReasonWords(): (code: string) => string {
  const { officeSync, errors } = useMessages();
  const known: Readonly<Record<string, string>> = errors;
  return (code) =>
    officeSync.why[code] ?? known[code] ?? officeSync.why["event_schema_invalid"] ?? code;
}

function useColumns(serverTime: string): TableColumn<AsideItem>[] {
  const { officeSync } = useMessages();
  const reason = useReasonWords();
  return [
    { id: "event", header: officeSync.event, cell: (row) => <EventCell row={row} /> },
    {
      id: "why",
      header: officeSync.whyAside,
      hiddenBelow: "md",
      cell: (row) => (
        <span className="block whitespace-normal text-text-muted">{reason(row.code)}</span>
      ),
    },
    {
      id: "amount",
      header: officeSync.amount,
      kind: "figure",
      cell: (row) =>
        row.amountMinor === null ? (
          <span className="text-text-muted">–</span>
        ) : (
          <MoneyText
            amountMinor={minor(row.amountMinor)}
            currency={row.currency ?? ""}
            hasCurrency
          />
        ),
    },
    {
      id: "since",
      header: officeSync.since,
      kind: "figure",
      hiddenBelow: "lg",
      cell: (row) => <SinceCell row={row} serverTime={serverTime} />,
    },
  ];
}

function EventCell({ row }: { row: AsideItem }) {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const reason = useReasonWords();
  const type = officeSync.types[row.type] ?? row.type;
  const number = officeSync.number(formatCount(row.sequence, locale));
  return (
    <span className="flex flex-col">
      <TwoLines second={`${row.storeName}, ${row.registerName} · ${number}`}>
        {row.receiptNumber === null ? type : `${type} ${row.receiptNumber}`}
      </TwoLines>
      <span className="mb-1 text-small text-text-muted md:hidden">{reason(row.code)}</span>
    </span>
  );
}

function SinceCell({ row, serverTime }: { row: AsideItem; serverTime: string }) {
  const moment = useMoment(row.timezone, serverTime);
  return <span className="font-regular text-text-muted">{moment(row.receivedAt)}</span>;
}
