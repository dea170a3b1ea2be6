"use client";

import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { ErrorState } from "../ui/error-state";
import { GateScreen } from "./gate-screen";
import { EnrolScreen } from "./lazy-parts";
import { TillButton } from "./till-button";
import { useSyncTexts } from "./use-sync-texts";

/** The log is gone: going on under the old number could sell one receipt number twice. */
export function WipedScreen({ terminalId }: { terminalId: string }) {
  const texts = useSyncTexts();
  const [isEnrolling, setIsEnrolling] = useState(false);
  if (isEnrolling) {
    return <EnrolScreen />;
  }
  return (
    <GateScreen isNarrow>
      <ErrorState
        headingLevel={1}
        title={texts.wipedTitle}
        note={texts.wipedNote(terminalId)}
        actions={
          <TillButton
            kind="primary"
            size="key-64"
            icon={<RefreshCw aria-hidden="true" />}
            onPress={() => setIsEnrolling(true)}
          >
            {texts.wipedAction}
          </TillButton>
        }
      >
        <span className="flex flex-col gap-2.5">
          <span>{texts.wipedBody}</span>
          <span>{texts.wipedSafe}</span>
          <span>{texts.wipedAtRisk}</span>
          <span>{texts.wipedReceipts}</span>
        </span>
      </ErrorState>
    </GateScreen>
  );
}
