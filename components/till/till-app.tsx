"use client";

import { type ReactNode, Suspense, useEffect } from "react";
import { TillProvider } from "../../till/react/till-provider";
import { useTill, useTillSelector } from "../../till/react/use-till";
import { type Language, languageOf } from "../messages/languages";
import { TextsProvider } from "../messages/use-messages";
import {
  loadScreens,
  OpenShiftScreen,
  RevokedScreen,
  SellScreen,
  WipedScreen,
} from "./lazy-screens";
import { EnrolScreen, LoadingScreen } from "./lazy-set-up";
import { PinScreen } from "./pin-screen";
import { StartingScreen } from "./starting-screen";
import { TillErrorBoundary } from "./till-error-boundary";
import { storeOf } from "./till-place";
import { loadTillTexts, useTillTexts } from "./till-texts";
import { useOfflineShell } from "./use-offline-shell";
import { readTillLanguage, useTillLanguage } from "./use-till-language";

/** After the first screen was painted: the next ones stand ready before a PIN is typed. */
const SCREENS_AFTER_MS = 250;

function TillScreen() {
  const state = useTill();
  const isFirst = state.status === "loading";
  useEffect(() => {
    if (isFirst) {
      return;
    }
    const timer = setTimeout(loadScreens, SCREENS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isFirst]);
  switch (state.status) {
    case "loading":
      return state.firstSync ? <LoadingScreen progress={state.firstSync} /> : <StartingScreen />;
    case "not_enrolled":
      return <EnrolScreen />;
    case "wiped":
      return <WipedScreen terminalId={state.terminalId} />;
    case "revoked":
      return <RevokedScreen registerName={state.registerName} />;
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

function TillMessages({ language, children }: { language: Language; children: ReactNode }) {
  const shown = useTillTexts(language);
  return (
    <TextsProvider language={shown.language} messages={shown.texts}>
      <TillErrorBoundary>{children}</TillErrorBoundary>
    </TextsProvider>
  );
}

/** The device's own language; the store's where none was chosen. */
function StoreMessages({ children }: { children: ReactNode }) {
  const chosen = useTillLanguage();
  const ofStore = useTillSelector((snapshot) => storeOf(snapshot.till)?.language ?? null);
  return <TillMessages language={chosen ?? languageOf(ofStore)}>{children}</TillMessages>;
}

// The cookie is known before anything is drawn.
const chosenBefore = readTillLanguage();
if (chosenBefore !== null) void loadTillTexts(chosenBefore).catch(() => undefined);

export type TillAppProps = {
  /** Registers the service worker; a build under development must not serve yesterday's files. */
  isKeptOffline?: boolean;
};

/** The till from start to sale. Everything it shows comes from the engine on this device. */
export function TillApp({ isKeptOffline = false }: TillAppProps) {
  const chosen = useTillLanguage();
  return (
    <TillMessages language={chosen ?? "en"}>
      <TillProvider fallback={<StartingScreen />}>
        <OfflineShell isOn={isKeptOffline} />
        <StoreMessages>
          <Suspense fallback={<StartingScreen />}>
            <TillScreen />
          </Suspense>
        </StoreMessages>
      </TillProvider>
    </TillMessages>
  );
}
