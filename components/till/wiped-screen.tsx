"use client";

import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../messages/use-messages";
import { ErrorState } from "../ui/error-state";
import { GateScreen } from "./gate-screen";
import { EnrolScreen } from "./lazy-parts";
import { TillButton } from "./till-button";

/** The log is gone: going on under the old number could sell one receipt number twice. */
export function WipedScreen({ terminalId }: { terminalId: string }) {
  const { till } = useMessages();
  const [isEnrolling, setIsEnrolling] = useState(false);
  if (isEnrolling) {
    return <EnrolScreen />;
  }
  return (
    <GateScreen isNarrow>
      <ErrorState
        headingLevel={1}
        title={till.wipedTitle}
        note={till.wipedNote(terminalId)}
        actions={
          <TillButton
            kind="primary"
            size="key-64"
            icon={<RefreshCw aria-hidden="true" />}
            onPress={() => setIsEnrolling(true)}
          >
            {till.wipedAction}
          </TillButton>
        }
      >
        {till.wipedBody}
      </ErrorState>
    </GateScreen>
  );
}
