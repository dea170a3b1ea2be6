"use client";

import { negateMinor } from "../../core/money/minor";
import type { CartView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { LiveRegion } from "../ui/live-region";
import { useFigures } from "./use-figures";

/** What is to be paid now, or to be given back. */
function useSpokenTotal(cart: CartView): string {
  const { till, tillPay } = useMessages();
  const figures = useFigures();
  if (cart.isPayout) {
    return tillPay.giveBackSpoken(figures.money(negateMinor(cart.leftMinor)));
  }
  const total = till.totalIs(figures.money(cart.totalMinor));
  return cart.leftMinor === cart.totalMinor
    ? total
    : `${total} ${tillPay.leftSpoken(figures.money(cart.leftMinor))}`;
}

function useSpokenCart(): string {
  const { till } = useMessages();
  const figures = useFigures();
  const cart = useCart();
  const total = useSpokenTotal(cart);
  const touch = cart.lastTouch;
  if (!touch) {
    return cart.lines.length === 0 ? "" : total;
  }
  const line = cart.lines.find((candidate) => candidate.lineId === touch.lineId);
  if (!line) {
    return `${till.lineRemoved(touch.name)} ${total}`;
  }
  const quantity = figures.quantity(line.quantityMilli);
  return `${till.lineAdded(line.name, quantity, figures.money(line.amountMinor))} ${total}`;
}

/** Says what was added, the total, and the change. */
export function SaleAnnouncer() {
  const { till } = useMessages();
  const figures = useFigures();
  const spokenCart = useSpokenCart();
  const paid = useTillSelector((snapshot) =>
    snapshot.till.status === "paid" ? snapshot.till.paid : null,
  );
  const spokenPaid =
    paid &&
    (paid.changeMinor > 0
      ? till.paidSpoken(figures.money(paid.changeMinor))
      : till.paidSpokenExact);
  return <LiveRegion message={spokenPaid ?? spokenCart} />;
}
