"use client";

import { ScanBarcode } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";
import { useCart } from "../../till/react/use-cart";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { CartLineRow } from "./cart-line-row";
import { useCurrentLine, useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";

function LastSale() {
  const { till } = useMessages();
  const figures = useFigures();
  const last = useTillSelector(({ till: state }) =>
    state.status === "selling" ? state.lastPaid : null,
  );
  if (!last) {
    return null;
  }
  return (
    <dl className="mt-6 grid w-full max-w-72 grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-border border-t pt-4 text-start text-till-small">
      <dt className="text-text-muted">{till.lastSale}</dt>
      <dd className="text-end">{last.receiptNumber}</dd>
      <dt className="text-text-muted">{till.totalWord}</dt>
      <dd className="text-end tabular-nums">{figures.money(last.dueMinor)}</dd>
      <dt className="text-text-muted">{till.cashChange}</dt>
      <dd className="text-end tabular-nums">{figures.money(last.changeMinor)}</dd>
    </dl>
  );
}

function EmptyCart({ hasKeyboard }: { hasKeyboard: boolean }) {
  const { till, tillPay } = useMessages();
  const { openPanel } = useSellPanel();
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-8 py-4 text-center">
      <ScanBarcode aria-hidden="true" className="mb-3 !size-10 text-text-subtle" />
      <p className="font-heavy text-till">{till.emptyCartTitle}</p>
      <p className="mt-1 text-text-muted text-till-key font-regular">
        {hasKeyboard ? till.emptyCartBody : till.emptyCartBodyPhone}
      </p>
      <TillButton
        size="till"
        className="mt-4 px-4"
        {...(hasKeyboard && { keyCap: "O" })}
        onPress={() => openPanel("open-item")}
      >
        {tillPay.openItemKey}
      </TillButton>
      <LastSale />
    </div>
  );
}

export function CartLines({ hasKeyboard }: { hasKeyboard: boolean }) {
  const { till } = useMessages();
  const cart = useCart();
  const { line: current, choose } = useCurrentLine();
  const { openPanel } = useSellPanel();
  const list = useRef<HTMLUListElement>(null);
  const explain = useCallback(
    (lineId: string) => {
      choose(lineId);
      openPanel("explain");
    },
    [choose, openPanel],
  );
  const touch = cart.lastTouch;
  const move = (step: number) => {
    const index = cart.lines.findIndex((line) => line.lineId === current?.lineId);
    const next = cart.lines[index + step];
    if (next) {
      choose(next.lineId);
    }
  };
  useKeys({
    keys: {
      arrowdown: () => move(1),
      arrowup: () => move(-1),
      f6: () => openPanel("discount", "sale"),
      k: () => openPanel("discount", "coupon"),
      o: () => openPanel("open-item"),
    },
  });
  const currentId = current?.lineId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a touched line comes into sight again.
  useEffect(() => {
    // In the frame that shows the line: asked for sooner, everything would be laid out twice.
    const frame = requestAnimationFrame(() => {
      list.current?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
    });
    return () => cancelAnimationFrame(frame);
  }, [currentId, touch?.serial]);
  if (cart.lines.length === 0) {
    return <EmptyCart hasKeyboard={hasKeyboard} />;
  }
  return (
    <ul
      ref={list}
      aria-label={till.lines}
      className="pane flex min-h-0 flex-1 snap-y flex-col *:snap-start"
    >
      {cart.lines.map((line) => (
        <CartLineRow
          key={line.lineId}
          line={line}
          currency={cart.currency}
          isCurrent={line.lineId === currentId}
          flash={touch?.lineId === line.lineId && touch.kind === "raised" ? touch.serial : 0}
          onChoose={choose}
          onExplain={explain}
        />
      ))}
    </ul>
  );
}
