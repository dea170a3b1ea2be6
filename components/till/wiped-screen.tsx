"use client";

import { SetUpAnewScreen } from "./set-up-anew-screen";
import { useSyncTexts } from "./use-sync-texts";

/** The log is gone: going on under the old number could sell one receipt number twice. */
export function WipedScreen({ terminalId }: { terminalId: string }) {
  const texts = useSyncTexts();
  return (
    <SetUpAnewScreen title={texts.wipedTitle} note={texts.wipedNote(terminalId)}>
      <span className="flex flex-col gap-2.5">
        <span>{texts.wipedBody}</span>
        <span>{texts.wipedSafe}</span>
        <span>{texts.wipedAtRisk}</span>
        <span>{texts.wipedReceipts}</span>
      </span>
    </SetUpAnewScreen>
  );
}
