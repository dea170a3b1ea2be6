"use client";

import type { HeldCartView } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands, useTillPeek } from "../../till/react/use-till";
import { useSellPanel } from "./sell-state";
import { useRefusalText } from "./use-refusal-text";

/** Takes up what was put aside; an open sale is in the way until it is parked. */
export function useHeld(cart: HeldCartView | null) {
  const { recallCart, parkCart, dropHeldCart, startNextSale } = useTillCommands();
  const { openPanel } = useSellPanel();
  const peek = useTillPeek();
  const recall = useCommand(async (heldCartId: string) => {
    startNextSale();
    await recallCart(heldCartId);
    return true;
  });
  const park = useCommand(async (heldCartId: string) => {
    await parkCart();
    await recallCart(heldCartId);
    return true;
  });
  const drop = useCommand(dropHeldCart);
  const isRunning = recall.isRunning || park.isRunning || drop.isRunning;
  const isBlocked = recall.refusal?.code === "cart_not_empty";
  const failure = useRefusalText(park.refusal ?? drop.refusal ?? recall.refusal);
  const take = async (then: "sale" | "deposit") => {
    if (!cart || isRunning) {
      return;
    }
    const hasCart = peek(({ till, cart: open }) => till.status !== "paid" && open.lines.length > 0);
    const isTaken = await (hasCart && isBlocked ? park : recall).run(cart.heldCartId);
    if (isTaken && then === "deposit") {
      openPanel("deposit");
    }
  };
  return {
    act: () => void take("sale"),
    deposit: () => void take("deposit"),
    drop: () => cart && !isRunning && void drop.run(cart.heldCartId),
    isRunning,
    isBlocked,
    failure,
  };
}

export type Held = ReturnType<typeof useHeld>;
