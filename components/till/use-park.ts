"use client";

import { useCallback } from "react";
import { isDomainError } from "../../core/errors";
import { useTillCommands, useTillPeek } from "../../till/react/use-till";
import { showCounterNotice } from "./counter-notice";
import { useSellPanel } from "./sell-state";

/** One tap parks the sale; with nothing to park it shows what is parked instead. */
export function usePark() {
  const { parkCart } = useTillCommands();
  const { openPanel } = useSellPanel();
  const peek = useTillPeek();
  const park = useCallback(() => {
    const name = peek(({ till, cart }) => {
      const line = till.status === "paid" ? undefined : cart.lines[0];
      return line ? (cart.customer?.name ?? line.name) : null;
    });
    if (name === null) {
      openPanel("held");
      return;
    }
    parkCart().then(
      () => showCounterNotice({ kind: "parked", name }),
      (error: unknown) => {
        if (!isDomainError(error)) {
          throw error;
        }
        const { code, details } = error;
        showCounterNotice({ kind: "refused", refusal: { code, details } });
      },
    );
  }, [parkCart, openPanel, peek]);
  return { park };
}
