"use client";

import { negateMinor } from "../../core/money/minor";
import { useCart } from "../../till/react/use-cart";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { PAY_BOX, type PayKeysProps } from "./pay-box";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";

const KEY_PX = 320;

export type PayoutKeyProps = PayKeysProps & { availablePx?: number };

/** Gives the money back as the plan says. */
export function PayoutKey({ pay, hasCaps, availablePx = KEY_PX }: PayoutKeyProps) {
  const { tillPay } = useMessages();
  const figures = useFigures();
  const cart = useCart();
  const amountMinor = negateMinor(cart.leftMinor);
  const give = () => {
    if (!cart.isPaying && !pay.isRunning) {
      void pay.giveBack();
    }
  };
  useKeys({ keys: { f8: give } });
  return (
    <TillButton
      kind="primary"
      size="pay"
      isDisabled={cart.isPaying}
      aria-label={tillPay.giveBackName(`${cart.currency} ${figures.money(amountMinor)}`)}
      overline={tillPay.giveBackKey}
      {...(hasCaps && { keyCap: "F8" })}
      onPress={give}
    >
      <MoneyText
        amountMinor={amountMinor}
        currency={cart.currency}
        cents="if-any"
        size="pay"
        availablePx={availablePx}
        hasCurrency
      />
    </TillButton>
  );
}

/** An exchange of equal goods: nothing to pay, something to record. */
export function EvenKey({ pay, hasCaps }: PayKeysProps) {
  const { tillPay } = useMessages();
  const cart = useCart();
  const finish = () => {
    if (!cart.isPaying && !pay.isRunning) {
      void pay.payCash();
    }
  };
  useKeys({ keys: { f8: finish } });
  return (
    <TillButton
      kind="primary"
      size="pay"
      isDisabled={cart.isPaying}
      secondLine={tillPay.finishEvenSecond}
      {...(hasCaps && { keyCap: "F8" })}
      onPress={finish}
    >
      {tillPay.finishEven}
    </TillButton>
  );
}

/** By which tenders the money goes back, and the one key that gives it. */
export function PayoutKeys(props: PayKeysProps) {
  const { till, tillPay } = useMessages();
  const cart = useCart();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div role="group" aria-label={till.payment} className={PAY_BOX}>
      <dl
        aria-label={tillPay.giveBackPlan}
        className="flex h-20 flex-col justify-center gap-1 overflow-y-auto rounded-card border border-border px-4"
      >
        {cart.payoutPlan.map((part) => (
          <div key={part.method} className="flex items-baseline justify-between gap-4">
            <dt className="text-text-muted text-till-key">{till.methods[part.method]}</dt>
            <dd>
              <MoneyText
                amountMinor={
                  part.amountMinor < 0 ? negateMinor(part.amountMinor) : part.amountMinor
                }
                currency={cart.currency}
                size="line"
              />
            </dd>
          </div>
        ))}
      </dl>
      <PayoutKey {...props} />
    </div>
  );
}

export function EvenKeys(props: PayKeysProps) {
  const { till } = useMessages();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div role="group" aria-label={till.payment} className={PAY_BOX}>
      <span aria-hidden="true" className="h-20 rounded-card border border-border border-dashed" />
      <EvenKey {...props} />
    </div>
  );
}
