"use client";

import { ArrowRight, CircleCheck, Printer, ReceiptText, ScanBarcode } from "lucide-react";
import { Suspense, useState } from "react";
import { type Minor, minor } from "../../core/money/minor";
import type { PaidSale } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { CartNotice } from "./cart-notice";
import { ChangePanel } from "./change-panel";
import { ReceiptCode } from "./lazy-parts";
import { handedOut, isPaidBack } from "./money-back";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";
import { useRefusalText } from "./use-refusal-text";

export type PaidPaneProps = { paid: PaidSale; hasCaps: boolean; isNarrow?: boolean };

function useKindWord(paid: PaidSale): string {
  const { till, tillCounter } = useMessages();
  const words = {
    sale: till.paid,
    refund: tillCounter.returned,
    void: tillCounter.voided,
    deposit: isPaidBack(paid) ? tillCounter.returned : tillCounter.depositTaken,
  };
  return words[paid.kind];
}

function PaidHead({ paid }: { paid: PaidSale }) {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const word = useKindWord(paid);
  return (
    <div className="icon-22 flex h-12 shrink-0 items-center gap-2 px-4 text-till-key">
      <CircleCheck aria-hidden="true" className="shrink-0 text-positive" />
      <h2 className="shrink-0 font-amount">{word}</h2>
      {paid.isTraining && (
        <Badge tone="warning" size="till">
          {tillCounter.training}
        </Badge>
      )}
      <span className="ms-auto truncate font-regular text-text-muted">
        {till.receiptNumber(paid.receiptNumber)} · {figures.time(paid.paidAt)}
      </span>
    </div>
  );
}

type SumRow = { key: string; label: string; amountMinor: Minor; currency: string };

/** One line for each tender: what came in, or went back, in the money that it was. */
function usePaymentRows(paid: PaidSale): SumRow[] {
  const { till, tillCounter } = useMessages();
  return paid.payments.map((payment) => {
    const { paymentId: key, method, foreign } = payment;
    if (payment.amountMinor < 0) {
      const label = `${tillCounter.sumReturned}, ${till.methods[method]}`;
      return { key, label, amountMinor: minor(payment.amountMinor), currency: paid.currency };
    }
    if (foreign) {
      const { currency } = foreign;
      const label = tillCounter.sumForeign(currency);
      return { key, label, amountMinor: minor(foreign.tenderedMinor), currency };
    }
    const label = method === "cash" ? till.cashReceived : till.methods[method];
    return { key, label, amountMinor: minor(payment.tenderedMinor), currency: paid.currency };
  });
}

function PaidSums({ paid }: { paid: PaidSale }) {
  const { till, tillCounter } = useMessages();
  const locale = useFormatLocale();
  const payments = usePaymentRows(paid);
  const points = "sale" in paid.receipt ? paid.receipt.sale.points : 0;
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const { currency } = paid;
  const row = (key: string, label: string, amountMinor: Minor): SumRow[] =>
    amountMinor === 0 ? [] : [{ key, label, amountMinor, currency }];
  const rows: SumRow[] = [
    { key: "total", label: till.totalWord, amountMinor: paid.totalMinor, currency },
    ...row("rounding", till.cashRounding, paid.roundingMinor),
    ...row("tip", tillCounter.sumTip, paid.tipMinor),
    ...payments,
  ];
  return (
    <dl className="flex flex-col gap-1.5 px-4 py-4 text-till">
      {rows.map((sum) => (
        <div key={sum.key} className="flex justify-between gap-4">
          <dt className="font-regular text-text-muted">{sum.label}</dt>
          <dd>
            <MoneyText
              amountMinor={sum.amountMinor}
              currency={sum.currency}
              size="line"
              hasCurrency={sum.currency !== currency}
            />
          </dd>
        </div>
      ))}
      {points !== 0 && (
        <div className="flex justify-between gap-4">
          <dt className="truncate font-regular text-text-muted">{tillCounter.sumPoints}</dt>
          <dd className="text-till-amount tabular-nums">{signed.format(points)}</dd>
        </div>
      )}
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
  const isChange = handedOut(paid).kind === "change";
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
          detail={isChange ? till.nextSaleBody : till.nextSaleBodyExact}
        >
          {till.nextSaleTitle}
        </Banner>
      </div>
      <ReceiptKeys paid={paid} hasCaps={hasCaps} />
    </>
  );
}
