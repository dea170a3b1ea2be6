"use client";

import { useState } from "react";
import { currencyExponent } from "../../core/money/currency";
import type { Minor } from "../../core/money/minor";
import type { CartView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillSelector } from "../../till/react/use-till";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { formatMoney } from "../money/format-money";
import { MoneyText } from "../money/money-text";
import { TextField } from "../ui/text-field";
import { NoteKeys } from "./note-keys";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { PartPayments } from "./part-payments";
import { useSellPanel } from "./sell-state";
import { type Tender, type TenderOutcome, weighTender } from "./tender";
import { TenderTabs } from "./tender-tabs";
import { storeOf } from "./till-place";
import { addToTyped } from "./typed-money";
import type { Pay } from "./use-pay";
import { useRefusalText } from "./use-refusal-text";
import { useTypedNumber } from "./use-typed-number";

export type PaymentPanelProps = { pay: Pay; onClose: () => void };

const METHODS = ["cash", "card", "mpesa", "other"] as const;
const NO_RATES: readonly { currency: string; rate: string }[] = [];
const NOTE_COUNT = 4;
const REFERENCE_LENGTH_MAX = 60;

const PLAIN: readonly Tender[] = METHODS.map((method) => ({ id: method, method, foreign: null }));
const [CASH] = PLAIN as readonly [Tender, ...Tender[]];

/** The methods, and cash of every currency that the store has a rate for. */
function useTenders(): readonly Tender[] {
  const rates = useTillSelector(({ till }) => storeOf(till)?.exchangeRates ?? NO_RATES);
  const foreign = rates.map(({ currency, rate }): Tender => {
    return { id: currency, method: "cash", foreign: { currency, rate } };
  });
  return [...PLAIN, ...foreign];
}

function usePaymentDraft(cart: CartView, subject: string | null) {
  const tenders = useTenders();
  const [tenderId, setTenderId] = useState(subject ?? CASH.id);
  const [reference, setReference] = useState("");
  const tender = tenders.find((candidate) => candidate.id === tenderId) ?? CASH;
  const currency = tender.foreign?.currency ?? cart.currency;
  const decimals = currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const choose = (id: string) => {
    setTenderId(id);
    typed.clear();
  };
  const { leftMinor, cashDueMinor } = cart;
  const outcome = weighTender({
    tender,
    text: typed.text,
    currency: cart.currency,
    leftMinor,
    cashDueMinor,
  });
  return {
    tenders,
    tender,
    choose,
    currency,
    decimals,
    typed,
    outcome,
    reference,
    setReference,
  };
}

type Draft = ReturnType<typeof usePaymentDraft>;

function useConfirm(pay: Pay, cart: CartView, draft: Draft) {
  const { tender, outcome, typed, reference } = draft;
  const canConfirm =
    cart.lines.length > 0 && !cart.isPaying && !outcome.isTooMuch && outcome.worthMinor > 0;
  const confirm = async () => {
    if (!canConfirm || pay.isRunning) {
      return;
    }
    const foreign = tender.foreign && {
      foreign: { currency: tender.foreign.currency, tenderedMinor: outcome.givenMinor },
    };
    const more = { ...foreign, ...(reference.trim() !== "" && { reference: reference.trim() }) };
    const { method } = tender;
    if (outcome.coversAll) {
      const isCash = method === "cash" && !tender.foreign;
      await pay.take({ method, ...(isCash && { tenderedMinor: outcome.givenMinor }), ...more });
      return;
    }
    const answer = await pay.addPart({ method, amountMinor: outcome.worthMinor, ...more });
    typed.clear();
    draft.setReference("");
    return answer;
  };
  return { canConfirm, confirm };
}

function Outcome({
  outcome,
  draft,
  cart,
}: {
  outcome: TenderOutcome;
  draft: Draft;
  cart: CartView;
}) {
  const { tillPay } = useMessages();
  const locale = useFormatLocale();
  if (outcome.isTooMuch) {
    const left = formatMoney(outcome.dueMinor, { currency: cart.currency, locale });
    return <p className="text-danger text-till-key">{tillPay.tooMuch(left)}</p>;
  }
  const isForeign = draft.tender.foreign !== null;
  const isChange = outcome.changeMinor > 0;
  const label = isChange
    ? isForeign
      ? tillPay.changeIn(cart.currency)
      : tillPay.change
    : outcome.coversAll
      ? tillPay.nothingLeft
      : tillPay.leftAfter;
  const amountMinor: Minor = isChange ? outcome.changeMinor : outcome.leftAfterMinor;
  return (
    <>
      <span className={isChange ? "text-positive" : "text-text-muted"}>{label}</span>
      {(isChange || !outcome.coversAll) && (
        <MoneyText
          amountMinor={amountMinor}
          currency={cart.currency}
          size="figure"
          className={isChange ? "text-positive" : "text-text"}
        />
      )}
    </>
  );
}

/** Over the figure: what is left, and for foreign cash its rate and what it is worth. */
function DueLabel({ draft, cart }: { draft: Draft; cart: CartView }) {
  const { tillPay } = useMessages();
  const locale = useFormatLocale();
  const { tender, outcome } = draft;
  const worth = formatMoney(outcome.worthMinor, { currency: cart.currency, locale });
  return (
    <span className="flex flex-col">
      <span className="flex items-baseline justify-between gap-4">
        {tillPay.toPay}
        <MoneyText
          amountMinor={outcome.dueMinor}
          currency={cart.currency}
          size="line"
          className="text-text"
        />
      </span>
      {tender.foreign && (
        <span className="flex items-baseline justify-between gap-4 tabular-nums">
          {tillPay.rateLine(tender.foreign.currency, `${tender.foreign.rate} ${cart.currency}`)}
          <span>
            {tillPay.worth} {worth}
          </span>
        </span>
      )}
    </span>
  );
}

function Shortcuts({ draft }: { draft: Draft }) {
  const { tillPay } = useMessages();
  const { tender, currency, typed, reference, setReference } = draft;
  if (tender.method === "cash") {
    return (
      <NoteKeys
        currency={currency}
        count={NOTE_COUNT}
        onAdd={(amountMinor) => typed.setText(addToTyped(typed.text, amountMinor, currency))}
      />
    );
  }
  return (
    <TextField
      size="touch"
      label={tillPay.reference}
      isLabelHidden
      placeholder={tillPay.reference}
      value={reference}
      onChange={setReference}
      maxLength={REFERENCE_LENGTH_MAX}
      autoComplete="off"
    />
  );
}

function useConfirmWord({ tender, outcome, currency }: Draft): string {
  const { till, tillPay } = useMessages();
  const locale = useFormatLocale();
  const given = formatMoney(outcome.givenMinor, { currency, locale, cents: "if-any" });
  const amount = tender.foreign ? `${currency} ${given}` : given;
  const name = till.methods[tender.method];
  if (!outcome.coversAll) {
    return tillPay.takePart(name, amount);
  }
  return tender.method === "cash" ? tillPay.takeCash(amount) : tillPay.takeBy(name, amount);
}

/** Every way to pay in one place: one method or several, foreign cash, a tip. */
export function PaymentPanel({ pay, onClose }: PaymentPanelProps) {
  const { tillPay } = useMessages();
  const locale = useFormatLocale();
  const cart = useCart();
  const { subject } = useSellPanel();
  const draft = usePaymentDraft(cart, subject);
  const { tender, tenders, typed, outcome, currency } = draft;
  const { canConfirm, confirm } = useConfirm(pay, cart, draft);
  const refusal = useRefusalText(pay.refusal);
  const word = useConfirmWord(draft);
  // Number keys before note keys, where both do not fit.
  const isCrowded = tender.method === "cash" && tenders.length > 6 && cart.payments.length > 0;
  const step = (by: number) => {
    const index = tenders.findIndex(({ id }) => id === tender.id);
    draft.choose(tenders[(index + by + tenders.length) % tenders.length]?.id ?? CASH.id);
  };
  const layer = numberLayer(typed, () => void confirm());
  return (
    <PanelFrame
      title={tillPay.paymentTitle}
      onClose={onClose}
      layer={{
        ...layer,
        keys: { ...layer.keys, arrowright: () => step(1), arrowleft: () => step(-1) },
      }}
    >
      <TenderTabs tenders={tenders} chosenId={tender.id} onChoose={draft.choose} />
      <PartPayments />
      <NumberEntry
        isShort
        label={<DueLabel draft={draft} cart={cart} />}
        typed={typed}
        decimals={draft.decimals}
        prefix={currency}
        suggested={formatMoney(outcome.givenMinor, { currency, locale })}
        error={refusal}
        note={<Outcome outcome={outcome} draft={draft} cart={cart} />}
        shortcuts={isCrowded ? null : <Shortcuts draft={draft} />}
        confirm={word}
        canConfirm={canConfirm}
        onConfirm={() => void confirm()}
      />
    </PanelFrame>
  );
}
