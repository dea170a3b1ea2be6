"use client";

import { currencyExponent } from "../../core/money/currency";
import { subtractMinor } from "../../core/money/minor";
import { useCart } from "../../till/react/use-cart";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { NoteKeys } from "./note-keys";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { addToTyped, typedMinor } from "./typed-money";
import { useFigures } from "./use-figures";
import type { Pay } from "./use-pay";
import { useRefusalText } from "./use-refusal-text";
import { useTypedNumber } from "./use-typed-number";

export type CashPanelProps = { pay: Pay; onClose: () => void };

/** Any other amount of cash; the change shows while it is typed. */
export function CashPanel({ pay, onClose }: CashPanelProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const cart = useCart();
  const { currency, cashDueMinor } = cart;
  const decimals = currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const refusal = useRefusalText(pay.refusal);
  const tenderedMinor = typedMinor(typed.text, currency);
  const isEnough = tenderedMinor >= cashDueMinor && cart.lines.length > 0;
  const confirm = () => {
    if (isEnough && !cart.isPaying) {
      void pay.payCash(tenderedMinor);
    }
  };
  const differenceMinor = isEnough
    ? subtractMinor(tenderedMinor, cashDueMinor)
    : subtractMinor(cashDueMinor, tenderedMinor);
  const isTyped = typed.text !== "";
  return (
    <PanelFrame title={till.cashTitle} onClose={onClose} layer={numberLayer(typed, confirm)}>
      <NumberEntry
        label={
          <span className="flex items-baseline justify-between gap-4">
            {till.cashDue}
            <MoneyText
              amountMinor={cashDueMinor}
              currency={currency}
              size="line"
              className="text-text"
            />
          </span>
        }
        typed={typed}
        decimals={decimals}
        prefix={currency}
        error={refusal}
        note={
          isTyped && (
            <>
              <span className={isEnough ? "text-positive" : "text-text-muted"}>
                {isEnough ? till.cashChange : till.cashStillDue}
              </span>
              <MoneyText
                amountMinor={differenceMinor}
                currency={currency}
                size="figure"
                className={isEnough ? "text-positive" : "text-text"}
              />
            </>
          )
        }
        shortcuts={
          <NoteKeys
            currency={currency}
            onAdd={(amountMinor) => typed.setText(addToTyped(typed.text, amountMinor, currency))}
          />
        }
        confirm={
          isEnough ? `${till.cashConfirm} ${figures.shortMoney(tenderedMinor)}` : till.cashConfirm
        }
        canConfirm={isEnough && !cart.isPaying}
        onConfirm={confirm}
      />
    </PanelFrame>
  );
}
