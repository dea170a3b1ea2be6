"use client";

import { type ReactNode, useState } from "react";
import { computePercentDiscount } from "../../core/cart/discount";
import type { Discount } from "../../core/cart/quote-input";
import { currencyExponent } from "../../core/money/currency";
import { type Minor, minor, subtractMinor, ZERO_MINOR } from "../../core/money/minor";
import { ratePpm } from "../../core/tax/rate";
import { useTillSelector } from "../../till/react/use-till";
import type { Messages } from "../messages/messages";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { formatPercent, typedPercentPpm } from "../money/percent-text";
import { classNames } from "../ui/class-names";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { ReasonChips, type ReasonChipsProps, reasonArrows } from "./reason-chips";
import { TillButton } from "./till-button";
import { typedMinor } from "./typed-money";
import { useAct } from "./use-act";
import { useFigures } from "./use-figures";
import { type TypedNumber, useTypedNumber } from "./use-typed-number";

const QUICK_PERCENTS = ["5", "10", "20"];
const PERCENT_DECIMALS = 2;

type Kind = "percent" | "amount";

type Asked = { percentPpm: number } | { amountMinor: Minor };

/** What a discount is taken of, and how it is given. */
export type DiscountTarget = {
  id: string;
  name: string;
  /** What stands before a discount by hand, as a magnitude. */
  baseMinor: Minor;
  /** What the cashier's limit is a share of: the price before anything came off. */
  limitOfMinor: Minor;
  current: Discount | null;
  currentMinor: Minor;
  set: (discount: Asked | null, reason: string | null) => void;
};

export type DiscountEntryProps = {
  /** Null when there is no line to reduce. */
  target: DiscountTarget | null;
  /** Which thing is reduced: stands above. */
  tabs: ReactNode;
  onClose: () => void;
};

function useDiscountDraft(target: DiscountTarget | null) {
  const { currency } = useFigures();
  const [kind, setKind] = useState<Kind>(target?.current?.kind ?? "percent");
  const decimals = kind === "percent" ? PERCENT_DECIMALS : currencyExponent(currency);
  const typed = useTypedNumber(decimals);
  const [reason, setReason] = useState<string | null>(target?.current?.reason ?? null);
  const percentPpm = kind === "percent" ? typedPercentPpm(typed.text) : null;
  const typedAmountMinor = kind === "amount" ? typedMinor(typed.text, currency) : ZERO_MINOR;
  const baseMinor = target?.baseMinor ?? ZERO_MINOR;
  const offMinor =
    percentPpm === null
      ? typedAmountMinor
      : computePercentDiscount(baseMinor, ratePpm(percentPpm), "HALF_UP");
  const choose = (next: Kind) => {
    setKind(next);
    typed.clear();
  };
  const limitOfMinor = target?.limitOfMinor ?? ZERO_MINOR;
  const amounts = { percentPpm, offMinor, baseMinor, limitOfMinor };
  return { kind, choose, decimals, typed, reason, setReason, ...amounts };
}

type Draft = ReturnType<typeof useDiscountDraft>;

/** Whether the cashier's own limit covers it: a share of the price, for amounts too. */
function useLimit({ offMinor, limitOfMinor }: Draft) {
  const limitPpm = useTillSelector(({ till }) =>
    "cashier" in till ? till.cashier.limits.discountPpm : 0,
  );
  const allowedMinor = computePercentDiscount(limitOfMinor, ratePpm(limitPpm), "CEIL");
  return { limitPpm, isAbove: offMinor > allowedMinor };
}

function KindKeys({ draft, currency }: { draft: Draft; currency: string }) {
  const { tillPay } = useMessages();
  const quick = (percent: string) => {
    if (draft.kind !== "percent") {
      draft.choose("percent");
    }
    draft.typed.setText(percent);
  };
  const kinds = [
    { kind: "percent", text: tillPay.percentSign, name: tillPay.percentOff },
    { kind: "amount", text: currency, name: tillPay.amountOff },
  ] as const;
  return (
    <div className="flex gap-1.5 pb-3">
      {QUICK_PERCENTS.map((percent) => (
        <TillButton
          key={percent}
          size="till"
          className="flex-1 tabular-nums"
          onPress={() => quick(percent)}
        >
          {`${percent}\u00a0%`}
        </TillButton>
      ))}
      <span aria-hidden="true" className="w-px bg-border" />
      {kinds.map(({ kind, text, name }) => (
        <TillButton
          key={kind}
          size="till"
          aria-label={name}
          aria-pressed={draft.kind === kind}
          className={classNames(
            "w-14",
            draft.kind === kind && "!border-accent !bg-accent-soft !text-accent-text",
          )}
          onPress={() => draft.choose(kind)}
        >
          {text}
        </TillButton>
      ))}
    </div>
  );
}

function DraftNote({ draft }: { draft: Draft }) {
  const { tillPay } = useMessages();
  const locale = useFormatLocale();
  const { currency } = useFigures();
  const { limitPpm, isAbove } = useLimit(draft);
  if (draft.offMinor === 0) {
    return null;
  }
  if (isAbove) {
    return (
      <p className="text-balance text-till-small text-warning">
        {tillPay.aboveLimit(formatPercent(limitPpm, locale))}
      </p>
    );
  }
  return (
    <>
      <span className="text-text-muted text-till-key">{tillPay.newAmount}</span>
      <MoneyText
        amountMinor={subtractMinor(draft.baseMinor, draft.offMinor)}
        currency={currency}
        size="line"
      />
    </>
  );
}

function numberKeys(typed: TypedNumber, confirm: () => void, chips: ReasonChipsProps) {
  const layer = numberLayer(typed, confirm);
  return { ...layer, keys: { ...layer.keys, ...reasonArrows(chips) } };
}

function CurrentDiscount({ target, onRemove }: { target: DiscountTarget; onRemove: () => void }) {
  const { tillPay } = useMessages();
  const figures = useFigures();
  return (
    <p className="mb-3 flex items-center justify-between gap-3 rounded-till bg-surface ps-4 text-till-key">
      {tillPay.currentDiscount(figures.money(minor(Math.abs(target.currentMinor))))}
      <TillButton kind="danger" size="till" className="px-3" onPress={onRemove}>
        {tillPay.takeDiscountAway}
      </TillButton>
    </p>
  );
}

/** What is still missing, or what the key will do. */
function confirmWord(words: Messages["tillPay"], draft: Draft, amount: string): string {
  if (draft.offMinor === 0) {
    return words.giveDiscount;
  }
  return draft.reason === null ? words.chooseReason : words.giveDiscountOf(amount);
}

/** Percent or amount, with a reason; what is above the cashier's limit asks somebody else. */
export function DiscountEntry({ target, tabs, onClose }: DiscountEntryProps) {
  const { tillPay } = useMessages();
  const figures = useFigures();
  const draft = useDiscountDraft(target);
  const { act, text, clear } = useAct(onClose);
  const { kind, typed, reason, percentPpm, offMinor } = draft;
  const canConfirm = target !== null && offMinor > 0 && reason !== null;
  const asked: Asked = percentPpm === null ? { amountMinor: offMinor } : { percentPpm };
  const confirm = () => {
    if (canConfirm) {
      act(() => target.set(asked, reason));
    }
  };
  const chips: ReasonChipsProps = {
    reasons: tillPay.discountReasons,
    value: reason,
    onChange: (next) => {
      clear();
      draft.setReason(next);
    },
  };
  return (
    <PanelFrame
      title={tillPay.discountTitle}
      onClose={onClose}
      layer={numberKeys(typed, confirm, chips)}
    >
      {tabs}
      {target === null ? (
        <p className="py-6 text-center text-text-muted text-till-key">{tillPay.noLine}</p>
      ) : (
        <>
          {target.current && (
            <CurrentDiscount target={target} onRemove={() => act(() => target.set(null, null))} />
          )}
          <NumberEntry
            isShort
            label={`${target.name}, ${tillPay.discountOf(figures.money(target.baseMinor))}`}
            typed={typed}
            decimals={draft.decimals}
            prefix={kind === "amount" ? figures.currency : tillPay.percentOff}
            suffix={kind === "percent" ? tillPay.percentSign : undefined}
            error={text}
            note={<DraftNote draft={draft} />}
            shortcuts={
              <>
                <KindKeys draft={draft} currency={figures.currency} />
                <ReasonChips {...chips} />
              </>
            }
            confirm={confirmWord(tillPay, draft, figures.money(offMinor))}
            canConfirm={canConfirm}
            onConfirm={confirm}
          />
        </>
      )}
    </PanelFrame>
  );
}
