"use client";

import { useMessages } from "../../../../../components/messages/use-messages";
import { PageError } from "../../../../../components/office/page-error";

export type SalesErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function SalesError({ error, reset }: SalesErrorProps) {
  const { office } = useMessages();
  return (
    <PageError
      page={office.sales}
      title={office.salesOff}
      body={office.salesOffBody}
      reference={error.digest}
      onRetry={reset}
    />
  );
}
