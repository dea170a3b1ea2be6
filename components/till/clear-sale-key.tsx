"use client";

import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";

const ARMED_MS = 4_000;

/** A whole sale goes at the second tap only: the first says what would be lost. */
export function ClearSaleKey() {
  const { till } = useMessages();
  const figures = useFigures();
  const { clearCart } = useTillCommands();
  const count = useTillSelector(({ cart }) => cart.itemCount);
  const [armedAt, setArmedAt] = useState<number | null>(null);
  const isArmed = armedAt === count;
  useEffect(() => {
    if (!isArmed) {
      return;
    }
    const timer = setTimeout(() => setArmedAt(null), ARMED_MS);
    return () => clearTimeout(timer);
  }, [isArmed]);
  if (count === 0) {
    return null;
  }
  return (
    <TillButton
      kind={isArmed ? "danger-solid" : "quiet"}
      size="till"
      className={isArmed ? "px-3" : "!text-text-muted px-3"}
      icon={<Trash2 aria-hidden="true" />}
      onPress={() => {
        if (isArmed) {
          clearCart();
        }
        setArmedAt(isArmed ? null : count);
      }}
    >
      {isArmed ? till.clearSure(till.items(figures.count(count), count === 1)) : till.clearSale}
    </TillButton>
  );
}
