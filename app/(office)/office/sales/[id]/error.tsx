"use client";

import { useMessages } from "../../../../../components/messages/use-messages";
import { PageError } from "../../../../../components/office/page-error";

export type SaleErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function SaleError({ error, reset }: SaleErrorProps) {
  const { office } = useMessages();
  return (
    <PageError
      page={office.sale}
      title={office.saleOff}
      body={office.salesOffBody}
      reference={error.digest}
      onRetry={reset}
    />
  );
}
