"use client";

import { Trash2 } from "lucide-react";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";

/** A whole sale goes at the second tap only: the first asks for the reason. */
export function ClearSaleKey() {
  const { till } = useMessages();
  const { openPanel } = useSellPanel();
  const isEmpty = useTillSelector(({ cart }) => cart.lines.length === 0);
  if (isEmpty) {
    return null;
  }
  return (
    <TillButton
      kind="quiet"
      size="till"
      className="!text-text-muted px-3"
      icon={<Trash2 aria-hidden="true" />}
      onPress={() => openPanel("clear")}
    >
      {till.clearSale}
    </TillButton>
  );
}
