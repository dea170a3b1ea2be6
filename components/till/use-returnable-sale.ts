"use client";

import { useEffect, useState } from "react";
import { isDomainError } from "../../core/errors";
import type { Refusal, ReturnableSale } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";

export type ReturnLookup = {
  readonly sale: ReturnableSale | null;
  readonly refusal: Refusal | null;
  readonly retry: () => void;
};

type Answer = { readonly sale: ReturnableSale | null; readonly refusal: Refusal | null };

const LOOKING: Answer = { sale: null, refusal: null };

/** A sale by its receipt's number; both are null while it is looked up. */
export function useReturnableSale(receiptNumber: string): ReturnLookup {
  const { findReceipt } = useTillCommands();
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState(LOOKING);
  useEffect(() => {
    void attempt;
    let isCurrent = true;
    const take = (next: Answer) => isCurrent && setAnswer(next);
    findReceipt(receiptNumber).then(
      (sale) => take({ sale, refusal: null }),
      (error: unknown) => {
        if (!isDomainError(error)) {
          throw error;
        }
        take({ sale: null, refusal: { code: error.code, details: error.details } });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [findReceipt, receiptNumber, attempt]);
  const retry = () => {
    setAnswer(LOOKING);
    setAttempt((count) => count + 1);
  };
  return { ...answer, retry };
}
