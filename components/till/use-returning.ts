"use client";

import { useState } from "react";
import { isDomainError } from "../../core/errors";
import type { ReturnableSale } from "../../till/react/till-state";
import { useTillCommands, useTillPeek } from "../../till/react/use-till";
import { takePayoutIntent, wantPayout } from "./payout-intent";
import type { ReturnDraft } from "./return-draft";
import { useApprovedCommand } from "./use-approved-command";

/** Whether goods of another kind stand in the cart already: then it is settled as a whole. */
function useIsAlone(): () => boolean {
  const peek = useTillPeek();
  return () => peek(({ till, cart }) => till.status === "paid" || cart.lines.length === 0);
}

/** Puts the chosen goods into the sale, or gives their money back at once. */
export function useReturning(sale: ReturnableSale, draft: ReturnDraft, reason: string | null) {
  const { addReturn, payOut } = useTillCommands();
  const isAlone = useIsAlone();
  const lines = [...draft].map(([lineId, quantityMilli]) => ({ lineId, quantityMilli }));
  const request = { sale, lines, reason: reason ?? "" };
  const add = useApprovedCommand(() => addReturn(request));
  const giveBack = useApprovedCommand(async () => {
    wantPayout();
    try {
      addReturn(request);
    } catch (error) {
      if (!(isDomainError(error) && error.code === "approval_required")) {
        takePayoutIntent();
      }
      throw error;
    }
    takePayoutIntent();
    await payOut();
  });
  const [hasTried, setHasTried] = useState(false);
  const isComplete = draft.size > 0 && reason !== null;
  const isRunning = add.isRunning || giveBack.isRunning;
  const unlessIncomplete = (run: () => Promise<unknown>) => () => {
    setHasTried(true);
    if (isComplete && !isRunning) {
      void run();
    }
  };
  return {
    add: unlessIncomplete(add.run),
    giveBack: unlessIncomplete(giveBack.run),
    canAlone: isAlone(),
    hasTried,
    isComplete,
    isRunning,
    failure: add.failure ?? giveBack.failure,
  };
}
