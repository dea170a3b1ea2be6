"use client";

import { type ReactNode, useEffect } from "react";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { CartLines } from "./cart-lines";
import { CartNotice } from "./cart-notice";
import { CartTotals } from "./cart-totals";
import { ClearSaleKey } from "./clear-sale-key";
import { CustomerChip } from "./customer-chip";
import { LineKeys } from "./line-keys";
import { PayKeys } from "./pay-keys";
import { useFigures } from "./use-figures";
import type { Pay } from "./use-pay";
import { useRefusalText } from "./use-refusal-text";

export type CartPaneProps = { pay: Pay; hasCaps: boolean };

export function CartHead({ end }: { end?: ReactNode }) {
  const { till } = useMessages();
  const figures = useFigures();
  const count = useTillSelector(({ cart }) => cart.itemCount);
  return (
    <div className="flex h-12 shrink-0 items-center gap-2.5 border-border border-b px-4 text-till-key">
      <h2 className={end ? "sr-only" : "shrink-0 font-amount"}>{till.sale}</h2>
      {count > 0 && (
        <span className="shrink-0 font-regular text-text-muted">
          {till.items(figures.count(count), count === 1)}
        </span>
      )}
      <div className="-me-2 ms-auto flex min-w-0">
        <CustomerChip />
        <span className="flex shrink-0">
          <ClearSaleKey />
        </span>
        {end}
      </div>
    </div>
  );
}

/** A refusal ends with the next thing that the cashier does. */
export function usePayNotice(pay: Pay) {
  const text = useRefusalText(pay.refusal);
  const serial = useTillSelector(({ cart }) => cart.lastTouch?.serial ?? 0);
  const { clearRefusal } = pay;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the touch itself is the reason.
  useEffect(clearRefusal, [serial, clearRefusal]);
  return { text, close: clearRefusal };
}

/** Head 48, lines 56 each, keys 56, totals 108, pay 196: the same boxes hold every state of a sale. */
export function CartPane({ pay, hasCaps }: CartPaneProps) {
  const notice = usePayNotice(pay);
  return (
    <>
      <CartHead />
      <div className="relative flex min-h-28 flex-1 flex-col">
        <CartLines hasKeyboard={hasCaps} />
        <CartNotice text={notice.text} onClose={notice.close} />
      </div>
      <LineKeys />
      <CartTotals />
      <PayKeys pay={pay} hasCaps={hasCaps} />
    </>
  );
}
