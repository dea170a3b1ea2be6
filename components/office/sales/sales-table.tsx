"use client";

import { ReceiptText } from "lucide-react";
import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { classNames } from "../../ui/class-names";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { Table, type TableColumn } from "../../ui/table";
import { TwoLines } from "../../ui/two-lines";
import { dayAt, formatCount, formatDay, formatTime } from "../format-office";
import type { SaleRow } from "../office-outputs";
import { SaleBadge } from "./sale-badge";
import { hasFilters, type SalesAddress, salesHref } from "./sales-address";

export type SalesTableProps = { rows: readonly SaleRow[]; address: SalesAddress };

export function SalesTable({ rows, address }: SalesTableProps) {
  const { office } = useMessages();
  const columns = useColumns(rows);
  return (
    <Table
      label={office.sales}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => row.receiptNumber}
      rowHref={(row) => `/office/sales/${row.id}`}
      empty={<NoSales address={address} />}
      className="flex-1 rounded-b-none"
    />
  );
}

function useColumns(rows: readonly SaleRow[]): TableColumn<SaleRow>[] {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const hasCustomers = rows.some((row) => row.customerName !== null);
  const currencies = new Set(rows.map((row) => row.currency));
  const [currency] = currencies;
  const single = currencies.size === 1 ? currency : undefined;
  return [
    { id: "receipt", header: office.receipt, cell: (row) => <ReceiptCell row={row} /> },
    {
      id: "store",
      header: office.store,
      hiddenBelow: "md",
      cell: (row) => <TwoLines second={row.registerName}>{row.storeName}</TwoLines>,
    },
    {
      id: "cashier",
      header: office.cashier,
      hiddenBelow: "lg",
      cell: (row) => <span className="text-text-muted">{row.cashierName}</span>,
    },
    ...(hasCustomers
      ? [
          {
            id: "customer",
            header: office.customer,
            hiddenBelow: "xl" as const,
            cell: (row: SaleRow) => <span className="text-text-muted">{row.customerName}</span>,
          },
        ]
      : []),
    {
      id: "tender",
      header: office.tender,
      hiddenBelow: "md",
      cell: (row) => (
        <span className="text-text-muted">
          {row.methods.map((method) => office.method[method] ?? method).join(", ")}
        </span>
      ),
    },
    {
      id: "items",
      header: office.items,
      kind: "figure",
      hiddenBelow: "lg",
      cell: (row) => (
        <span className="font-regular text-text-muted">{formatCount(row.itemCount, locale)}</span>
      ),
    },
    {
      id: "total",
      header: single === undefined ? office.total : `${office.total} ${single}`,
      kind: "figure",
      cell: (row) => (
        <MoneyText
          amountMinor={minor(row.totalMinor)}
          currency={row.currency}
          hasCurrency={single === undefined}
          className={classNames(row.totalMinor < 0 && "text-danger")}
        />
      ),
    },
  ];
}

function ReceiptCell({ row }: { row: SaleRow }) {
  const locale = useFormatLocale();
  const day = formatDay(dayAt(new Date(row.soldAt), row.timezone), locale);
  return (
    <TwoLines
      second={
        <span className="tabular-nums">
          {`${day}, ${formatTime(row.soldAt, row.timezone, locale)}`}
        </span>
      }
    >
      <span className="inline-flex items-center gap-2">
        {row.receiptNumber}
        <SaleBadge kind={row.kind} status={row.status} isQuiet />
      </span>
    </TwoLines>
  );
}

function NoSales({ address }: { address: SalesAddress }) {
  const { office } = useMessages();
  const isFiltered = hasFilters(address);
  return (
    <EmptyState
      hasOutline={!isFiltered}
      {...(isFiltered && { icon: <ReceiptText /> })}
      title={isFiltered ? office.noMatchTitle : office.noSalesTitle}
      actions={
        isFiltered ? (
          <LinkButton href={salesHref({})} size="form">
            {office.clearFilters}
          </LinkButton>
        ) : (
          <LinkButton href="/till" kind="primary" size="form">
            {office.openTill}
          </LinkButton>
        )
      }
    >
      {isFiltered ? office.noMatchBody : office.noSalesBody}
    </EmptyState>
  );
}
