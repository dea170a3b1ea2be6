"use client";

import { computePercentDiscount } from "../../core/cart/discount";
import { currencyExponent, formatMajor } from "../../core/money/currency";
import { addMinor, type Minor, subtractMinor, ZERO_MINOR } from "../../core/money/minor";
import { ratePpm } from "../../core/tax/rate";
import { useCart } from "../../till/react/use-cart";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { typedMinor } from "./typed-money";
import { useAct } from "./use-act";
import { useFigures } from "./use-figures";
import { useTypedNumber } from "./use-typed-number";

const QUICK_PERCENTS = [5, 10, 15];
const PPM_PER_PERCENT = 10_000;

/** What the customer gives on top; then the payment goes on. */
export function TipPanel() {
  const { tillPay } = useMessages();
  const figures = useFigures();
  const cart = useCart();
  const { setTip } = useTillCommands();
  const { openPanel } = useSellPanel();
  const back = () => openPanel("payment");
  const { act, text } = useAct(back);
  const { currency } = cart;
  const decimals = currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const tipMinor = typedMinor(typed.text, currency);
  const take = (amountMinor: Minor) => act(() => setTip(amountMinor));
  const confirm = () => take(tipMinor);
  const beforeMinor = subtractMinor(cart.leftMinor, cart.tipMinor);
  const quick = (percent: number) =>
    computePercentDiscount(cart.totalMinor, ratePpm(percent * PPM_PER_PERCENT), "HALF_UP");
  return (
    <PanelFrame title={tillPay.tipTitle} onClose={back} layer={numberLayer(typed, confirm)}>
      <NumberEntry
        label={tillPay.tipHint}
        typed={typed}
        decimals={decimals}
        prefix={currency}
        suggested={figures.money(cart.tipMinor)}
        error={text}
        note={
          <>
            <span className="text-text-muted">{tillPay.leftToPayWord}</span>
            <MoneyText
              amountMinor={addMinor(beforeMinor, typed.text === "" ? cart.tipMinor : tipMinor)}
              currency={currency}
              size="figure"
            />
          </>
        }
        shortcuts={
          <div className="grid grid-cols-4 gap-2">
            {QUICK_PERCENTS.map((percent) => (
              <TillButton
                key={percent}
                size="till"
                secondLine={figures.shortMoney(quick(percent))}
                onPress={() => typed.setText(formatMajor(quick(percent), currency))}
              >
                {`${percent}\u00a0%`}
              </TillButton>
            ))}
            <TillButton size="till" className="px-1" onPress={() => take(ZERO_MINOR)}>
              {tillPay.tipNone}
            </TillButton>
          </div>
        }
        confirm={
          typed.text === "" ? tillPay.tipSet : `${tillPay.tipSet}: ${figures.shortMoney(tipMinor)}`
        }
        canConfirm={typed.text !== ""}
        onConfirm={confirm}
      />
    </PanelFrame>
  );
}
