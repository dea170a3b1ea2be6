"use client";

import { useMessages } from "../../../../components/messages/use-messages";
import { PageError } from "../../../../components/office/page-error";

export type AuditErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function AuditError({ error, reset }: AuditErrorProps) {
  const { officeAudit } = useMessages();
  return (
    <PageError
      page={officeAudit.title}
      title={officeAudit.off}
      body={officeAudit.offBody}
      reference={error.digest}
      onRetry={reset}
    />
  );
}
