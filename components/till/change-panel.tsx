"use client";

import { Check } from "lucide-react";
import { ZERO_MINOR } from "../../core/money/minor";
import type { PaidSale } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
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

function useHeading(paid: PaidSale): string {
  const { till } = useMessages();
  if (paid.changeMinor > ZERO_MINOR) {
    return till.changeDue;
  }
  const texts = {
    cash: till.paidExactly,
    card: till.paidByCard,
    mpesa: till.paidByMpesa,
    other: till.paidByOther,
  };
  return texts[paid.payments[0]?.method ?? "cash"];
}

/** The one loud thing after a payment. It stands in the place of the lines. */
export function ChangePanel({ paid, availablePx = 408 }: ChangePanelProps) {
  const { till } = useMessages();
  const heading = useHeading(paid);
  const hasChange = paid.changeMinor > ZERO_MINOR;
  return (
    <section
      aria-label={till.changeDue}
      className="flex min-h-73 shrink-0 flex-col bg-positive-solid px-4 pt-5 pb-4 text-on-positive"
    >
      <p className="flex items-center justify-between text-[1.375rem] leading-7">
        <span className="font-figure">{heading}</span>
        {hasChange && <span>{paid.currency}</span>}
      </p>
      {hasChange ? (
        <>
          <p className="flex h-40 items-center">
            <MoneyText
              amountMinor={paid.changeMinor}
              currency={paid.currency}
              size="change"
              availablePx={availablePx}
            />
          </p>
          <ChangePieces paid={paid} />
        </>
      ) : (
        <p className="flex h-40 items-center gap-4 text-hero">
          <Check aria-hidden="true" className="!size-14" />
          {till.noChange}
        </p>
      )}
    </section>
  );
}
