"use client";

import { useCallback } from "react";
import type { Minor } from "../../core/money/minor";
import type { PaymentMethod } from "../../core/sale/sale-document";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";

/** Takes the money, whole or in parts, or gives it back; a refusal stays until the next try. */
export function usePay() {
  const { takePayment, addPayment, payOut } = useTillCommands();
  const taking = useCommand(takePayment);
  const adding = useCommand(addPayment);
  const giving = useCommand(payOut);
  const { run: take, clearRefusal: clearTaking } = taking;
  const { run: addPart, clearRefusal: clearAdding } = adding;
  const { run: giveBack, clearRefusal: clearGiving } = giving;
  const payCash = useCallback(
    (tenderedMinor?: Minor) =>
      take({ method: "cash", ...(tenderedMinor !== undefined && { tenderedMinor }) }),
    [take],
  );
  const payBy = useCallback((method: PaymentMethod) => take({ method }), [take]);
  const clearRefusal = useCallback(() => {
    clearTaking();
    clearAdding();
    clearGiving();
  }, [clearTaking, clearAdding, clearGiving]);
  return {
    payCash,
    payBy,
    take,
    addPart,
    giveBack,
    isRunning: taking.isRunning || adding.isRunning || giving.isRunning,
    refusal: taking.refusal ?? adding.refusal ?? giving.refusal,
    clearRefusal,
  };
}

export type Pay = ReturnType<typeof usePay>;
