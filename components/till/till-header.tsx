"use client";

import { CircleUserRound, Lock, Menu as MenuIcon } from "lucide-react";
import { useTill, useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Badge } from "../ui/badge";
import { BrandMark } from "../ui/brand-mark";
import { useSellPanel } from "./sell-state";
import { SyncPill } from "./sync-pill";
import { TillButton } from "./till-button";
import { placeOf, shiftOf, storeTitle } from "./till-place";
import { useFigures } from "./use-figures";
import type { TillLayout } from "./use-layout";

function Divider() {
  return <span aria-hidden="true" className="h-6 w-px shrink-0 bg-border" />;
}

function ShiftSince() {
  const { till } = useMessages();
  const figures = useFigures();
  const state = useTill();
  const shift = shiftOf(state);
  if (!shift) {
    return null;
  }
  return shift.isDayOver ? (
    <span className="truncate text-till-small text-warning">{till.dayOver}</span>
  ) : (
    <span className="truncate text-till-key font-regular text-text-muted">
      {till.shiftSince(shift.shiftNumber, figures.time(shift.openedAt))}
    </span>
  );
}

function PhoneHeader() {
  const { till } = useMessages();
  const state = useTill();
  const { openPanel } = useSellPanel();
  const place = placeOf(state);
  const cashier = "cashier" in state ? state.cashier.displayName : null;
  return (
    <>
      <BrandMark className="size-7" />
      <div className="flex min-w-0 flex-1 flex-col">
        <h1 className="truncate font-amount text-till-key leading-5">
          {place && storeTitle(place.store)}
        </h1>
        <span className="truncate text-text-muted text-till-small">
          {[place?.register.name, place?.store.isDemo ? till.demo : cashier]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <SyncPill isShort onPress={() => openPanel("sync")} />
      <TillButton
        kind="quiet"
        size="till"
        icon={<MenuIcon aria-hidden="true" />}
        className="-me-2 shrink-0"
        onPress={() => openPanel("settings")}
      >
        {till.menu}
      </TillButton>
    </>
  );
}

function WideHeader({ isDesktop }: { isDesktop: boolean }) {
  const { till } = useMessages();
  const state = useTill();
  const { openPanel } = useSellPanel();
  const { lock } = useTillCommands();
  const place = placeOf(state);
  return (
    <>
      <BrandMark className="size-7" />
      <h1 className="-ms-1.5 max-w-72 shrink truncate font-amount text-till-key">
        {place && storeTitle(place.store)}
      </h1>
      <Divider />
      <span className="shrink-0 font-figure text-till-key">{place?.register.name}</span>
      {place?.store.isDemo && (
        <Badge tone="warning" size="till">
          {till.demo}
        </Badge>
      )}
      {isDesktop && <ShiftSince />}
      <div className="flex min-w-0 flex-1 justify-end">
        <SyncPill isShort={!isDesktop} onPress={() => openPanel("sync")} />
      </div>
      {"cashier" in state && (
        <span className="icon-20 flex min-w-0 shrink-0 items-center gap-2 px-1 text-till-key">
          <CircleUserRound aria-hidden="true" />
          <span className="max-w-40 truncate">{state.cashier.displayName}</span>
        </span>
      )}
      <Divider />
      <TillButton
        kind="quiet"
        size="till"
        icon={<Lock aria-hidden="true" />}
        className="-mx-2 shrink-0"
        aria-keyshortcuts="L"
        onPress={lock}
      >
        {till.lock}
      </TillButton>
    </>
  );
}

export function TillHeader({ layout }: { layout: TillLayout }) {
  return (
    <header className="flex h-14 min-w-0 shrink-0 items-center gap-4 border-border border-b bg-surface-raised px-4 max-md:gap-2">
      {layout === "phone" ? <PhoneHeader /> : <WideHeader isDesktop={layout === "desktop"} />}
    </header>
  );
}
