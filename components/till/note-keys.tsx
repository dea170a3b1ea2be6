"use client";

import { currencyDenominations } from "../../core/money/currency";
import type { Minor } from "../../core/money/minor";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";

export type NoteKeysProps = {
  currency: string;
  onAdd: (amountMinor: Minor) => void;
  count?: number;
};

/** The currency's largest notes and coins; each tap adds one. */
export function NoteKeys({ currency, onAdd, count = 6 }: NoteKeysProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const pieces = [...currencyDenominations(currency)].reverse().slice(0, count);
  return (
    <div className={classNames("grid gap-2", count % 3 === 0 ? "grid-cols-3" : "grid-cols-4")}>
      {pieces.map((amountMinor) => (
        <TillButton
          key={amountMinor}
          size="till"
          aria-label={till.addNote(figures.shortMoney(amountMinor))}
          onPress={() => onAdd(amountMinor)}
          className="tabular-nums"
        >
          {`+${figures.shortMoney(amountMinor)}`}
        </TillButton>
      ))}
    </div>
  );
}
