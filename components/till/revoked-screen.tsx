"use client";

import { SetUpAnewScreen } from "./set-up-anew-screen";
import { useSyncTexts } from "./use-sync-texts";

/** The owner has stopped this register: nothing is sold, and what was sold before still goes up. */
export function RevokedScreen({ registerName }: { registerName: string }) {
  const texts = useSyncTexts();
  return (
    <SetUpAnewScreen title={texts.revokedTitle(registerName)}>{texts.revokedBody}</SetUpAnewScreen>
  );
}
