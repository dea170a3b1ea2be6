"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { useMessages } from "../messages/use-messages";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { PageHeader } from "../ui/page-header";

export type PageErrorProps = {
  /** Of the page that did not come. */
  page: string;
  title: string;
  body: string;
  reference: string | undefined;
  onRetry: () => void;
};

/** In the frame, so that the way to other pages stays open. */
export function PageError({ page, title, body, reference, onRetry }: PageErrorProps) {
  const { ui } = useMessages();
  const router = useRouter();
  // The server has to be asked again before the page can be drawn again.
  const retry = () =>
    startTransition(() => {
      router.refresh();
      onRetry();
    });
  return (
    <>
      <PageHeader title={page} />
      <Card hasPadding className="max-w-xl">
        <ErrorState
          title={title}
          note={reference && ui.errorReference(reference)}
          actions={
            <Button kind="primary" size="form" icon={<RefreshCw />} onPress={retry}>
              {ui.tryAgain}
            </Button>
          }
        >
          {body}
        </ErrorState>
      </Card>
    </>
  );
}
