"use client";

import { ChevronDown } from "lucide-react";
import { ZERO_MINOR } from "../../core/money/minor";
import { useCart } from "../../till/react/use-cart";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { QuantityText } from "../money/quantity-text";
import { CartLines } from "./cart-lines";
import { CartNotice } from "./cart-notice";
import { CartHead, usePayNotice } from "./cart-pane";
import { CartTotals, loudAmount } from "./cart-totals";
import { LineKeys } from "./line-keys";
import { MainPayKey, PayKeys } from "./pay-keys";
import { useCurrentLine, useSellPanel } from "./sell-state";
import { releaseAfterPointer, TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";
import type { Pay } from "./use-pay";

function PeekLine() {
  const { till } = useMessages();
  const cart = useCart();
  const { line } = useCurrentLine();
  const { openPanel } = useSellPanel();
  if (!line) {
    return (
      <p className="flex h-12 items-center border-border border-b text-text-muted text-till-key">
        {till.emptyCartTitle}
      </p>
    );
  }
  return (
    <button
      type="button"
      onClick={(event) => {
        releaseAfterPointer(event);
        openPanel("cart");
      }}
      className="flex h-12 w-full items-center gap-2.5 border-border border-b text-start focus-inset"
    >
      <span className="tone-accent flex h-7 min-w-8 items-center justify-center rounded-chip px-1.5 font-amount text-till-key tabular-nums">
        <QuantityText quantityMilli={line.quantityMilli} />
      </span>
      <span className="min-w-0 flex-1 truncate text-till-key">{line.name}</span>
      <MoneyText amountMinor={line.amountMinor} currency={cart.currency} size="line" />
    </button>
  );
}

/** The part of the sale that a phone always shows: the last line, the total, one tap to be paid. */
export function CartPeek({ pay }: { pay: Pay }) {
  const messages = useMessages();
  const { till } = messages;
  const figures = useFigures();
  const cart = useCart();
  const { openPanel } = useSellPanel();
  const notice = usePayNotice(pay);
  const isEmpty = cart.lines.length === 0;
  const loud = loudAmount(cart, messages);
  return (
    <section
      aria-label={till.sale}
      className="relative z-10 flex flex-col rounded-t-drawer border-border border-t bg-surface-raised px-4 pb-4 shadow-drawer"
    >
      <span
        aria-hidden="true"
        className="mx-auto my-1.5 block h-1 w-9 shrink-0 rounded-full bg-border-strong"
      />
      <div className="relative flex flex-col">
        <CartNotice text={notice.text} onClose={notice.close} />
        <PeekLine />
        <div className="flex h-17 items-center justify-between gap-3">
          <button
            type="button"
            disabled={isEmpty}
            onClick={(event) => {
              releaseAfterPointer(event);
              openPanel("cart");
            }}
            className="flex min-h-12 flex-col items-start justify-center text-start text-text-muted text-till-small"
          >
            <span>{till.items(figures.count(cart.itemCount), cart.itemCount === 1)}</span>
            {loud.isTotal ? (
              cart.discountMinor > 0 && (
                <span className="font-figure text-positive">
                  {till.saved(figures.money(cart.discountMinor))}
                </span>
              )
            ) : (
              <span className="font-figure text-text">{loud.label}</span>
            )}
          </button>
          <span className="flex items-baseline gap-2">
            {loud.isTotal && <span className="text-text-muted text-till">{cart.currency}</span>}
            <MoneyText
              amountMinor={isEmpty ? ZERO_MINOR : loud.amountMinor}
              currency={cart.currency}
              size="total-phone"
            />
          </span>
        </div>
        <div className="grid grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)] gap-2">
          <MainPayKey pay={pay} hasCaps={false} availablePx={190} />
          <TillButton
            size="pay"
            isDisabled={isEmpty || cart.isPaying}
            secondLine={till.paySecond}
            onPress={() => openPanel("pay")}
          >
            {till.pay}
          </TillButton>
        </div>
      </div>
    </section>
  );
}

/** The whole sale over the phone's screen: lines, their keys, every way to pay. */
export function CartSheet({ pay, isCovered }: { pay: Pay; isCovered: boolean }) {
  const { till, ui } = useMessages();
  const { closeSheet } = useSellPanel();
  const notice = usePayNotice(pay);
  useKeys({ keys: { escape: closeSheet } });
  return (
    <div
      role="dialog"
      aria-label={till.sale}
      inert={isCovered}
      className="absolute inset-0 z-20 flex animate-drawer-in flex-col bg-surface-raised"
    >
      <CartHead
        end={
          <TillButton
            kind="quiet"
            size="till"
            className="px-3"
            icon={<ChevronDown aria-hidden="true" />}
            onPress={closeSheet}
          >
            {ui.close}
          </TillButton>
        }
      />
      <div className="relative flex min-h-28 flex-1 flex-col">
        <CartLines hasKeyboard={false} />
        <CartNotice text={notice.text} onClose={notice.close} />
      </div>
      <LineKeys isNarrow />
      <CartTotals isNarrow />
      <PayKeys pay={pay} hasCaps={false} isNarrow />
    </div>
  );
}
