"use client";

import {
  CircleParking,
  CircleUserRound,
  GraduationCap,
  Lock,
  Menu as MenuIcon,
} from "lucide-react";
import { useHeldCarts } from "../../till/react/use-held-carts";
import { useTill, useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Badge } from "../ui/badge";
import { BrandMark } from "../ui/brand-mark";
import { classNames } from "../ui/class-names";
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
  const { till, tillCounter } = useMessages();
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
          {place?.isTraining ? (
            <b className="text-warning">{tillCounter.trainingBadge}</b>
          ) : (
            [place?.register.name, place?.store.isDemo ? till.demo : cashier]
              .filter(Boolean)
              .join(" · ")
          )}
        </span>
      </div>
      <SyncPill isShort onPress={() => openPanel("sync")} />
      <TillButton
        kind="quiet"
        size="till"
        icon={<MenuIcon aria-hidden="true" />}
        className="-me-2 shrink-0"
        onPress={() => openPanel("menu")}
      >
        {till.menu}
      </TillButton>
    </>
  );
}

/** How many sales wait aside, and the way to them. */
function ParkedKey() {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const { openPanel } = useSellPanel();
  const count = useHeldCarts().filter((cart) => cart.kind === "parked").length;
  return (
    <TillButton
      kind="quiet"
      size="till"
      icon={<CircleParking aria-hidden="true" />}
      iconEnd={
        <Badge size="till" className="min-w-5.5 justify-center">
          {figures.count(count)}
        </Badge>
      }
      className="-mx-2 shrink-0"
      aria-keyshortcuts="F3"
      onPress={() => openPanel("held")}
    >
      {tillCounter.parkedCount}
    </TillButton>
  );
}

/** Who sells; a press lets somebody else take over without losing the sale. */
function CashierKey() {
  const state = useTill();
  const { tillCounter } = useMessages();
  const { openPanel } = useSellPanel();
  if (!("cashier" in state)) {
    return null;
  }
  const { displayName } = state.cashier;
  return (
    <TillButton
      kind="quiet"
      size="till"
      icon={<CircleUserRound aria-hidden="true" />}
      className="-mx-2 max-w-44 shrink-0"
      aria-label={`${displayName}, ${tillCounter.cashierTitle}`}
      aria-keyshortcuts="U"
      onPress={() => openPanel("cashier")}
    >
      <span className="block max-w-32 truncate">{displayName}</span>
    </TillButton>
  );
}

/** The word that nobody can miss while nothing counts. */
function TrainingMark() {
  const { tillCounter } = useMessages();
  return (
    <span className="icon-20 flex shrink-0 items-center gap-2 rounded-chip bg-warning px-2.5 py-1 font-heavy text-surface-raised text-till-key">
      <GraduationCap aria-hidden="true" />
      {tillCounter.trainingBadge}
    </span>
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
      {place?.isTraining ? <TrainingMark /> : isDesktop && <ShiftSince />}
      <div className="flex min-w-0 flex-1 justify-end">
        <SyncPill isShort={!isDesktop} onPress={() => openPanel("sync")} />
      </div>
      {isDesktop && <ParkedKey />}
      <CashierKey />
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

/** A frame around everything: in training no part of the screen looks like a real sale. */
function TrainingFrame() {
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed inset-0 z-50 border-4 border-warning"
    />
  );
}

export function TillHeader({ layout }: { layout: TillLayout }) {
  const isTraining = placeOf(useTill())?.isTraining ?? false;
  return (
    <header
      className={classNames(
        "flex h-14 min-w-0 shrink-0 items-center gap-4 border-border border-b px-4 max-md:gap-2",
        isTraining ? "bg-warning-soft" : "bg-surface-raised",
      )}
    >
      {layout === "phone" ? <PhoneHeader /> : <WideHeader isDesktop={layout === "desktop"} />}
      {isTraining && <TrainingFrame />}
    </header>
  );
}
