"use client";

import { type ReactNode, useEffect } from "react";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { CartPeek, CartSheet } from "./cart-drawer";
import { CartPane } from "./cart-pane";
import { CategoryRail } from "./category-rail";
import { FunctionBar } from "./function-bar";
import { loadCounterParts } from "./lazy-counter-parts";
import { loadLazyParts } from "./lazy-parts";
import { loadPayParts } from "./lazy-pay-parts";
import { PaidPane } from "./paid-pane";
import { PanelHost } from "./panel-host";
import { ProductPane } from "./product-pane";
import { SaleAnnouncer } from "./sale-announcer";
import { SellStateProvider, useSellPanel } from "./sell-state";
import { SellTexts } from "./sell-texts";
import { TillHeader } from "./till-header";
import { TillNotices } from "./till-notices";
import { UnknownScanCard } from "./unknown-scan-card";
import { useBadge } from "./use-badge";
import { useCounterKeys } from "./use-counter-keys";
import { type TillLayout, useLayout } from "./use-layout";
import { type Pay, usePay } from "./use-pay";
import { useProductSearch } from "./use-product-search";

function usePaid() {
  return useTillSelector((snapshot) =>
    snapshot.till.status === "paid" ? snapshot.till.paid : null,
  );
}

/** Whether a panel lies over the sale, so that nothing under it can be reached by Tab. */
function useIsCovered(): boolean {
  const { panel } = useSellPanel();
  const hasPrompt = useTillSelector(({ cart }) => cart.prompt !== null);
  return panel !== null || hasPrompt;
}

function CommandPlace({ layout }: { layout: TillLayout }) {
  const scan = useTillSelector(({ cart }) => cart.unknownScan);
  const isDesktop = layout === "desktop";
  if (scan) {
    return <UnknownScanCard key={scan.serial} scan={scan} isNarrow={!isDesktop} />;
  }
  return layout === "phone" ? null : <FunctionBar hasCaps={isDesktop} />;
}

/** Holds what is typed, so that a key draws the products anew and not the sale beside them. */
function Shelf({ layout }: { layout: TillLayout }) {
  const search = useProductSearch();
  const isDesktop = layout === "desktop";
  const pane = <ProductPane search={search} hasTabs={!isDesktop} isShort={!isDesktop} />;
  if (layout === "phone") {
    return pane;
  }
  return (
    <div
      className={classNames("grid min-h-0 flex-1", isDesktop && "grid-cols-[6.5rem_minmax(0,1fr)]")}
    >
      {isDesktop && (
        <CategoryRail categoryId={search.categoryId} onChoose={search.chooseCategory} />
      )}
      {pane}
    </div>
  );
}

function WideScreen({ layout, pay }: { layout: TillLayout; pay: Pay }) {
  const { till } = useMessages();
  const paid = usePaid();
  const isCovered = useIsCovered();
  const isDesktop = layout === "desktop";
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_27.5rem]">
      <main className="relative flex min-h-0 min-w-0 flex-col">
        <TillNotices />
        <Shelf layout={layout} />
        <CommandPlace layout={layout} />
      </main>
      <aside
        aria-label={till.sale}
        className="relative flex min-h-0 flex-col border-border border-s bg-surface-raised"
      >
        <div inert={isCovered} className="flex min-h-0 flex-1 flex-col">
          {paid ? (
            <PaidPane paid={paid} hasCaps={isDesktop} />
          ) : (
            <CartPane pay={pay} hasCaps={isDesktop} />
          )}
        </div>
        <PanelHost pay={pay} />
      </aside>
    </div>
  );
}

function PhoneScreen({ pay }: { pay: Pay }) {
  const { till } = useMessages();
  const { panel, isSheetOpen } = useSellPanel();
  const paid = usePaid();
  const isCovered = useIsCovered();
  const hasSheet = !paid && isSheetOpen;
  const isSheetOnTop = panel === "cart" || panel === "pay";
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div inert={isCovered || paid !== null} className="flex min-h-0 flex-1 flex-col">
        <main className="relative flex min-h-0 flex-1 flex-col">
          <TillNotices />
          <Shelf layout="phone" />
        </main>
        <CommandPlace layout="phone" />
        <CartPeek pay={pay} />
      </div>
      {paid && (
        <section
          aria-label={till.paid}
          className="absolute inset-0 z-20 flex animate-drawer-in flex-col bg-surface-raised"
        >
          <PaidPane paid={paid} hasCaps={false} isNarrow />
        </section>
      )}
      {hasSheet && <CartSheet pay={pay} isCovered={!isSheetOnTop} />}
      <PanelHost pay={pay} />
    </div>
  );
}

function Screen({ children }: { children: (layout: TillLayout, pay: Pay) => ReactNode }) {
  const layout = useLayout();
  const pay = usePay();
  useCounterKeys();
  useEffect(() => {
    const timer = setTimeout(() => {
      loadPayParts();
      loadCounterParts();
      loadLazyParts();
    }, 1_500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="flex h-dvh min-h-0 flex-col overflow-hidden bg-surface text-text">
      <TillHeader layout={layout} />
      {children(layout, pay)}
      <SaleAnnouncer />
    </div>
  );
}

/** Catalogue left, sale right; states swap inside the same boxes and nothing moves under a finger. */
export function SellScreen() {
  useBadge();
  return (
    <SellTexts>
      <SellStateProvider>
        <Screen>
          {(layout, pay) =>
            layout === "phone" ? (
              <PhoneScreen pay={pay} />
            ) : (
              <WideScreen layout={layout} pay={pay} />
            )
          }
        </Screen>
      </SellStateProvider>
    </SellTexts>
  );
}
