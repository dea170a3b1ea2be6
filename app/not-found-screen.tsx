"use client";

import { plainPageTextsFor } from "../components/messages/plain-page-texts";
import { usePageLanguage } from "../components/messages/use-page-language";
import { BrandMark } from "../components/ui/brand-mark";
import { Card } from "../components/ui/card";
import { EmptyState } from "../components/ui/empty-state";
import { LinkButton } from "../components/ui/link-button";

export function NotFoundScreen() {
  const ui = plainPageTextsFor(usePageLanguage());
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <Card className="w-full max-w-md">
        <EmptyState
          headingLevel={1}
          icon={<BrandMark className="size-10" />}
          title={ui.notFoundTitle}
          actions={
            <>
              <LinkButton href="/office" kind="primary" size="form">
                {ui.goToOffice}
              </LinkButton>
              <LinkButton href="/till" size="form">
                {ui.goToTill}
              </LinkButton>
            </>
          }
        >
          {ui.notFoundBody}
        </EmptyState>
      </Card>
    </main>
  );
}
