"use client";

import type { HeldCartView } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { TakeBackPanel } from "./take-back-panel";
import { useFigures } from "./use-figures";

export type LayawayCancelProps = { cart: HeldCartView; onBack: () => void; onClose: () => void };

/** The deposits go back; who lets it happen says so with a PIN. */
export function LayawayCancel({ cart, onBack, onClose }: LayawayCancelProps) {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const { cancelLayaway } = useTillCommands();
  return (
    <TakeBackPanel
      title={tillCounter.layawayCancelTitle(cart.number)}
      body={tillCounter.layawayCancelBody(figures.money(cart.paidMinor))}
      reasonLabel={tillCounter.layawayCancelReason}
      reasons={tillCounter.layawayCancelReasons}
      confirmLabel={tillCounter.layawayCancelConfirm(figures.shortMoney(cart.paidMinor))}
      backLabel={tillCounter.heldTabs.layaway}
      onConfirm={(reason) => cancelLayaway({ heldCartId: cart.heldCartId, reason })}
      onBack={onBack}
      onClose={onClose}
    />
  );
}
