"use client";

import { useCallback, useState } from "react";
import { isDomainError } from "../../core/errors";
import type { Refusal } from "../../till/react/till-state";
import { useRefusalText } from "./use-refusal-text";

/**
 * An act on the cart from a panel. What is refused becomes a sentence; what needs somebody else's
 * approval ends the panel too, because the approval stands over everything by itself.
 */
export function useAct(onDone: () => void) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const act = useCallback(
    (command: () => void): void => {
      setRefusal(null);
      try {
        command();
      } catch (error) {
        if (!isDomainError(error)) {
          throw error;
        }
        if (error.code !== "approval_required") {
          setRefusal({ code: error.code, details: error.details });
          return;
        }
      }
      onDone();
    },
    [onDone],
  );
  const clear = useCallback(() => setRefusal(null), []);
  return { act, text: useRefusalText(refusal), clear };
}
