"use client";

import { RefreshCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ErrorState } from "../ui/error-state";
import { GateScreen } from "./gate-screen";
import { EnrolScreen } from "./lazy-set-up";
import { TillButton } from "./till-button";
import { useSyncTexts } from "./use-sync-texts";

/** A device that may not sell as the till it was: why, and the way to become one again. */
export function SetUpAnewScreen({
  title,
  note,
  children,
}: {
  title: string;
  note?: string;
  children: ReactNode;
}) {
  const texts = useSyncTexts();
  const [isEnrolling, setIsEnrolling] = useState(false);
  if (isEnrolling) {
    return <EnrolScreen />;
  }
  return (
    <GateScreen isNarrow>
      <ErrorState
        headingLevel={1}
        title={title}
        {...(note === undefined ? {} : { note })}
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
        {children}
      </ErrorState>
    </GateScreen>
  );
}
