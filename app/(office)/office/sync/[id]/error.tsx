"use client";

import { useMessages } from "../../../../../components/messages/use-messages";
import { PageError } from "../../../../../components/office/page-error";

export type TerminalErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function TerminalError({ error, reset }: TerminalErrorProps) {
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
