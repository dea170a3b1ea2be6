"use client";

import { useState } from "react";
import { currencyExponent } from "../../core/money/currency";
import { subtractMinor } from "../../core/money/minor";
import type { CartLineView } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { ReasonChips, reasonArrows } from "./reason-chips";
import { TillButton } from "./till-button";
import { typedMinor } from "./typed-money";
import { useAct } from "./use-act";
import { useFigures } from "./use-figures";
import { useTypedNumber } from "./use-typed-number";

export type PricePanelProps = { line: CartLineView; onClose: () => void };

function usePriceDraft(line: CartLineView) {
  const { currency } = useFigures();
  const decimals = currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const [reason, setReason] = useState<string | null>(null);
  const unitPriceMinor = typedMinor(typed.text, currency);
  const isTyped = typed.text !== "" && unitPriceMinor !== line.unitPriceMinor;
  return { decimals, typed, reason, setReason, unitPriceMinor, isTyped };
}

/** Another price for this line alone, with its reason. */
export function PricePanel({ line, onClose }: PricePanelProps) {
  const { tillPay } = useMessages();
  const figures = useFigures();
  const { overridePrice } = useTillCommands();
  const { act, text, clear } = useAct(onClose);
  const draft = usePriceDraft(line);
  const { typed, reason, unitPriceMinor, isTyped } = draft;
  const { lineId, listPriceMinor } = line;
  const canConfirm = isTyped && reason !== null;
  const confirm = () => {
    if (canConfirm) {
      act(() => overridePrice({ lineId, unitPriceMinor, reason }));
    }
  };
  const chips = {
    reasons: tillPay.priceReasons,
    value: reason,
    onChange: (next: string) => {
      clear();
      draft.setReason(next);
    },
  };
  const layer = numberLayer(typed, confirm);
  const isLess = unitPriceMinor < line.unitPriceMinor;
  const difference = isLess
    ? tillPay.priceLess(figures.money(subtractMinor(line.unitPriceMinor, unitPriceMinor)))
    : tillPay.priceMore(figures.money(subtractMinor(unitPriceMinor, line.unitPriceMinor)));
  const each = line.unit === "kg" ? tillPay.priceKilogram : tillPay.priceEach;
  return (
    <PanelFrame
      title={tillPay.priceTitle(line.name)}
      onClose={onClose}
      layer={{ ...layer, keys: { ...layer.keys, ...reasonArrows(chips) } }}
    >
      <NumberEntry
        isShort
        label={`${each}, ${tillPay.priceNow(figures.money(line.unitPriceMinor))}`}
        typed={typed}
        decimals={draft.decimals}
        prefix={figures.currency}
        suggested={figures.money(line.unitPriceMinor)}
        error={text}
        note={isTyped && <span className="text-text-muted text-till-key">{difference}</span>}
        shortcuts={
          <>
            <ReasonChips {...chips} />
            {line.isPriceChanged && listPriceMinor !== null && (
              <TillButton
                size="till"
                className="mt-3"
                onPress={() =>
                  act(() => overridePrice({ lineId, unitPriceMinor: null, reason: null }))
                }
              >
                {tillPay.priceBack(figures.money(listPriceMinor))}
              </TillButton>
            )}
          </>
        }
        confirm={priceWord(tillPay, { isTyped, reason }, figures.money(unitPriceMinor))}
        canConfirm={canConfirm}
        onConfirm={confirm}
      />
    </PanelFrame>
  );
}

type TillPay = ReturnType<typeof useMessages>["tillPay"];

/** What is still missing, or what the key will do. */
function priceWord(
  words: TillPay,
  { isTyped, reason }: { isTyped: boolean; reason: string | null },
  price: string,
): string {
  if (!isTyped) {
    return words.priceSet;
  }
  return reason === null ? words.chooseReason : words.priceSetTo(price);
}
