"use client";

import { RefreshCw } from "lucide-react";
import { Component, type ReactNode } from "react";
import { useMessages } from "../messages/use-messages";
import { ErrorState } from "../ui/error-state";
import { TillButton } from "./till-button";

function CrashScreen({ reference }: { reference: string }) {
  const { till } = useMessages();
  return (
    <main className="flex h-dvh items-center justify-center bg-surface p-4 text-text">
      <div className="w-full max-w-136 rounded-overlay border border-border bg-surface-raised p-8">
        <ErrorState
          headingLevel={1}
          title={till.crashedTitle}
          note={reference}
          actions={
            <TillButton
              kind="primary"
              size="key-64"
              icon={<RefreshCw aria-hidden="true" />}
              onPress={() => window.location.reload()}
            >
              {till.crashedAction}
            </TillButton>
          }
        >
          {till.crashedBody}
        </ErrorState>
      </div>
    </main>
  );
}

type BoundaryState = { error: Error | null };

/** A fault in a screen never takes a sale with it: what was paid is on the disk already. */
export class TillErrorBoundary extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { error: null };

  static getDerivedStateFromError(error: Error): BoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error ? <CrashScreen reference={error.message} /> : this.props.children;
  }
}
