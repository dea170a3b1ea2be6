"use client";

import { useMessages } from "../../../../components/messages/use-messages";
import { PageError } from "../../../../components/office/page-error";

export type TodayErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function TodayError({ error, reset }: TodayErrorProps) {
  const { office } = useMessages();
  return (
    <PageError
      page={office.today}
      title={office.figuresOff}
      body={office.figuresOffBody}
      reference={error.digest}
      onRetry={reset}
    />
  );
}
