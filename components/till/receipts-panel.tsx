"use client";

import { ArrowLeft, ReceiptText, SearchX, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { RecentSale } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { EmptyState } from "../ui/empty-state";
import { PanelFrame } from "./panel-frame";
import { PanelSearch } from "./panel-search";
import { ReceiptPanel } from "./receipt-panel";
import { SaleRow } from "./sale-row";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useRecentSales } from "./use-recent-sales";
import { VoidSale } from "./void-sale";

const PAGE = 40;
/** How far back a number is searched for. */
const SEARCHED = 1_000;

type Opened = { sale: RecentSale; receipt: ReceiptInput | null | "reading" };

function useOpenedReceipt() {
  const { readReceipt } = useTillCommands();
  const [opened, setOpened] = useState<Opened | null>(null);
  const sale = opened?.receipt === "reading" ? opened.sale : null;
  useEffect(() => {
    if (sale === null) {
      return;
    }
    let isCurrent = true;
    void readReceipt(sale.saleId).then((receipt) => {
      if (isCurrent) {
        setOpened({ sale, receipt });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [sale, readReceipt]);
  return {
    opened,
    open: (chosen: RecentSale) => setOpened({ sale: chosen, receipt: "reading" }),
    close: () => setOpened(null),
  };
}

function BackKey({ onPress }: { onPress: () => void }) {
  const { till } = useMessages();
  return (
    <TillButton
      kind="quiet"
      size="till"
      className="-ms-2 mb-2 self-start !text-accent-text"
      icon={<ArrowLeft aria-hidden="true" className="rtl:rotate-180" />}
      onPress={onPress}
    >
      {till.backToList}
    </TillButton>
  );
}

type OpenReceiptProps = {
  sale: RecentSale;
  receipt: ReceiptInput;
  onBack: () => void;
  onClose: () => void;
};

/** The paper again, and what can still be done about the sale. */
function OpenReceipt({ sale, receipt, onBack, onClose }: OpenReceiptProps) {
  const { tillCounter } = useMessages();
  const { openPanel } = useSellPanel();
  const [isVoiding, setIsVoiding] = useState(false);
  const canReturn = sale.kind === "sale" && !sale.isVoided;
  const toReturn = () => canReturn && openPanel("return", sale.receiptNumber);
  const toVoid = () => sale.canVoid && setIsVoiding(true);
  if (isVoiding) {
    return <VoidSale sale={sale} onBack={() => setIsVoiding(false)} onClose={onClose} />;
  }
  return (
    <ReceiptPanel
      receipt={receipt}
      onClose={onClose}
      keys={{ f7: toReturn, x: toVoid, backspace: onBack }}
      actions={
        (canReturn || sale.canVoid) && (
          <div className="flex gap-2 pt-2">
            {canReturn && (
              <TillButton
                className="flex-1"
                icon={<Undo2 aria-hidden="true" />}
                aria-keyshortcuts="F7"
                onPress={toReturn}
              >
                {tillCounter.receiptReturn}
              </TillButton>
            )}
            {sale.canVoid && (
              <TillButton kind="danger" className="flex-1" aria-keyshortcuts="X" onPress={toVoid}>
                {tillCounter.receiptVoid}
              </TillButton>
            )}
          </div>
        )
      }
    >
      <BackKey onPress={onBack} />
    </ReceiptPanel>
  );
}

function NoReceipts({ text }: { text: string }) {
  const { till, tillCounter } = useMessages();
  return text === "" ? (
    <EmptyState icon={<ReceiptText />} title={till.receiptsEmpty}>
      {till.receiptsEmptyBody}
    </EmptyState>
  ) : (
    <EmptyState icon={<SearchX />} title={tillCounter.receiptNoMatch}>
      {tillCounter.receiptNoMatchBody}
    </EmptyState>
  );
}

function useFoundSales() {
  const [limit, setLimit] = useState(PAGE);
  const [text, setText] = useState("");
  const wanted = text.trim().toUpperCase();
  const read = useRecentSales(wanted === "" ? limit : SEARCHED);
  const found = read?.filter((sale) => sale.receiptNumber.toUpperCase().includes(wanted));
  const hasMore = wanted === "" && read?.length === limit;
  return {
    text,
    setText,
    sales: found?.slice(0, limit) ?? null,
    showMore: hasMore ? () => setLimit(limit + PAGE) : null,
  };
}

/** Every sale that this till still holds, to be looked at, printed again or taken back. */
export function ReceiptsPanel({ onClose }: { onClose: () => void }) {
  const { till, tillCounter } = useMessages();
  const { text, setText, sales, showMore } = useFoundSales();
  const { opened, open, close } = useOpenedReceipt();
  if (opened?.receipt && opened.receipt !== "reading") {
    const { sale, receipt } = opened;
    return <OpenReceipt sale={sale} receipt={receipt} onBack={close} onClose={onClose} />;
  }
  const submit = () => {
    const [first] = sales ?? [];
    if (first) {
      open(first);
    }
  };
  return (
    <PanelFrame title={till.receiptsTitle} onClose={onClose}>
      {opened?.receipt === null && (
        <>
          <BackKey onPress={close} />
          <p role="alert" className="pb-4 text-danger text-till-key">
            {till.receiptMissing}
          </p>
        </>
      )}
      <PanelSearch
        label={tillCounter.receiptSearch}
        placeholder={tillCounter.receiptSearch}
        text={text}
        onChange={setText}
        onSubmit={submit}
      />
      {sales?.length === 0 && <NoReceipts text={text} />}
      <ul aria-label={till.receiptsTitle} className="-mx-2 pt-2">
        {sales?.map((sale) => (
          <SaleRow key={sale.saleId} sale={sale} onPress={() => open(sale)} />
        ))}
      </ul>
      {showMore && (
        <TillButton className="mt-3 shrink-0" isFullWidth onPress={showMore}>
          {till.showMore}
        </TillButton>
      )}
    </PanelFrame>
  );
}
