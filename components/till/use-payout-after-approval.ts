"use client";

import { useEffect, useRef } from "react";
import { isDomainError } from "../../core/errors";
import { useTillCommands, useTillPeek, useTillSelector } from "../../till/react/use-till";
import { showCounterNotice } from "./counter-notice";
import { takePayoutIntent } from "./payout-intent";

/** Gives the money back as soon as its return is approved, when that was what the cashier pressed. */
export function usePayoutAfterApproval(): void {
  const { payOut } = useTillCommands();
  const peek = useTillPeek();
  const isAsked = useTillSelector(({ cart }) => cart.approval !== null);
  const wasAsked = useRef(isAsked);
  useEffect(() => {
    const isAnswered = wasAsked.current && !isAsked;
    wasAsked.current = isAsked;
    if (!isAnswered || !takePayoutIntent()) {
      return;
    }
    const isPlainReturn = peek(
      ({ cart }) => cart.isPayout && cart.lines.every((line) => line.isReturn),
    );
    if (isPlainReturn) {
      payOut().catch((error: unknown) => {
        if (!isDomainError(error)) {
          throw error;
        }
        const { code, details } = error;
        showCounterNotice({ kind: "refused", refusal: { code, details } });
      });
    }
  }, [isAsked, payOut, peek]);
}
