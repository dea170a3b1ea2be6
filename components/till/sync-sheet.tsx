"use client";

import { ArrowDown, ArrowUp, ChevronDown, RefreshCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Instant } from "../../core/time";
import type { RecentSale, SyncView } from "../../till/react/till-state";
import { useSync } from "../../till/react/use-sync";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Banner } from "../ui/banner";
import { SegmentedControl } from "../ui/segmented-control";
import { PanelFrame } from "./panel-frame";
import { SaleRow } from "./sale-row";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useNow } from "./use-now";
import { useRecentSales } from "./use-recent-sales";

type Tab = "pending" | "confirmed" | "failed";

const SHOWN = 4;
const LIST_MAX = 200;

function SyncWords({ sync }: { sync: SyncView }) {
  const { till } = useMessages();
  const figures = useFigures();
  return (
    <p className="mb-3 min-h-18 text-pretty text-till-key font-regular leading-6 text-text-muted">
      {sync.waitingCount === 0 ? (
        till.syncAllSafe
      ) : (
        <>
          {till.syncWorks} {till.syncWaitingBefore(sync.waitingCount)}{" "}
          <b className="whitespace-nowrap font-amount text-text tabular-nums">
            {figures.currency} {figures.shortMoney(sync.waitingTotalMinor)}
          </b>{" "}
          {till.syncWaitingAfter}
        </>
      )}
    </p>
  );
}

type SaleListProps = {
  sales: readonly RecentSale[];
  empty: string;
  /** Words on the key that shows the rest. */
  rest: (count: number) => string;
};

function SaleList({ sales, empty, rest }: SaleListProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (sales.length === 0) {
    return <p className="py-4 text-statement text-text-muted">{empty}</p>;
  }
  const shown = isWhole ? sales : sales.slice(0, SHOWN);
  return (
    <>
      <ul>
        {shown.map((sale) => (
          <SaleRow key={sale.saleId} sale={sale} />
        ))}
      </ul>
      {shown.length < sales.length && (
        <TillButton
          kind="quiet"
          size="till"
          className="-ms-2 !text-accent-text self-start"
          iconEnd={<ChevronDown aria-hidden="true" />}
          onPress={() => setIsWhole(true)}
        >
          {rest(sales.length - SHOWN)}
        </TillButton>
      )}
    </>
  );
}

type ExchangeRowProps = { icon: ReactNode; label: string; aside: ReactNode; at: Instant | null };

function ExchangeRow({ icon, label, aside, at }: ExchangeRowProps) {
  const { till } = useMessages();
  const figures = useFigures();
  return (
    <div className="icon-18 flex min-h-8 items-center gap-2.5 text-till-key">
      {icon}
      <dt className="font-medium">{label}</dt>
      <dd className="ms-auto flex gap-4 font-regular">
        {aside}
        <span className="min-w-16 text-end tabular-nums">
          {at === null ? till.never : figures.timeWithSeconds(at)}
        </span>
      </dd>
    </div>
  );
}

function LastExchange({ sync }: { sync: SyncView }) {
  const { till } = useMessages();
  const waits = sync.waitingCount > 0;
  return (
    <section>
      <h3 className="pb-1 font-figure text-statement text-text-muted">{till.lastExchange}</h3>
      <dl>
        <ExchangeRow
          icon={
            <ArrowUp aria-hidden="true" className={waits ? "text-warning" : "text-text-muted"} />
          }
          label={till.salesAndCash}
          aside={
            waits && (
              <span className="font-figure text-warning">
                {till.waitingShort(sync.waitingCount)}
              </span>
            )
          }
          at={sync.lastExchangeAt.push}
        />
        <ExchangeRow
          icon={<ArrowDown aria-hidden="true" className="text-text-muted" />}
          label={till.productsAndPrices}
          aside={sync.lastExchangeAt.pull && <span className="text-text-muted">{till.asOf}</span>}
          at={sync.lastExchangeAt.pull}
        />
      </dl>
    </section>
  );
}

function SyncFoot({ sync }: { sync: SyncView }) {
  const { till } = useMessages();
  const { syncNow } = useTillCommands();
  const now = useNow(1_000);
  const seconds =
    now === null || sync.nextTryAt === null ? 0 : Math.ceil((sync.nextTryAt - now) / 1_000);
  return (
    <>
      <TillButton
        kind="primary"
        size="key-64"
        isFullWidth
        icon={<RefreshCw aria-hidden="true" />}
        onPress={syncNow}
      >
        {till.syncNow}
      </TillButton>
      <p className="pt-3 text-center text-statement text-text-muted tabular-nums">
        {seconds > 0 && `${till.triesAgain(seconds)} `}
        {till.scanCloses}
      </p>
    </>
  );
}

function firstTab(sync: SyncView): Tab {
  if (sync.failedCount > 0) {
    return "failed";
  }
  return sync.waitingCount > 0 ? "pending" : "confirmed";
}

/** What is safe where, without a word about networks that a cashier would have to act on. */
export function SyncSheet({ onClose }: { onClose: () => void }) {
  const { till } = useMessages();
  const figures = useFigures();
  const sync = useSync();
  const sales = useRecentSales(LIST_MAX) ?? [];
  const failed = sync.failedCount;
  const [tab, setTab] = useState<Tab>(firstTab(sync));
  const confirmed = sales.filter((sale) => sale.isConfirmed);
  const pending = sales.filter((sale) => !sale.isConfirmed).reverse();
  return (
    <PanelFrame title={till.syncTitle} onClose={onClose} footer={<SyncFoot sync={sync} />}>
      <SyncWords sync={sync} />
      {sync.attention && (
        <Banner tone="danger" className="mb-3" role="status">
          {till.attentionLong[sync.attention]}
        </Banner>
      )}
      <SegmentedControl
        label={till.syncTitle}
        size="till"
        isFullWidth
        value={tab}
        onChange={setTab}
        segments={[
          { value: "pending", label: till.pending, count: figures.count(sync.waitingCount) },
          { value: "confirmed", label: till.confirmed, count: figures.count(confirmed.length) },
          {
            value: "failed",
            label: till.failed,
            count: figures.count(failed),
            ...(failed > 0 && { countTone: "danger" as const }),
          },
        ]}
      />
      <div className="flex min-h-52 flex-col">
        {tab === "pending" && (
          <SaleList sales={pending} empty={till.noneWaiting} rest={till.newer} />
        )}
        {tab === "confirmed" && (
          <SaleList sales={confirmed} empty={till.noneConfirmed} rest={till.older} />
        )}
        {tab === "failed" && (
          <p className="py-4 text-pretty text-statement text-text-muted">
            {failed === 0 ? till.noneFailed : till.failedBody(failed)}
          </p>
        )}
      </div>
      <LastExchange sync={sync} />
    </PanelFrame>
  );
}
