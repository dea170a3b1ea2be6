"use client";

import { FileText, PackageCheck, SquareParking } from "lucide-react";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { usePark } from "./use-park";

/** How the open sale can be put aside: for a moment, for a decision, for a deposit. */
export function SetAsideKeys() {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const { openPanel } = useSellPanel();
  const { park } = usePark();
  const count = useTillSelector(({ till, cart }) => (till.status === "paid" ? 0 : cart.itemCount));
  const totalMinor = useTillSelector(({ cart }) => cart.totalMinor);
  const hasLines = useTillSelector(
    ({ till, cart }) => till.status !== "paid" && cart.lines.length > 0,
  );
  const hasReturns = useTillSelector(({ cart }) => cart.hasReturns);
  if (!hasLines) {
    return null;
  }
  const items = tillCounter.items(figures.count(count), count === 1);
  return (
    <section className="flex flex-col gap-2 border-border border-b pb-4">
      <h3 className="text-statement text-text-muted">
        {tillCounter.heldThisSale(items, figures.money(totalMinor))}
      </h3>
      <div className="grid grid-cols-3 gap-2">
        <TillButton icon={<SquareParking aria-hidden="true" />} onPress={park}>
          {tillCounter.heldPark}
        </TillButton>
        <TillButton
          icon={<FileText aria-hidden="true" />}
          isDisabled={hasReturns}
          onPress={() => openPanel("quote")}
        >
          {tillCounter.heldQuote}
        </TillButton>
        <TillButton
          icon={<PackageCheck aria-hidden="true" />}
          isDisabled={hasReturns}
          onPress={() => openPanel("deposit")}
        >
          {tillCounter.heldDeposit}
        </TillButton>
      </div>
    </section>
  );
}
