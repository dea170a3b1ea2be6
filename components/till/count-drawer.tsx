"use client";

import { useState } from "react";
import { currencyExponent } from "../../core/money/currency";
import type { Minor } from "../../core/money/minor";
import type { ShiftView } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { NoteKeys } from "./note-keys";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { addToTyped, typedMinor } from "./typed-money";
import { useFigures } from "./use-figures";
import { useRefusalText } from "./use-refusal-text";
import { useTypedNumber } from "./use-typed-number";

type Counted = { readonly currency: string; readonly countedMinor: Minor };

export type CountDrawerProps = { shift: ShiftView; onClose: () => void };

/** One currency after the other, the store's own first; null for one that nobody counted. */
function useCounting({ shift }: CountDrawerProps) {
  const { currency: home } = useFigures();
  const { closeShift } = useTillCommands();
  const close = useCommand(closeShift);
  const currencies = [home, ...shift.foreignCash.map(({ currency }) => currency)];
  const [counts, setCounts] = useState<readonly (Counted | null)[]>([]);
  const currency = currencies[counts.length] ?? home;
  const isLast = counts.length >= currencies.length - 1;
  const take = (countedMinor: Minor | null) => {
    if (close.isRunning) {
      return;
    }
    const next = [...counts, countedMinor === null ? null : { currency, countedMinor }];
    if (!isLast) {
      setCounts(next);
      return;
    }
    const [own, ...foreign] = next;
    const countedForeign = foreign.filter((counted) => counted !== null);
    void close.run({
      countedCashMinor: own?.countedMinor ?? null,
      ...(countedForeign.length > 0 && { countedForeign }),
    });
  };
  return { currency, isLast, take, isRunning: close.isRunning, refusal: close.refusal };
}

type Counting = ReturnType<typeof useCounting>;

function CurrencyCount({ counting, onClose }: { counting: Counting; onClose: () => void }) {
  const { till, tillCounter } = useMessages();
  const { currency, isLast, take } = counting;
  const refusal = useRefusalText(counting.refusal);
  const decimals = currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const canConfirm = typed.text !== "" && !counting.isRunning;
  const confirm = () => canConfirm && take(typedMinor(typed.text, currency));
  return (
    <PanelFrame title={till.countTitle} onClose={onClose} layer={numberLayer(typed, confirm)}>
      <NumberEntry
        label={till.countHint}
        typed={typed}
        decimals={decimals}
        prefix={currency}
        error={refusal}
        shortcuts={
          <NoteKeys
            currency={currency}
            onAdd={(amountMinor) => typed.setText(addToTyped(typed.text, amountMinor, currency))}
          />
        }
        confirm={isLast ? till.countConfirm : tillCounter.countNext}
        canConfirm={canConfirm}
        onConfirm={() => void confirm()}
      />
      <TillButton
        kind="quiet"
        size="till"
        isFullWidth
        className="mt-2 shrink-0 !text-text-muted"
        onPress={() => take(null)}
      >
        {isLast ? till.countSkip : tillCounter.countSkipOne}
      </TillButton>
    </PanelFrame>
  );
}

/** The drawer is counted blind: what it should hold is shown only after the shift is closed. */
export function CountDrawer(props: CountDrawerProps) {
  const counting = useCounting(props);
  return <CurrencyCount key={counting.currency} counting={counting} onClose={props.onClose} />;
}
