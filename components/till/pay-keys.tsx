"use client";

import { CreditCard, Smartphone } from "lucide-react";
import { ZERO_MINOR } from "../../core/money/minor";
import type { CartView, QuickTender } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { isEvenExchange, PAY_BOX, type PayKeysProps } from "./pay-box";
import { EvenKey, EvenKeys, PayoutKey, PayoutKeys } from "./payout-keys";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";
import type { Pay } from "./use-pay";

/** A longer amount needs the room of the word beside it. */
const CHANGE_WORD_MAX = 5;

export type ExactCashKeyProps = PayKeysProps & { availablePx?: number };

export function ExactCashKey({ pay, hasCaps, availablePx = 116 }: ExactCashKeyProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const cart = useCart();
  const isEmpty = cart.lines.length === 0;
  const dueMinor = isEmpty ? ZERO_MINOR : cart.cashDueMinor;
  return (
    <TillButton
      kind={isEmpty ? "outline" : "primary"}
      size="pay"
      isDisabled={isEmpty || cart.isPaying}
      aria-label={till.exactCashName(`${cart.currency} ${figures.shortMoney(dueMinor)}`)}
      overline={till.exactCash}
      {...(hasCaps && { keyCap: "F8" })}
      onPress={() => void pay.payCash()}
    >
      <MoneyText
        amountMinor={dueMinor}
        currency={cart.currency}
        cents="if-any"
        size="pay"
        availablePx={availablePx}
        hasCurrency
      />
    </TillButton>
  );
}

/** The one filled key: to be paid, to give back, or to finish an even exchange. */
export function MainPayKey(props: ExactCashKeyProps) {
  const cart = useCart();
  if (cart.isPayout) {
    return <PayoutKey {...props} />;
  }
  return isEvenExchange(cart) ? <EvenKey {...props} /> : <ExactCashKey {...props} />;
}

export type TenderKeyProps = {
  tender: QuickTender;
  cart: CartView;
  pay: Pay;
  tenderPx: number;
  isWide: boolean;
};

export function TenderKey(props: TenderKeyProps) {
  const { tender, cart, pay, tenderPx, isWide } = props;
  const { till } = useMessages();
  const figures = useFigures();
  const change = figures.shortMoney(tender.changeMinor);
  return (
    <TillButton
      size="pay"
      className={isWide ? "col-span-2 px-1" : "px-1"}
      isDisabled={cart.isPaying}
      aria-label={till.tenderName(figures.shortMoney(tender.tenderedMinor), change)}
      secondLine={
        <span className="whitespace-nowrap">
          {change.length > CHANGE_WORD_MAX && !isWide ? change : till.giveBack(change)}
        </span>
      }
      onPress={() => void pay.payCash(tender.tenderedMinor)}
    >
      <MoneyText
        amountMinor={tender.tenderedMinor}
        currency={cart.currency}
        cents="if-any"
        size="pay"
        availablePx={tenderPx}
      />
    </TillButton>
  );
}

/** Two places for round amounts; a single one takes both, and none leaves them empty. */
function RoundTenders({ pay, isNarrow }: { pay: Pay; isNarrow: boolean }) {
  const cart = useCart();
  const tenders = cart.lines.length === 0 ? [] : cart.quickTenders.slice(1, 3);
  if (tenders.length === 0) {
    return (
      <span
        aria-hidden="true"
        className="col-span-2 rounded-card border border-border border-dashed"
      />
    );
  }
  const isSingle = tenders.length === 1;
  const onePx = isNarrow ? 64 : 74;
  const tenderPx = isSingle ? 2 * onePx : onePx;
  return tenders.map((tender) => (
    <TenderKey
      key={tender.tenderedMinor}
      tender={tender}
      cart={cart}
      pay={pay}
      isWide={isSingle}
      tenderPx={tenderPx}
    />
  ));
}

type AllPayKeysProps = PayKeysProps & { isNarrow?: boolean };

/** Every way to be paid, or the one key that gives money back. */
export function PayKeys(props: AllPayKeysProps) {
  const cart = useCart();
  if (cart.isPayout) {
    return <PayoutKeys pay={props.pay} hasCaps={props.hasCaps} />;
  }
  return isEvenExchange(cart) ? (
    <EvenKeys pay={props.pay} hasCaps={props.hasCaps} />
  ) : (
    <TakeKeys {...props} />
  );
}

function TakeKeys({ pay, hasCaps, isNarrow = false }: AllPayKeysProps) {
  const { till, tillPay } = useMessages();
  const { openPanel } = useSellPanel();
  const cart = useCart();
  const isResting = cart.lines.length === 0 || cart.isPaying;
  useKeys({
    keys: {
      f8: () => (isResting ? undefined : void pay.payCash()),
      f9: () => (isResting ? undefined : void pay.payBy("card")),
      f10: () => (isResting ? undefined : void pay.payBy("mpesa")),
      c: () => (isResting ? false : openPanel("payment", "cash")),
    },
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div role="group" aria-label={till.payment} className={PAY_BOX}>
      <div className="grid h-20 grid-cols-[minmax(0,1.35fr)_repeat(3,minmax(0,1fr))] gap-2 md:grid-cols-[minmax(8.25rem,1.5fr)_repeat(3,minmax(0,1fr))]">
        <ExactCashKey pay={pay} hasCaps={hasCaps} availablePx={isNarrow ? 88 : 116} />
        <RoundTenders pay={pay} isNarrow={isNarrow} />
        <TillButton
          size="pay"
          className="px-1"
          isDisabled={isResting}
          aria-label={tillPay.otherKeyName}
          aria-keyshortcuts="C"
          secondLine={tillPay.otherKeySecondPlain}
          onPress={() => openPanel("payment", "cash")}
        >
          {till.otherCash}
        </TillButton>
      </div>
      <div className="grid h-20 grid-cols-2 gap-2">
        <TillButton
          size="pay"
          isDisabled={isResting}
          icon={<CreditCard aria-hidden="true" />}
          secondLine={till.cardSecond}
          {...(hasCaps && { keyCap: "F9" })}
          onPress={() => void pay.payBy("card")}
        >
          {till.card}
        </TillButton>
        <TillButton
          size="pay"
          isDisabled={isResting}
          icon={<Smartphone aria-hidden="true" />}
          secondLine={till.mpesaSecond}
          {...(hasCaps && { keyCap: "F10" })}
          onPress={() => void pay.payBy("mpesa")}
        >
          {till.mpesa}
        </TillButton>
      </div>
    </div>
  );
}
