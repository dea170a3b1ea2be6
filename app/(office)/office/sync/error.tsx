"use client";

import { useMessages } from "../../../../components/messages/use-messages";
import { PageError } from "../../../../components/office/page-error";

export type SyncErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function SyncError({ error, reset }: SyncErrorProps) {
  const { officeSync } = useMessages();
  return (
    <PageError
      page={officeSync.title}
      title={officeSync.off}
      body={officeSync.offBody}
      reference={error.digest}
      onRetry={reset}
    />
  );
}
