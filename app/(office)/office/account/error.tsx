"use client";

import { useMessages } from "../../../../components/messages/use-messages";
import { PageError } from "../../../../components/office/page-error";

export type AccountErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function AccountError({ error, reset }: AccountErrorProps) {
  const { account } = useMessages();
  return (
    <PageError
      page={account.title}
      title={account.off}
      body={account.offBody}
      reference={error.digest}
      onRetry={reset}
    />
  );
}
