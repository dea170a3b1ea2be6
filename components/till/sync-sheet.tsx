"use client";

import { ChevronDown, RefreshCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { RecentSale, SyncView } from "../../till/react/till-state";
import { useSync } from "../../till/react/use-sync";
import { useTillCommands } from "../../till/react/use-till";
import { Banner } from "../ui/banner";
import { SegmentedControl } from "../ui/segmented-control";
import { DeviceRoom } from "./device-room";
import { momentText } from "./moment-text";
import { PanelFrame } from "./panel-frame";
import { SaleRow } from "./sale-row";
import { SaveUnsent } from "./save-unsent";
import { useScreenFacts } from "./screen-facts";
import { SyncFailures } from "./sync-failures";
import { SyncStreams } from "./sync-streams";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useNow } from "./use-now";
import { useRecentSales } from "./use-recent-sales";
import { useSyncTexts } from "./use-sync-texts";

type Tab = "pending" | "confirmed" | "failed";

const SHOWN = 4;
const LIST_MAX = 200;
const MS_A_SECOND = 1_000;

function SyncWords({ sync }: { sync: SyncView }) {
  const texts = useSyncTexts();
  const figures = useFigures();
  return (
    <p className="mb-3 text-pretty text-till-key font-regular leading-6 text-text-muted">
      {sync.waitingCount === 0 ? (
        sync.failedCount === 0 ? (
          texts.allSafe
        ) : (
          texts.allReached(sync.failedCount)
        )
      ) : (
        <>
          {texts.works} {texts.waitingBefore(sync.waitingCount)}{" "}
          <b className="whitespace-nowrap font-amount text-text tabular-nums">
            {figures.currency} {figures.shortMoney(sync.waitingTotalMinor)}
          </b>{" "}
          {texts.waitingAfter}
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
    return <Note>{empty}</Note>;
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

function Note({ children }: { children: ReactNode }) {
  return <p className="py-2 text-pretty text-statement text-text-muted">{children}</p>;
}

function Pending({ sync, sales }: { sync: SyncView; sales: readonly RecentSale[] }) {
  const texts = useSyncTexts();
  const figures = useFigures();
  const now = useNow(20_000);
  const { oldestWaitingAt } = sync;
  const others = sync.waitingEventCount - sync.waitingCount;
  return (
    <>
      {oldestWaitingAt !== null && now !== null && (
        <Note>
          {texts.oldestSince(
            momentText(oldestWaitingAt, now, figures),
            figures.age(now - oldestWaitingAt),
          )}
        </Note>
      )}
      <SaleList sales={sales} empty={texts.noneWaiting} rest={texts.newer} />
      {others > 0 && <Note>{texts.alsoWaiting(others)}</Note>}
    </>
  );
}

function Confirmed({ sync, sales }: { sync: SyncView; sales: readonly RecentSale[] }) {
  const texts = useSyncTexts();
  const figures = useFigures();
  const { unbookedCount } = sync;
  const bookedCount = sync.receivedCount - unbookedCount;
  return (
    <>
      {sync.receivedCount > 0 && (
        <Note>
          {texts.booked(figures.count(bookedCount), bookedCount === 1)}{" "}
          {unbookedCount > 0 && texts.unbooked(figures.count(unbookedCount), unbookedCount === 1)}
        </Note>
      )}
      <SaleList sales={sales} empty={texts.noneConfirmed} rest={texts.older} />
    </>
  );
}

function SyncFoot({ sync }: { sync: SyncView }) {
  const texts = useSyncTexts();
  const { syncNow } = useTillCommands();
  const now = useNow(MS_A_SECOND);
  const seconds =
    now === null || sync.nextTryAt === null ? 0 : Math.ceil((sync.nextTryAt - now) / MS_A_SECOND);
  return (
    <>
      <TillButton
        kind="primary"
        size="key-64"
        isFullWidth
        icon={<RefreshCw aria-hidden="true" />}
        onPress={syncNow}
      >
        {texts.now}
      </TillButton>
      <p className="pt-3 text-center text-statement text-text-muted tabular-nums">
        {seconds > 0 && `${texts.triesAgain(seconds)} `}
        {texts.scanCloses}
      </p>
    </>
  );
}

function firstTab(sync: SyncView): Tab {
  if (sync.failedCount + sync.missing.length > 0) {
    return "failed";
  }
  return sync.waitingCount > 0 ? "pending" : "confirmed";
}

type TabKeysProps = { sync: SyncView; tab: Tab; onChange: (tab: Tab) => void };

function TabKeys({ sync, tab, onChange }: TabKeysProps) {
  const texts = useSyncTexts();
  const figures = useFigures();
  const failed = sync.failedCount + sync.missing.length;
  return (
    <SegmentedControl
      label={texts.title}
      size="till"
      isFullWidth
      value={tab}
      onChange={onChange}
      segments={[
        { value: "pending", label: texts.pending, count: figures.count(sync.waitingCount) },
        { value: "confirmed", label: texts.confirmed, count: figures.count(sync.receivedCount) },
        {
          value: "failed",
          label: texts.failed,
          count: figures.count(failed),
          ...(failed > 0 && { countTone: "danger" as const }),
        },
      ]}
    />
  );
}

/** What is safe where, without a word about networks that a cashier would have to act on. */
export function SyncSheet({ onClose }: { onClose: () => void }) {
  const texts = useSyncTexts();
  const sync = useSync();
  const sales = useRecentSales(LIST_MAX) ?? [];
  const { isUpdateReady } = useScreenFacts();
  const [tab, setTab] = useState<Tab>(firstTab(sync));
  const words = sync.attention && texts.attention[sync.attention];
  const isSaidBelow = tab === "failed" && sync.failedCount > 0;
  return (
    <PanelFrame title={texts.title} onClose={onClose} footer={<SyncFoot sync={sync} />}>
      <SyncWords sync={sync} />
      {words && !isSaidBelow && (
        <Banner tone="danger" className="mb-3" role="status">
          {words}
        </Banner>
      )}
      {isUpdateReady && (
        <Banner tone="neutral" className="mb-3" role="note">
          {texts.updateReady}
        </Banner>
      )}
      <TabKeys sync={sync} tab={tab} onChange={setTab} />
      <div className="flex min-h-52 shrink-0 flex-col pt-1">
        {tab === "pending" && (
          <Pending sync={sync} sales={sales.filter((sale) => !sale.isConfirmed).reverse()} />
        )}
        {tab === "confirmed" && (
          <Confirmed sync={sync} sales={sales.filter((sale) => sale.isConfirmed)} />
        )}
        {tab === "failed" && <SyncFailures />}
      </div>
      <div className="flex shrink-0 flex-col gap-5">
        <SyncStreams sync={sync} />
        <SaveUnsent />
        <DeviceRoom />
      </div>
    </PanelFrame>
  );
}
