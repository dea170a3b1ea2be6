"use client";

import { ReceiptText } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { PageHeader } from "../../ui/page-header";
import { salesHref } from "./sales-address";

export function SaleMissing() {
  const { office } = useMessages();
  return (
    <>
      <PageHeader title={office.sale} parents={[{ label: office.sales, href: salesHref({}) }]} />
      <Card className="flex flex-1 items-center justify-center">
        <EmptyState
          icon={<ReceiptText />}
          title={office.saleMissing}
          actions={
            <LinkButton href={salesHref({})} kind="primary" size="form">
              {office.allSales}
            </LinkButton>
          }
        >
          {office.saleMissingBody}
        </EmptyState>
      </Card>
    </>
  );
}
