"use client";

import { ArrowLeft, ReceiptText } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { EmptyState } from "../ui/empty-state";
import { PanelFrame } from "./panel-frame";
import { ReceiptPanel } from "./receipt-panel";
import { SaleRow } from "./sale-row";
import { TillButton } from "./till-button";
import { useRecentSales } from "./use-recent-sales";

const PAGE = 40;

type Opened = { saleId: string; receipt: ReceiptInput | null | "reading" };

function useOpenedReceipt() {
  const { readReceipt } = useTillCommands();
  const [opened, setOpened] = useState<Opened | null>(null);
  const saleId = opened?.saleId ?? null;
  useEffect(() => {
    if (saleId === null) {
      return;
    }
    let isCurrent = true;
    void readReceipt(saleId).then((receipt) => {
      if (isCurrent) {
        setOpened({ saleId, receipt });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [saleId, readReceipt]);
  return { opened, setOpened };
}

/** Every sale that this till still holds, to be looked at and printed again without a network. */
export function ReceiptsPanel({ onClose }: { onClose: () => void }) {
  const { till } = useMessages();
  const [limit, setLimit] = useState(PAGE);
  const sales = useRecentSales(limit);
  const { opened, setOpened } = useOpenedReceipt();
  const back = (
    <TillButton
      kind="quiet"
      size="till"
      className="-ms-2 mb-2 self-start !text-accent-text"
      icon={<ArrowLeft aria-hidden="true" className="rtl:rotate-180" />}
      onPress={() => setOpened(null)}
    >
      {till.backToList}
    </TillButton>
  );
  if (opened?.receipt && opened.receipt !== "reading") {
    return (
      <ReceiptPanel receipt={opened.receipt} onClose={onClose}>
        {back}
      </ReceiptPanel>
    );
  }
  return (
    <PanelFrame title={till.receiptsTitle} onClose={onClose}>
      {opened?.receipt === null && (
        <>
          {back}
          <p role="alert" className="pb-4 text-till-key text-danger">
            {till.receiptMissing}
          </p>
        </>
      )}
      {sales?.length === 0 && (
        <EmptyState icon={<ReceiptText />} title={till.receiptsEmpty}>
          {till.receiptsEmptyBody}
        </EmptyState>
      )}
      <ul aria-label={till.receiptsTitle} className="-mx-2">
        {sales?.map((sale) => (
          <SaleRow
            key={sale.saleId}
            sale={sale}
            onPress={() => setOpened({ saleId: sale.saleId, receipt: "reading" })}
          />
        ))}
      </ul>
      {sales && sales.length === limit && (
        <TillButton className="mt-3 shrink-0" isFullWidth onPress={() => setLimit(limit + PAGE)}>
          {till.showMore}
        </TillButton>
      )}
    </PanelFrame>
  );
}
