"use client";

import { useMessages } from "../../messages/use-messages";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { PageHeader } from "../../ui/page-header";
import { syncHref } from "./sync-address";

export function TerminalMissing() {
  const { officeSync } = useMessages();
  const href = syncHref({ section: "tills" });
  return (
    <>
      <PageHeader title={officeSync.till} parents={[{ label: officeSync.title, href }]} />
      <Card>
        <EmptyState
          title={officeSync.missing}
          actions={
            <LinkButton href={href} kind="primary" size="form">
              {officeSync.allTills}
            </LinkButton>
          }
        >
          {officeSync.missingBody}
        </EmptyState>
      </Card>
    </>
  );
}
