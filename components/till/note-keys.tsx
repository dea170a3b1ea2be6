"use client";

import { currencyDenominations } from "../../core/money/currency";
import type { Minor } from "../../core/money/minor";
import { useMessages } from "../messages/use-messages";
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
    <div className="grid grid-cols-3 gap-2">
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
