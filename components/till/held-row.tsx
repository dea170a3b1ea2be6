"use client";

import { subtractMinor } from "../../core/money/minor";
import type { HeldCartView } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Badge } from "../ui/badge";
import type { Tone } from "../ui/tone";
import { PickRow } from "./pick-row";
import { useFigures } from "./use-figures";
import { useHeldDay } from "./use-held-day";
import { useNow } from "./use-now";

const WARM_MS = 15 * 60_000;
const OLD_MS = 60 * 60_000;

/** How long a customer has been away: calm, then amber, then red. */
function ageTone(ageMs: number): Tone {
  if (ageMs < WARM_MS) {
    return "neutral";
  }
  return ageMs < OLD_MS ? "warning" : "danger";
}

function HeldState({ cart }: { cart: HeldCartView }) {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const now = useNow(20_000);
  const { isExpired, day } = useHeldDay(cart);
  if (cart.kind === "layaway") {
    const left = figures.money(subtractMinor(cart.totalMinor, cart.paidMinor));
    return <Badge size="till">{tillCounter.heldLeft(left)}</Badge>;
  }
  if (cart.kind === "quote") {
    return (
      <Badge size="till" tone={isExpired ? "danger" : "neutral"}>
        {isExpired || day === null ? tillCounter.heldExpired : tillCounter.heldValidUntil(day)}
      </Badge>
    );
  }
  const ageMs = now === null ? 0 : Math.max(0, now - cart.heldAt);
  return (
    <Badge size="till" tone={ageTone(ageMs)}>
      {figures.age(ageMs)}
    </Badge>
  );
}

export type HeldRowProps = { cart: HeldCartView; isCurrent: boolean; onPress: () => void };

/** Whose it is first, then who put it aside and where; the amount and its age in one column. */
export function HeldRow({ cart, isCurrent, onPress }: HeldRowProps) {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const { isExpired } = useHeldDay(cart);
  const isLate = cart.kind === "layaway" && isExpired;
  const where = cart.isOwn ? tillCounter.heldThisTill : cart.registerName;
  const facts = [
    cart.kind === "parked" ? figures.time(cart.heldAt) : cart.number,
    cart.cashierName,
    cart.isLocal ? tillCounter.heldLocal : where,
  ];
  const amount = figures.money(cart.totalMinor);
  return (
    <PickRow
      isCurrent={isCurrent}
      name={tillCounter.heldRowName(cart.customerName ?? cart.name, amount, facts.join(", "))}
      onPress={onPress}
    >
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-center gap-2">
          <span className="truncate text-till">{cart.customerName ?? cart.name}</span>
          {isLate && (
            <Badge size="till" tone="danger">
              {tillCounter.heldExpired}
            </Badge>
          )}
        </span>
        <span className="truncate text-text-muted text-till-small">{facts.join(" · ")}</span>
      </span>
      <span className="flex shrink-0 flex-col items-end gap-1">
        <MoneyText amountMinor={cart.totalMinor} currency={cart.currency} size="line" />
        <HeldState cart={cart} />
      </span>
    </PickRow>
  );
}
