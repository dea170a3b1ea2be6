"use client";

import { MonitorSmartphone, ReceiptText } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { PageHeader } from "../../ui/page-header";

/** For a role that sells and sees sales, but no figures. */
export function NoFigures() {
  const { office } = useMessages();
  return (
    <>
      <PageHeader title={office.today} />
      <Card className="flex flex-1 items-center justify-center">
        <EmptyState
          title={office.noFigures}
          actions={
            <>
              <LinkButton href="/till" kind="primary" size="form" icon={<MonitorSmartphone />}>
                {office.openTill}
              </LinkButton>
              <LinkButton href="/office/sales" size="form" icon={<ReceiptText />}>
                {office.sales}
              </LinkButton>
            </>
          }
        >
          {office.noFiguresBody}
        </EmptyState>
      </Card>
    </>
  );
}
