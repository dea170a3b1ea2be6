"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card } from "../../ui/card";
import { Pagination } from "../../ui/pagination";
import { useOfficeApi } from "../api";
import { useLive } from "../live/live-provider";
import type { AsidePage, DeviationPage, LatePage } from "../office-outputs";
import { AsideTable } from "./aside-table";
import { DeviationList } from "./deviation-list";
import { LateList } from "./late-list";
import { type SyncAddress, syncHref } from "./sync-address";

type SectionProps<Page> = { address: SyncAddress; initial: Page; serverTime: string };

const cursorOf = ({ cursor }: SyncAddress) => (cursor === undefined ? {} : { cursor });

export function AsideSection({ address, initial, serverTime }: SectionProps<AsidePage>) {
  const api = useOfficeApi();
  const { refetchIntervalMs } = useLive();
  const { data } = useQuery({
    ...api.sync.aside.queryOptions(cursorOf(address)),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs,
  });
  return (
    <Card className="flex min-h-80 flex-1 flex-col overflow-hidden">
      <AsideTable rows={data.items} serverTime={serverTime} />
      <Pages address={address} nextCursor={data.nextCursor} />
    </Card>
  );
}

export function DeviationSection({
  address,
  initial,
  serverTime,
  mayManage,
}: SectionProps<DeviationPage> & { mayManage: boolean }) {
  const api = useOfficeApi();
  const { refetchIntervalMs } = useLive();
  const { data } = useQuery({
    ...api.sync.deviations.queryOptions(cursorOf(address)),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs,
  });
  return (
    <Card className="flex min-h-80 flex-1 flex-col">
      <DeviationList items={data.items} serverTime={serverTime} mayManage={mayManage} />
      <Pages address={address} nextCursor={data.nextCursor} />
    </Card>
  );
}

export function LateSection({ address, initial, serverTime }: SectionProps<LatePage>) {
  const api = useOfficeApi();
  const { refetchIntervalMs } = useLive();
  const { data } = useQuery({
    ...api.sync.late.queryOptions(cursorOf(address)),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs,
  });
  return (
    <>
      <LateList items={data.items} serverTime={serverTime} />
      <Pages address={address} nextCursor={data.nextCursor} />
    </>
  );
}

/** Pages go one way by key; the way back is the first page. */
function Pages({ address, nextCursor }: { address: SyncAddress; nextCursor: string | null }) {
  const { section, cursor } = address;
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <Pagination
      previous={cursor === undefined ? null : { href: syncHref({ section }) }}
      next={nextCursor === null ? null : { href: syncHref({ section, cursor: nextCursor }) }}
      className="mt-auto"
    />
  );
}
