"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { Minor } from "../../core/money/minor";
import type { PartPaymentView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { formatMoney } from "../money/format-money";
import { MoneyText } from "../money/money-text";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { storeOf } from "./till-place";
import { useFigures } from "./use-figures";

type RowProps = { label: ReactNode; amountMinor: Minor; currency: string; end: ReactNode };

function Row({ label, amountMinor, currency, end }: RowProps) {
  return (
    <li className="flex min-h-12 items-center gap-2 border-border border-b text-till-key">
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <MoneyText amountMinor={amountMinor} currency={currency} size="line" />
      {end}
    </li>
  );
}

function PartRow({ payment, currency }: { payment: PartPaymentView; currency: string }) {
  const { till, tillPay } = useMessages();
  const figures = useFigures();
  const locale = useFormatLocale();
  const { removePayment } = useTillCommands();
  const { foreign } = payment;
  const label = foreign
    ? `${tillPay.foreignCash(foreign.currency)} ${formatMoney(foreign.tenderedMinor as Minor, { currency: foreign.currency, locale })}`
    : till.methods[payment.method];
  return (
    <Row
      label={label}
      amountMinor={payment.amountMinor}
      currency={currency}
      end={
        <TillButton
          kind="quiet"
          size="till"
          className="-me-2 size-12"
          aria-label={tillPay.removePart(figures.money(payment.amountMinor))}
          icon={<X aria-hidden="true" />}
          onPress={() => removePayment({ paymentId: payment.paymentId })}
        />
      }
    />
  );
}

/** What was taken so far, and the tip: each can still be changed. */
export function PartPayments() {
  const { tillPay } = useMessages();
  const cart = useCart();
  const { openPanel } = useSellPanel();
  const takesTips = useTillSelector(({ till }) => storeOf(till)?.takesTips ?? false);
  const hasTip = takesTips && !cart.hasReturns;
  if (cart.payments.length === 0 && !hasTip) {
    return null;
  }
  return (
    <ul aria-label={tillPay.partPayments} className="mb-2 border-border border-t">
      {cart.payments.map((payment) => (
        <PartRow key={payment.paymentId} payment={payment} currency={cart.currency} />
      ))}
      {hasTip && (
        <Row
          label={tillPay.tip}
          amountMinor={cart.tipMinor}
          currency={cart.currency}
          end={
            <TillButton
              kind="quiet"
              size="till"
              className="!text-accent-text -me-2 px-2"
              onPress={() => openPanel("tip")}
            >
              {cart.tipMinor === 0 ? tillPay.tipAdd : tillPay.tipChange}
            </TillButton>
          }
        />
      )}
    </ul>
  );
}
