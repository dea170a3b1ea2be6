"use client";

import { useCallback } from "react";
import type { Minor } from "../../core/money/minor";
import type { PaymentMethod } from "../../core/sale/sale-document";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";

/** Takes the money; the refusal that it may end in stays until the next try. */
export function usePay() {
  const { takePayment } = useTillCommands();
  const { run, isRunning, refusal, clearRefusal } = useCommand(takePayment);
  const payCash = useCallback(
    (tenderedMinor?: Minor) =>
      run({ method: "cash", ...(tenderedMinor !== undefined && { tenderedMinor }) }),
    [run],
  );
  const payBy = useCallback((method: PaymentMethod) => run({ method }), [run]);
  return { payCash, payBy, isRunning, refusal, clearRefusal };
}

export type Pay = ReturnType<typeof usePay>;
