"use client";

import { RefreshCw } from "lucide-react";
import { plainPageTextsFor } from "../components/messages/plain-page-texts";
import { usePageLanguage } from "../components/messages/use-page-language";
import { type ButtonKind, buttonClasses } from "../components/ui/button-classes";
import { ButtonContent, type ButtonContentProps } from "../components/ui/button-content";
import { Card } from "../components/ui/card";
import { ErrorState } from "../components/ui/error-state";

export type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

type PlainButtonProps = ButtonContentProps & { kind: ButtonKind; onPress: () => void };

/** Every page carries this one along, so the kit's button would come with every page. */
function PlainButton({ kind, onPress, ...content }: PlainButtonProps) {
  return (
    <button type="button" onClick={onPress} className={buttonClasses({ kind, size: "form" })}>
      <ButtonContent kind={kind} isStacked={false} {...content} />
    </button>
  );
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const ui = plainPageTextsFor(usePageLanguage());
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <Card hasPadding className="w-full max-w-md">
        <ErrorState
          headingLevel={1}
          title={ui.errorTitle}
          note={error.digest ? ui.errorReference(error.digest) : undefined}
          actions={
            <>
              <PlainButton kind="primary" icon={<RefreshCw />} onPress={reset}>
                {ui.tryAgain}
              </PlainButton>
              <PlainButton kind="outline" onPress={() => window.history.back()}>
                {ui.back}
              </PlainButton>
            </>
          }
        >
          {ui.errorBody}
        </ErrorState>
      </Card>
    </main>
  );
}
