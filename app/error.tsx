"use client";

import { RefreshCw } from "lucide-react";
import { messagesFor } from "../components/messages/messages";
import { usePageLanguage } from "../components/messages/use-page-language";
import { Button } from "../components/ui/button";
import { Card } from "../components/ui/card";
import { ErrorState } from "../components/ui/error-state";

export type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const { ui } = messagesFor(usePageLanguage());
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <Card hasPadding className="w-full max-w-md">
        <ErrorState
          headingLevel={1}
          title={ui.errorTitle}
          note={error.digest ? ui.errorReference(error.digest) : undefined}
          actions={
            <>
              <Button kind="primary" size="form" icon={<RefreshCw />} onPress={reset}>
                {ui.tryAgain}
              </Button>
              <Button size="form" onPress={() => window.history.back()}>
                {ui.back}
              </Button>
            </>
          }
        >
          {ui.errorBody}
        </ErrorState>
      </Card>
    </main>
  );
}
