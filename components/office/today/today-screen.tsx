"use client";

import { useQuery } from "@tanstack/react-query";
import { CloudOff, MonitorSmartphone, RefreshCw, Store as StoreIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { PageHeader } from "../../ui/page-header";
import { Select } from "../../ui/select";
import { useOfficeApi } from "../api";
import { formatCount, formatDayLong, formatTime } from "../format-office";
import { LiveDot } from "../live/live-dot";
import { useLive } from "../live/live-provider";
import type { Store, Today } from "../office-outputs";
import { AttentionCard } from "./attention-card";
import { dayLinesOf } from "./day-lines";
import { DrawersCard } from "./drawers-card";
import { HeroCard } from "./hero-card";
import { HoursCard } from "./hours-card";
import { KpiStrip } from "./kpi-strip";
import { PaymentsCard } from "./payments-card";
import { ProductsCard } from "./products-card";
import { TodayGrid, TodayTop } from "./today-grid";

export type TodayScreenProps = {
  stores: readonly Store[];
  /** Null: all stores. */
  store: Store | null;
  initial: Today;
};

export function TodayScreen({ stores, store, initial }: TodayScreenProps) {
  const api = useOfficeApi();
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { refetchIntervalMs } = useLive();
  const { data, isRefetchError, refetch } = useQuery({
    ...api.reports.today.queryOptions(store === null ? {} : { storeId: store.id }),
    initialData: initial,
    refetchInterval: refetchIntervalMs,
  });
  const time = formatTime(data.at, data.timezone, locale);
  return (
    <>
      <PageHeader
        title={office.today}
        aside={
          <>
            <span className="tabular-nums">
              {office.upTo(formatDayLong(data.day, locale), time)}
            </span>
            <LiveDot />
          </>
        }
        actions={stores.length > 1 && <StoreSelect stores={stores} store={store} />}
      />
      {isRefetchError && (
        <Banner
          role="status"
          tone="warning"
          icon={<CloudOff />}
          detail={office.staleFiguresDetail}
          className="mb-3"
          action={<RetryButton onPress={() => void refetch()} />}
        >
          {office.staleFigures(time)}
        </Banner>
      )}
      {data.otherCurrencySales > 0 && (
        <Banner role="note" tone="neutral" className="mb-3">
          {office.otherCurrencies(formatCount(data.otherCurrencySales, locale))}
        </Banner>
      )}
      {data.isFirstDay ? <FirstSale /> : <Figures today={data} store={store} />}
    </>
  );
}

function Figures({ today, store }: { today: Today; store: Store | null }) {
  const lines = dayLinesOf(today.hours);
  const address = {
    from: today.day,
    to: today.day,
    ...(store !== null && { store: store.code }),
  };
  return (
    <>
      <TodayTop
        hero={<HeroCard today={today} line={lines.net} />}
        strip={<KpiStrip today={today} lines={lines} address={address} />}
      />
      <TodayGrid
        hours={<HoursCard today={today} />}
        payments={<PaymentsCard today={today} address={address} />}
        products={<ProductsCard today={today} />}
        drawers={<DrawersCard today={today} />}
        attention={<AttentionCard today={today} />}
      />
    </>
  );
}

const ALL = "";

function StoreSelect({ stores, store }: { stores: readonly Store[]; store: Store | null }) {
  const { office } = useMessages();
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  return (
    <Select
      label={office.store}
      isLabelHidden
      size="office"
      icon={<StoreIcon />}
      isDisabled={isLeaving}
      options={[
        { value: ALL, label: office.allStores },
        ...stores.map(({ code, name }) => ({ value: code, label: name })),
      ]}
      value={store?.code ?? ALL}
      onChange={(code) => {
        const query = new URLSearchParams({ store: code });
        startLeaving(() => router.push(code === ALL ? "/office" : `/office?${query}`));
      }}
      className="min-w-40"
    />
  );
}

function RetryButton({ onPress }: { onPress: () => void }) {
  const { ui } = useMessages();
  return (
    <Button icon={<RefreshCw />} onPress={onPress}>
      {ui.tryAgain}
    </Button>
  );
}

function FirstSale() {
  const { office } = useMessages();
  return (
    <Card className="flex flex-1 items-center justify-center">
      <EmptyState
        hasOutline
        title={office.firstSaleTitle}
        actions={
          <LinkButton href="/till" kind="primary" size="form" icon={<MonitorSmartphone />}>
            {office.openTill}
          </LinkButton>
        }
      >
        {office.firstSaleBody}
      </EmptyState>
    </Card>
  );
}
