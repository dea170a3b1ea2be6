"use client";

import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { currencyExponent, formatMajor } from "../../core/money/currency";
import { type Minor, minor, subtractMinor, ZERO_MINOR } from "../../core/money/minor";
import { mulDiv } from "../../core/money/mul-div";
import type { PaymentMethod } from "../../core/sale/sale-document";
import { PPM } from "../../core/tax/rate";
import { useCart } from "../../till/react/use-cart";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { SegmentedControl } from "../ui/segmented-control";
import { NumberEntry, numberLayer } from "./number-entry";
import { PanelFrame } from "./panel-frame";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { storeOf } from "./till-place";
import { typedMinor } from "./typed-money";
import { useFigures } from "./use-figures";
import { useRefusalText } from "./use-refusal-text";
import { useTypedNumber } from "./use-typed-number";

const METHODS = ["cash", "card", "mpesa"] as const satisfies readonly PaymentMethod[];

/** What the layaway costs, what is paid and the least that may be added, in minor units. */
function useDepositSums() {
  const cart = useCart();
  const depositPpm = useTillSelector(({ till }) => storeOf(till)?.depositPpm ?? 0);
  const isFirst = cart.heldFrom?.kind !== "layaway";
  const paidMinor = isFirst ? ZERO_MINOR : (cart.heldFrom?.paidMinor ?? ZERO_MINOR);
  const leftMinor = subtractMinor(cart.totalMinor, paidMinor);
  const leastMinor = isFirst ? minor(mulDiv(cart.totalMinor, depositPpm, PPM, "UP")) : ZERO_MINOR;
  return { cart, isFirst, paidMinor, leftMinor, leastMinor };
}

type Sums = ReturnType<typeof useDepositSums>;

function DepositFacts({ sums }: { sums: Sums }) {
  const { tillCounter } = useMessages();
  const { currency } = sums.cart;
  const rows = [
    {
      label: sums.cart.customer?.name ?? tillCounter.depositTotal,
      amountMinor: sums.cart.totalMinor,
    },
    ...(sums.isFirst ? [] : [{ label: tillCounter.depositPaid, amountMinor: sums.paidMinor }]),
    ...(sums.isFirst ? [] : [{ label: tillCounter.depositLeft, amountMinor: sums.leftMinor }]),
  ];
  return (
    <dl className="flex flex-col pb-3">
      {rows.map((row) => (
        <div key={row.label} className="flex min-h-8 items-center justify-between gap-4 text-till">
          <dt className="font-regular text-text-muted">{row.label}</dt>
          <dd>
            <MoneyText amountMinor={row.amountMinor} currency={currency} size="line" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useDeposit(sums: Sums) {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const { payDeposit } = useTillCommands();
  const pay = useCommand(payDeposit);
  const refusal = useRefusalText(pay.refusal);
  const { currency } = sums.cart;
  const typed = useTypedNumber(currencyExponent(currency));
  const [method, setMethod] = useState<(typeof METHODS)[number]>("cash");
  const amountMinor = typedMinor(typed.text, currency);
  const isTooSmall = amountMinor < sums.leastMinor || amountMinor === ZERO_MINOR;
  const isTooLarge = amountMinor > sums.leftMinor;
  const canPay = !isTooSmall && !isTooLarge && !pay.isRunning;
  const isTyped = typed.text !== "";
  const problem = isTooLarge
    ? tillCounter.depositTooLarge(figures.money(sums.leftMinor))
    : isTyped && amountMinor < sums.leastMinor
      ? tillCounter.depositTooSmall(figures.money(sums.leastMinor))
      : refusal;
  const confirm = () => {
    if (canPay) {
      void pay.run({ method, amountMinor });
    }
  };
  return { typed, method, setMethod, amountMinor, canPay, isTyped, problem, confirm };
}

type Deposit = ReturnType<typeof useDeposit>;

function plainText(amountMinor: Minor, currency: string): string {
  return formatMajor(amountMinor, currency).replace(/\.0+$/, "");
}

/** The two amounts that are asked for most, and how they are paid. */
function DepositKeys({ sums, deposit }: { sums: Sums; deposit: Deposit }) {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const { currency } = sums.cart;
  const halfMinor = minor(mulDiv(sums.leftMinor, 1, 2, "UP"));
  const set = (amountMinor: Minor) => () => deposit.typed.setText(plainText(amountMinor, currency));
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-2">
        {sums.leastMinor > 0 && (
          <TillButton size="till" className="flex-1" onPress={set(sums.leastMinor)}>
            {tillCounter.depositMinimumKey(figures.shortMoney(sums.leastMinor))}
          </TillButton>
        )}
        <TillButton size="till" className="flex-1" onPress={set(halfMinor)}>
          {tillCounter.depositHalfKey(figures.shortMoney(halfMinor))}
        </TillButton>
      </div>
      <SegmentedControl
        label={tillCounter.depositMethod}
        size="till"
        isFullWidth
        value={deposit.method}
        onChange={deposit.setMethod}
        segments={METHODS.map((value) => ({ value, label: till.methods[value] }))}
      />
    </div>
  );
}

/** Whose goods these are; a layaway without a name is hard to find again. */
function DepositCustomer({ sums }: { sums: Sums }) {
  const { tillCounter } = useMessages();
  const { openPanel } = useSellPanel();
  const { customer } = sums.cart;
  if (customer) {
    return null;
  }
  return (
    <div className="flex items-center gap-3 pb-3">
      <p className="min-w-0 flex-1 text-pretty text-statement text-text-muted">
        {tillCounter.depositCustomer}
      </p>
      <TillButton
        size="till"
        className="shrink-0 px-3"
        icon={<UserRoundPlus aria-hidden="true" />}
        onPress={() => openPanel("customer", "deposit")}
      >
        {tillCounter.customer}
      </TillButton>
    </div>
  );
}

/** A part of the price that keeps the goods for a customer: the first makes a layaway. */
export function DepositPanel({ onClose }: { onClose: () => void }) {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const sums = useDepositSums();
  const deposit = useDeposit(sums);
  const { cart } = sums;
  const { currency } = cart;
  const afterMinor = subtractMinor(sums.leftMinor, deposit.amountMinor);
  const number = cart.heldFrom?.number;
  return (
    <PanelFrame
      title={
        sums.isFirst || !number ? tillCounter.depositTitle : tillCounter.depositTitleMore(number)
      }
      onClose={onClose}
      layer={numberLayer(deposit.typed, deposit.confirm)}
    >
      <DepositCustomer sums={sums} />
      <DepositFacts sums={sums} />
      <NumberEntry
        label={
          <span className="flex justify-between gap-4">
            {tillCounter.depositAmount}
            {sums.leastMinor > 0 && (
              <span className="tabular-nums">
                {tillCounter.depositMinimum(figures.money(sums.leastMinor))}
              </span>
            )}
          </span>
        }
        typed={deposit.typed}
        decimals={currencyExponent(currency)}
        prefix={currency}
        error={deposit.problem}
        note={
          deposit.isTyped && (
            <span className="text-text-muted text-till-key tabular-nums">
              {tillCounter.depositAfter(figures.money(afterMinor))}
            </span>
          )
        }
        isShort
        shortcuts={<DepositKeys sums={sums} deposit={deposit} />}
        confirm={
          deposit.canPay
            ? tillCounter.depositConfirm(figures.shortMoney(deposit.amountMinor))
            : tillCounter.depositConfirmEmpty
        }
        canConfirm={deposit.canPay}
        onConfirm={deposit.confirm}
      />
    </PanelFrame>
  );
}
