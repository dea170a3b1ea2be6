"use client";

import { type ReactNode, Suspense } from "react";
import { TillProvider } from "../../till/react/till-provider";
import { useTill, useTillSelector } from "../../till/react/use-till";
import { languageOf } from "../messages/messages";
import { MessagesProvider } from "../messages/use-messages";
import { EnrolScreen, LoadingScreen } from "./lazy-parts";
import { OpenShiftScreen } from "./open-shift-screen";
import { PinScreen } from "./pin-screen";
import { SellScreen } from "./sell-screen";
import { StartingScreen } from "./starting-screen";
import { TillErrorBoundary } from "./till-error-boundary";
import { storeOf } from "./till-place";
import { useOfflineShell } from "./use-offline-shell";
import { useTillLanguage } from "./use-till-language";
import { WipedScreen } from "./wiped-screen";

function TillScreen() {
  const state = useTill();
  switch (state.status) {
    case "loading":
      return state.firstSync ? <LoadingScreen progress={state.firstSync} /> : <StartingScreen />;
    case "not_enrolled":
      return <EnrolScreen />;
    case "wiped":
      return <WipedScreen terminalId={state.terminalId} />;
    case "locked":
      return <PinScreen state={state} />;
    case "shift_closed":
      return <OpenShiftScreen state={state} />;
    default:
      return <SellScreen />;
  }
}

function OfflineShell({ isOn }: { isOn: boolean }) {
  useOfflineShell(isOn);
  return null;
}

/** The device's own language; the store's where none was chosen. */
function StoreMessages({ children }: { children: ReactNode }) {
  const chosen = useTillLanguage();
  const ofStore = useTillSelector((snapshot) => storeOf(snapshot.till)?.language ?? null);
  return (
    <MessagesProvider language={chosen ?? languageOf(ofStore)}>
      <TillErrorBoundary>{children}</TillErrorBoundary>
    </MessagesProvider>
  );
}

export type TillAppProps = {
  /** Registers the service worker; a build under development must not serve yesterday's files. */
  isKeptOffline?: boolean;
};

/** The till from start to sale. Everything it shows comes from the engine on this device. */
export function TillApp({ isKeptOffline = false }: TillAppProps) {
  const chosen = useTillLanguage();
  return (
    <MessagesProvider language={chosen ?? "en"}>
      <TillErrorBoundary>
        <TillProvider fallback={<StartingScreen />}>
          <OfflineShell isOn={isKeptOffline} />
          <StoreMessages>
            <Suspense fallback={<StartingScreen />}>
              <TillScreen />
            </Suspense>
          </StoreMessages>
        </TillProvider>
      </TillErrorBoundary>
    </MessagesProvider>
  );
}
