"use client";

import { ONE_UNIT, quantityMilli } from "../../core/quantity/quantity";
import type { CartLineView } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { QuantityStepper } from "./quantity-stepper";
import { type SellPanel, useCurrentLine, useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { actOrTell } from "./use-act";
import { useKeys } from "./use-keys";

/** Goods of a receipt come back as they were sold: quantity and price are the receipt's. */
function canReprice(line: CartLineView | null): line is CartLineView {
  return line !== null && line.returned === null;
}

function useLineCommands(line: CartLineView | null) {
  const { setQuantity } = useTillCommands();
  const { openPanel } = useSellPanel();
  const step = (by: 1 | -1) => {
    if (line?.unit !== "each") {
      return false;
    }
    const next = Math.abs(line.quantityMilli) + by * ONE_UNIT;
    if (next > 0) {
      actOrTell(() => setQuantity({ lineId: line.lineId, quantityMilli: quantityMilli(next) }));
    }
    return true;
  };
  const open = (panel: SellPanel, subject?: string) => (line ? openPanel(panel, subject) : false);
  const openPriced = (panel: SellPanel, subject?: string) =>
    canReprice(line) ? openPanel(panel, subject) : false;
  useKeys({
    keys: {
      "+": () => step(1),
      "-": () => step(-1),
      "=": () => step(1),
      delete: () => open("remove"),
      e: () => open("explain"),
      n: () => open("note"),
      q: () => open("quantity"),
      d: () => openPriced("discount", "line"),
      x: () => openPriced("price"),
    },
  });
  return step;
}

/** The one home of what can be done to a line; two rows on a phone. */
export function LineKeys({ isNarrow = false }: { isNarrow?: boolean }) {
  const { till, tillPay } = useMessages();
  const { openPanel } = useSellPanel();
  const { line } = useCurrentLine();
  const step = useLineCommands(line);
  const keys = [
    { panel: "price", subject: undefined, word: tillPay.price, cap: "X", isOn: canReprice(line) },
    {
      panel: "discount",
      subject: "line",
      word: tillPay.discount,
      cap: "D",
      isOn: canReprice(line),
    },
    { panel: "explain", subject: undefined, word: tillPay.details, cap: "E", isOn: line !== null },
  ] as const;
  return (
    <div
      role="toolbar"
      aria-label={line ? `${till.currentLine}: ${line.name}` : till.currentLine}
      className={classNames(
        "-mt-px flex shrink-0 items-center gap-1 border-border border-y bg-surface px-3",
        isNarrow ? "h-28 flex-wrap content-center gap-x-2" : "h-14",
      )}
    >
      <QuantityStepper line={line} onStep={step} />
      {isNarrow && (
        <TillButton
          size="till"
          className="flex-1"
          isDisabled={!line}
          aria-keyshortcuts="N"
          onPress={() => openPanel("note")}
        >
          {tillPay.note}
        </TillButton>
      )}
      {isNarrow && <span aria-hidden="true" className="basis-full" />}
      {keys.map((key) => (
        <TillButton
          key={key.panel}
          size="till"
          className="flex-auto px-1"
          isDisabled={!key.isOn}
          aria-keyshortcuts={key.cap}
          onPress={() => openPanel(key.panel, key.subject)}
        >
          {key.word}
        </TillButton>
      ))}
      <TillButton
        kind="danger"
        size="till"
        className="flex-auto px-1"
        isDisabled={!line}
        aria-keyshortcuts="Delete"
        onPress={() => openPanel("remove")}
      >
        {tillPay.remove}
      </TillButton>
    </div>
  );
}
