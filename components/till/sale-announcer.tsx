"use client";

import { negateMinor } from "../../core/money/minor";
import type { CartView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { LiveRegion } from "../ui/live-region";
import { useCounterNotice } from "./counter-notice";
import { handedOut } from "./money-back";
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

function useSpokenPaid(): string | null {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const paid = useTillSelector((snapshot) =>
    snapshot.till.status === "paid" ? snapshot.till.paid : null,
  );
  if (!paid) {
    return null;
  }
  const { kind, amountMinor } = handedOut(paid);
  if (kind === "nothing") {
    return till.paidSpokenExact;
  }
  const amount = figures.money(amountMinor);
  return kind === "change" ? till.paidSpoken(amount) : tillCounter.paidSpokenBack(amount);
}

/** What came of a key that has no panel, and who is served. */
function useSpokenNotice(): string {
  const { tillCounter } = useMessages();
  const notice = useCounterNotice();
  const customer = useTillSelector(({ cart }) => cart.customer?.name ?? null);
  if (notice?.kind === "parked") {
    return tillCounter.parkedSpoken(notice.name);
  }
  if (notice?.kind === "drawer_opened") {
    return tillCounter.noSaleOpened;
  }
  return customer === null ? "" : tillCounter.customerAttached(customer);
}

/** Says what was added, the total, the change, and what was put aside. */
export function SaleAnnouncer() {
  const spokenCart = useSpokenCart();
  const spokenPaid = useSpokenPaid();
  const spokenNotice = useSpokenNotice();
  return (
    <>
      <LiveRegion message={spokenPaid ?? spokenCart} />
      <LiveRegion message={spokenNotice} />
    </>
  );
}
