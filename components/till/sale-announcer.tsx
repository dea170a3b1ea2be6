"use client";

import { useCart } from "../../till/react/use-cart";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { LiveRegion } from "../ui/live-region";
import { useFigures } from "./use-figures";

function useSpokenCart(): string {
  const { till } = useMessages();
  const figures = useFigures();
  const cart = useCart();
  const touch = cart.lastTouch;
  if (!touch) {
    return "";
  }
  const total = till.totalIs(figures.money(cart.totalMinor));
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
