"use client";

import { Check } from "lucide-react";
import type { PaidSale } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { type HandedOut, handedOut, isPaidBack } from "./money-back";
import { useFigures } from "./use-figures";

export type ChangePanelProps = { paid: PaidSale; availablePx?: number };

function ChangePieces({ paid }: { paid: PaidSale }) {
  const { till } = useMessages();
  const figures = useFigures();
  return (
    <ul aria-label={till.giveThese} className="mt-auto flex flex-wrap gap-2">
      {paid.changePieces.map((piece) => (
        <li
          key={piece.denominationMinor}
          className="flex h-10 items-center rounded-control bg-shade px-3.5 text-till-amount tabular-nums"
        >
          {piece.count}
          <span className="mx-1.5 font-medium">{"\u00d7"}</span>
          {figures.shortMoney(piece.denominationMinor)}
        </li>
      ))}
    </ul>
  );
}

const PAID_TEXTS = {
  cash: "paidExactly",
  card: "paidByCard",
  mpesa: "paidByMpesa",
  other: "paidByOther",
  deposit: "paidByOther",
} as const;

function useHeading(paid: PaidSale, handed: HandedOut): string {
  const { till, tillCounter } = useMessages();
  if (handed.kind === "give_back") {
    return tillCounter.giveBack;
  }
  if (handed.kind === "change") {
    return till.changeDue;
  }
  if (paid.kind === "deposit" && !isPaidBack(paid)) {
    return tillCounter.depositTaken;
  }
  const method = paid.payments[0]?.method ?? "cash";
  if (!isPaidBack(paid)) {
    return till[PAID_TEXTS[method]];
  }
  const { card, mpesa, other } = tillCounter.giveBackBy;
  return { card, mpesa, other, cash: other, deposit: other }[method];
}

function NothingToHandOver({ paid }: { paid: PaidSale }) {
  const { till, tillCounter } = useMessages();
  return (
    <p className="flex h-40 items-center gap-4 text-hero">
      <Check aria-hidden="true" className="!size-14 shrink-0" />
      {isPaidBack(paid) ? tillCounter.giveBackDone : till.noChange}
    </p>
  );
}

/** The one loud thing after a payment. It stands in the place of the lines. */
export function ChangePanel({ paid, availablePx = 408 }: ChangePanelProps) {
  const { till, tillCounter } = useMessages();
  const handed = handedOut(paid);
  const heading = useHeading(paid, handed);
  const hasAmount = handed.kind !== "nothing";
  return (
    <section
      aria-label={handed.kind === "give_back" ? tillCounter.giveBack : till.changeDue}
      className="flex min-h-73 shrink-0 flex-col bg-positive-solid px-4 pt-5 pb-4 text-on-positive"
    >
      <p className="flex items-center justify-between text-[1.375rem] leading-7">
        <span className="font-figure">{heading}</span>
        {hasAmount && <span>{paid.currency}</span>}
      </p>
      {hasAmount ? (
        <>
          <p className="flex h-40 items-center">
            <MoneyText
              amountMinor={handed.amountMinor}
              currency={paid.currency}
              size="change"
              availablePx={availablePx}
            />
          </p>
          <ChangePieces paid={paid} />
        </>
      ) : (
        <NothingToHandOver paid={paid} />
      )}
      {paid.isTraining && (
        <p className="pt-2 font-key text-till-key">
          {tillCounter.trainingPaid}. {tillCounter.drawerShut}.
        </p>
      )}
    </section>
  );
}
