"use client";

import { CreditCard, Smartphone } from "lucide-react";
import { ZERO_MINOR } from "../../core/money/minor";
import type { CartView, QuickTender } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";
import type { Pay } from "./use-pay";

/** A longer amount needs the room of the word beside it. */
const CHANGE_WORD_MAX = 5;

export type PayKeysProps = { pay: Pay; hasCaps: boolean };

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

/** Every way to be paid, one tap each. */
export function PayKeys({ pay, hasCaps, isNarrow = false }: PayKeysProps & { isNarrow?: boolean }) {
  const { till } = useMessages();
  const { openPanel } = useSellPanel();
  const cart = useCart();
  const isResting = cart.lines.length === 0 || cart.isPaying;
  useKeys({
    keys: {
      f8: () => (isResting ? undefined : void pay.payCash()),
      f9: () => (isResting ? undefined : void pay.payBy("card")),
      f10: () => (isResting ? undefined : void pay.payBy("mpesa")),
      c: () => (isResting ? false : openPanel("cash")),
    },
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div
      role="group"
      aria-label={till.payment}
      className="flex h-49 shrink-0 flex-col gap-2 px-4 pt-2"
    >
      <div className="grid h-20 grid-cols-[minmax(0,1.35fr)_repeat(3,minmax(0,1fr))] gap-2 md:grid-cols-[minmax(8.25rem,1.5fr)_repeat(3,minmax(0,1fr))]">
        <ExactCashKey pay={pay} hasCaps={hasCaps} availablePx={isNarrow ? 88 : 116} />
        <RoundTenders pay={pay} isNarrow={isNarrow} />
        <TillButton
          size="pay"
          className="px-1"
          isDisabled={isResting}
          aria-label={till.otherCashName}
          aria-keyshortcuts="C"
          secondLine={till.otherCashSecond}
          onPress={() => openPanel("cash")}
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
