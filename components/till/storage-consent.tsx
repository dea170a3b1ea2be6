"use client";

import { RefreshCw, TriangleAlert } from "lucide-react";
import { useTillHandle } from "../../till/react/till-context";
import { useDevices } from "../../till/react/use-devices";
import { Checkbox } from "../ui/checkbox";
import { TillButton } from "./till-button";
import { useSyncTexts } from "./use-sync-texts";

export type StorageConsentProps = {
  isAccepted: boolean;
  onChange: (isAccepted: boolean) => void;
};

/** An iPad calls itself a Mac; no Mac has a screen for fingers. */
function isAppleTablet(): boolean {
  return /iPad|iPhone|Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
}

/** The browser's answer about keeping what is not sent yet; it decides how safe a till is. */
export function StorageConsent({ isAccepted, onChange }: StorageConsentProps) {
  const texts = useSyncTexts();
  const { storage } = useDevices();
  const { askToKeep } = useTillHandle();
  if (storage === null) {
    return null;
  }
  if (storage.isPersisted !== false) {
    return (
      <p className="text-pretty text-statement text-text-muted">
        {storage.isPersisted ? texts.kept : texts.keepUnknown}
      </p>
    );
  }
  return (
    <section className="tone-warning flex flex-col gap-2 rounded-card px-4 py-3">
      <h2 className="icon-20 flex items-center gap-2.5 font-figure text-till-key">
        <TriangleAlert aria-hidden="true" className="shrink-0" />
        {texts.storageRefused}
      </h2>
      <p className="text-pretty text-statement">{texts.storageRefusedBody}</p>
      {isAppleTablet() && <p className="text-pretty text-statement">{texts.storageRefusedIpad}</p>}
      <TillButton
        size="till"
        className="self-start px-4 text-text"
        icon={<RefreshCw aria-hidden="true" />}
        onPress={() => void askToKeep()}
      >
        {texts.storageAskAgain}
      </TillButton>
      <Checkbox
        size="till"
        isSelected={isAccepted}
        onChange={onChange}
        hint={<span className="text-statement text-text">{texts.storageGoOnHint}</span>}
        className="text-text"
      >
        {texts.storageGoOn}
      </Checkbox>
    </section>
  );
}
