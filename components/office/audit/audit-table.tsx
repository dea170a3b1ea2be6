"use client";

import { ScrollText } from "lucide-react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { Table, type TableColumn } from "../../ui/table";
import { TwoLines } from "../../ui/two-lines";
import { formatMoment } from "../format-office";
import { type AuditAddress, auditHref } from "./audit-address";
import type { AuditEntry } from "./audit-outputs";
import { useEntryWords } from "./use-entry-words";

export type AuditTableProps = {
  rows: readonly AuditEntry[];
  address: AuditAddress;
  timezone: string;
};

export function AuditTable({ rows, address, timezone }: AuditTableProps) {
  const { office, officeAudit } = useMessages();
  const words = useEntryWords();
  return (
    <Table
      label={officeAudit.title}
      columns={useColumns(timezone)}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => words.act(row.action)}
      rowHref={(row) => auditHref({ ...address, entry: row.id })}
      empty={
        <EmptyState
          icon={<ScrollText />}
          title={officeAudit.noneTitle}
          actions={
            <LinkButton href={auditHref({})} size="form">
              {office.clearFilters}
            </LinkButton>
          }
        >
          {officeAudit.noneBody}
        </EmptyState>
      }
      className="flex-1 rounded-b-none"
    />
  );
}

function useColumns(timezone: string): TableColumn<AuditEntry>[] {
  const { officeAudit } = useMessages();
  const locale = useFormatLocale();
  const words = useEntryWords();
  return [
    {
      id: "what",
      header: officeAudit.what,
      cell: (row) => (
        <TwoLines
          second={
            <>
              <span className="wrap-anywhere block whitespace-normal md:hidden">
                {[words.who(row), words.about(row)].filter(Boolean).join(" \u00b7 ")}
              </span>
              <span className="block tabular-nums">{formatMoment(row.at, timezone, locale)}</span>
            </>
          }
        >
          {words.act(row.action)}
        </TwoLines>
      ),
    },
    {
      id: "who",
      header: officeAudit.who,
      hiddenBelow: "md",
      cell: (row) => (
        <TwoLines
          className="min-w-32 max-w-52 whitespace-normal break-words"
          second={words.role(row)}
        >
          {words.who(row)}
        </TwoLines>
      ),
    },
    {
      id: "to",
      header: officeAudit.to,
      hiddenBelow: "md",
      cell: (row) => (
        <span className="block min-w-32 max-w-52 whitespace-normal break-words text-text-muted">
          {words.about(row)}
        </span>
      ),
    },
    {
      id: "from",
      header: officeAudit.from,
      hiddenBelow: "lg",
      width: "w-56",
      cell: (row) => (
        <TwoLines second={<span className="block truncate tabular-nums">{row.ip}</span>}>
          <span className="block truncate font-regular">{words.device(row)}</span>
        </TwoLines>
      ),
    },
  ];
}
