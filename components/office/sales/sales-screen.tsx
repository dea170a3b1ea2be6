"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import { Card } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { Pagination } from "../../ui/pagination";
import { useOfficeApi } from "../api";
import { formatCount } from "../format-office";
import { LiveDot } from "../live/live-dot";
import { useLive } from "../live/live-provider";
import type { SalesPage, Store } from "../office-outputs";
import { type SalesAddress, salesHref } from "./sales-address";
import { SalesFilters } from "./sales-filters";
import { salesInput } from "./sales-input";
import { SalesTable } from "./sales-table";

export type SalesScreenProps = {
  stores: readonly Store[];
  address: SalesAddress;
  initial: SalesPage;
};

export function SalesScreen({ stores, address, initial }: SalesScreenProps) {
  const api = useOfficeApi();
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { refetchIntervalMs } = useLive();
  const { data, isRefetchError } = useQuery({
    ...api.sales.list.queryOptions(salesInput(address, stores)),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs,
  });
  const count = formatCount(data.count, locale);
  const { cursor: _cursor, direction: _direction, ...filters } = address;
  const step = (direction: "older" | "newer", cursor: string | null) =>
    cursor === null ? null : { href: salesHref({ ...filters, cursor, direction }) };
  return (
    <>
      <PageHeader
        title={office.sales}
        aside={
          <>
            <span className="tabular-nums">
              {address.kind === "refund" && !data.isCountCut
                ? office.refundCount(data.count, count)
                : office.saleCount(data.count, count, data.isCountCut)}
            </span>
            <LiveDot />
          </>
        }
      />
      <SalesFilters stores={stores} address={filters} />
      {isRefetchError && (
        <Banner role="status" tone="warning" icon={<CloudOff />} className="mb-3">
          {office.staleFiguresDetail}
        </Banner>
      )}
      <Card className="flex min-h-80 flex-1 flex-col overflow-hidden">
        <SalesTable rows={data.items} address={address} />
        <Pagination
          previous={step("newer", data.newerCursor)}
          next={step("older", data.olderCursor)}
          className="mt-auto"
          summary={
            data.count > 0 &&
            office.shownOf(formatCount(data.items.length, locale), count, data.isCountCut)
          }
        />
      </Card>
    </>
  );
}
