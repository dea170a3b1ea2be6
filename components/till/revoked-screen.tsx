"use client";

import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { ErrorState } from "../ui/error-state";
import { GateScreen } from "./gate-screen";
import { EnrolScreen } from "./lazy-parts";
import { TillButton } from "./till-button";
import { useSyncTexts } from "./use-sync-texts";

/** The owner has stopped this register: nothing is sold, and what was sold before still goes up. */
export function RevokedScreen({ registerName }: { registerName: string }) {
  const texts = useSyncTexts();
  const [isEnrolling, setIsEnrolling] = useState(false);
  if (isEnrolling) {
    return <EnrolScreen />;
  }
  return (
    <GateScreen isNarrow>
      <ErrorState
        headingLevel={1}
        title={texts.revokedTitle(registerName)}
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
        {texts.revokedBody}
      </ErrorState>
    </GateScreen>
  );
}
