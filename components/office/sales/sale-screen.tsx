"use client";

import { useMemo } from "react";
import type { ReceiptDocument } from "../../../core/receipt/receipt-document";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { ReceiptView } from "../../receipt/receipt-view";
import { Card, CardHeader } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { formatMoment } from "../format-office";
import type { Sale, SaleEvent } from "../office-outputs";
import { ScrollPane } from "../scroll-pane";
import { ReceiptLinks } from "./receipt-links";
import { SaleActionsCard } from "./sale-actions-card";
import { SaleBadge } from "./sale-badge";
import { SaleDetailsCard } from "./sale-details-card";
import { saleDocumentOf } from "./sale-document-of";
import { SaleEventCard } from "./sale-event-card";
import { SaleFigures } from "./sale-figures";
import { SaleLinesCard } from "./sale-lines-card";
import { SalePaymentsCard } from "./sale-payments-card";
import { SaleReturnsCard } from "./sale-returns-card";
import { SaleTaxesCard } from "./sale-taxes-card";
import { salesHref } from "./sales-address";

export type SaleScreenProps = { sale: Sale; event: SaleEvent; receipt: ReceiptDocument };

/** One sale: a fact, so the page never needs to ask again. */
export function SaleScreen({ sale, event, receipt }: SaleScreenProps) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const document = useMemo(() => saleDocumentOf(event), [event]);
  const moment = formatMoment(sale.soldAt, sale.timezone, locale);
  return (
    <>
      <PageHeader
        title={sale.receiptNumber}
        parents={[{ label: office.sales, href: salesHref({}) }]}
        aside={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <SaleBadge kind={sale.kind} status={sale.status} />
            <span className="tabular-nums">
              {office.soldAtPlace(moment, sale.storeName, sale.registerName)}
            </span>
          </span>
        }
      />
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-[minmax(0,1fr)_22.5rem]">
        <div className="grid min-w-0 gap-3">
          <SaleFigures sale={sale} />
          <SaleLinesCard sale={sale} document={document} />
          <div className="grid items-start gap-3 md:grid-cols-2">
            <SalePaymentsCard sale={sale} />
            <SaleTaxesCard sale={sale} />
          </div>
          <SaleReturnsCard sale={sale} />
          <SaleActionsCard sale={sale} />
          <SaleDetailsCard sale={sale} />
          <SaleEventCard sale={sale} event={event} />
        </div>
        <Card as="section" labelledBy="sale-receipt" className="overflow-hidden">
          <CardHeader
            title={office.receiptPreview}
            titleId="sale-receipt"
            end={<ReceiptLinks saleId={sale.id} />}
            isRuled
          />
          <ScrollPane
            label={receipt.title}
            className="max-h-200 rounded-b-card bg-surface-sunken px-3 py-5"
          >
            <ReceiptView receipt={receipt} className="mx-auto" />
          </ScrollPane>
        </Card>
      </div>
    </>
  );
}
