"use client";

import { useMessages } from "../../../../components/messages/use-messages";
import { PageError } from "../../../../components/office/page-error";

export type SettingsErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function SettingsError({ error, reset }: SettingsErrorProps) {
  const { settings } = useMessages();
  return (
    <PageError
      page={settings.title}
      title={settings.off}
      body={settings.offBody}
      reference={error.digest}
      onRetry={reset}
    />
  );
}
