"use client";

import { useCallback, useState } from "react";
import { isDomainError } from "../../core/errors";
import type { Refusal } from "../../till/react/till-state";
import { showCounterNotice } from "./counter-notice";
import { useRefusalText } from "./use-refusal-text";

/** The refusal that an act ended in; null when it happened, or waits for an approval. */
function refusalOf(command: () => void): Refusal | null {
  try {
    command();
  } catch (error) {
    if (!isDomainError(error)) {
      throw error;
    }
    return error.code === "approval_required" ? null : { code: error.code, details: error.details };
  }
  return null;
}

/** An act of a key without a panel: what is refused stands over the products. */
export function actOrTell(command: () => void): void {
  const refusal = refusalOf(command);
  if (refusal) {
    showCounterNotice({ kind: "refused", refusal });
  }
}

/**
 * An act on the cart from a panel. What is refused becomes a sentence; what needs somebody else's
 * approval ends the panel too, because the approval stands over everything by itself.
 */
export function useAct(onDone: () => void) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const act = useCallback(
    (command: () => void): void => {
      const refused = refusalOf(command);
      setRefusal(refused);
      if (refused === null) {
        onDone();
      }
    },
    [onDone],
  );
  const clear = useCallback(() => setRefusal(null), []);
  return { act, text: useRefusalText(refusal), clear };
}
