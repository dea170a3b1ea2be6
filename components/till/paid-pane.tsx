"use client";

import { ArrowRight, CircleCheck, Printer, ReceiptText, ScanBarcode } from "lucide-react";
import { Suspense, useState } from "react";
import { type Minor, minor } from "../../core/money/minor";
import type { PaidSale } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Banner } from "../ui/banner";
import { CartNotice } from "./cart-notice";
import { ChangePanel } from "./change-panel";
import { ReceiptCode } from "./lazy-parts";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";
import { useRefusalText } from "./use-refusal-text";

export type PaidPaneProps = { paid: PaidSale; hasCaps: boolean; isNarrow?: boolean };

function PaidHead({ paid }: { paid: PaidSale }) {
  const { till } = useMessages();
  const figures = useFigures();
  return (
    <div className="icon-22 flex h-12 shrink-0 items-center gap-2 px-4 text-till-key">
      <CircleCheck aria-hidden="true" className="text-positive" />
      <h2 className="font-amount">{till.paid}</h2>
      <span className="ms-auto font-regular text-text-muted">
        {till.receiptNumber(paid.receiptNumber)} · {figures.time(paid.paidAt)}
      </span>
    </div>
  );
}

function PaidSums({ paid }: { paid: PaidSale }) {
  const { till } = useMessages();
  const rows: { label: string; amountMinor: Minor }[] = [
    { label: till.totalWord, amountMinor: paid.totalMinor },
  ];
  if (paid.roundingMinor !== 0) {
    rows.push({ label: till.cashRounding, amountMinor: paid.roundingMinor });
  }
  for (const payment of paid.payments) {
    const isCash = payment.method === "cash";
    rows.push({
      label: isCash ? till.cashReceived : till.methods[payment.method],
      amountMinor: minor(payment.tenderedMinor),
    });
  }
  return (
    <dl className="flex flex-col gap-1.5 px-4 py-4 text-till">
      {rows.map((row) => (
        <div key={row.label} className="flex justify-between gap-4">
          <dt className="font-regular text-text-muted">{row.label}</dt>
          <dd>
            <MoneyText amountMinor={row.amountMinor} currency={paid.currency} size="line" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Print is the one step that comes next; the receipt's code stands where cash keys stood. */
export function ReceiptKeys({ paid, hasCaps }: PaidPaneProps) {
  const { till } = useMessages();
  const { openPanel } = useSellPanel();
  const { printReceipt, startNextSale } = useTillCommands();
  const print = useCommand(printReceipt);
  const failure = useRefusalText(print.refusal);
  const [isPrinted, setIsPrinted] = useState(false);
  const printNow = async () => {
    if (!print.isRunning) {
      setIsPrinted((await print.run(paid.saleId)) !== null);
    }
  };
  useKeys({
    keys: {
      p: () => void printNow(),
      v: () => openPanel("receipt"),
      n: startNextSale,
      escape: startNextSale,
    },
  });
  const cap = (key: string) => (hasCaps ? { keyCap: key } : {});
  return (
    <div className="relative grid h-49 shrink-0 grid-cols-[9.5rem_minmax(0,1fr)] gap-2 px-4 pt-2 pb-5">
      <CartNotice text={failure} onClose={print.clearRefusal} />
      <figure className="flex flex-col items-center justify-center gap-2 rounded-card border border-border p-2">
        <Suspense fallback={<span className="size-30" />}>
          <ReceiptCode receipt={paid.receipt} className="size-30" />
        </Suspense>
        <figcaption className="text-till-small">{till.scanForReceipt}</figcaption>
      </figure>
      <div className="grid grid-cols-2 grid-rows-[5rem_5rem] gap-2">
        <TillButton
          kind="primary"
          size="pay"
          className="col-span-2"
          icon={<Printer aria-hidden="true" />}
          {...cap("P")}
          {...(isPrinted && { secondLine: <span role="status">{till.printed}</span> })}
          onPress={() => void printNow()}
        >
          {till.print}
        </TillButton>
        <TillButton
          size="pay"
          isStacked
          icon={<ReceiptText aria-hidden="true" />}
          {...cap("V")}
          onPress={() => openPanel("receipt")}
        >
          {till.receipt}
        </TillButton>
        <TillButton
          size="pay"
          isStacked
          icon={<ArrowRight aria-hidden="true" className="rtl:rotate-180" />}
          {...cap("N")}
          onPress={startNextSale}
        >
          {till.nextSale}
        </TillButton>
      </div>
    </div>
  );
}

export function PaidPane({ paid, hasCaps, isNarrow = false }: PaidPaneProps) {
  const { till } = useMessages();
  return (
    <>
      <PaidHead paid={paid} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <ChangePanel paid={paid} availablePx={isNarrow ? 340 : 408} />
        <PaidSums paid={paid} />
        <Banner
          size="till"
          icon={<ScanBarcode aria-hidden="true" />}
          className="mx-4 mt-auto mb-4 min-h-18 py-2 text-accent-text"
          detail={paid.changeMinor > 0 ? till.nextSaleBody : till.nextSaleBodyExact}
        >
          {till.nextSaleTitle}
        </Banner>
      </div>
      <ReceiptKeys paid={paid} hasCaps={hasCaps} />
    </>
  );
}
