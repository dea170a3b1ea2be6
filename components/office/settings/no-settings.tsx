"use client";

import { useMessages } from "../../messages/use-messages";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";

/** For whoever may change nothing. */
export function NoSettings() {
  const { settings } = useMessages();
  return (
    <>
      <PageHeader title={settings.title} />
      <Card hasPadding className="max-w-xl">
        <EmptyState title={settings.none}>{settings.noneBody}</EmptyState>
      </Card>
    </>
  );
}
