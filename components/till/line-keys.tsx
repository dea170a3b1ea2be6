"use client";

import { Minus, Plus } from "lucide-react";
import { ONE_UNIT, quantityMilli } from "../../core/quantity/quantity";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { QuantityText } from "../money/quantity-text";
import { classNames } from "../ui/class-names";
import { useCurrentLine, useSellPanel } from "./sell-state";
import { releaseAfterPointer, TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";

const END =
  "icon-20 flex w-12 [&_.lucide]:[stroke-width:2.25] items-center justify-center transition-colors hover:bg-surface-hover active:bg-surface-sunken disabled:opacity-45 focus-inset";

/** The one home of what can be done to a line. */
export function LineKeys() {
  const { till, ui } = useMessages();
  const figures = useFigures();
  const { setQuantity, removeLine } = useTillCommands();
  const { openPanel } = useSellPanel();
  const { line } = useCurrentLine();
  const step = (by: number) => {
    if (!line) {
      return false;
    }
    const next = line.quantityMilli + by * ONE_UNIT;
    if (next > 0) {
      setQuantity({ lineId: line.lineId, quantityMilli: quantityMilli(next) });
    }
    return true;
  };
  const remove = () => (line ? removeLine({ lineId: line.lineId }) : false);
  const isEach = line?.unit === "each";
  useKeys({
    keys: {
      "+": () => step(1),
      "-": () => step(-1),
      "=": () => step(1),
      delete: remove,
      n: () => (line ? openPanel("note") : false),
      q: () => (line ? openPanel("quantity") : false),
    },
  });
  const quantity = line ? figures.quantity(line.quantityMilli) : "";
  return (
    <div
      role="toolbar"
      aria-label={line ? `${till.currentLine}: ${line.name}` : till.currentLine}
      className="flex h-14 shrink-0 -mt-px items-center gap-2 border-border border-y bg-surface px-4"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend. */}
      <div
        role="group"
        aria-label={line ? till.quantityOf(line.name) : till.note}
        className="flex h-12 w-40 shrink-0 items-stretch rounded-till border border-border bg-surface-raised"
      >
        <button
          type="button"
          aria-label={ui.decrease}
          aria-keyshortcuts="-"
          disabled={!isEach || (line?.quantityMilli ?? 0) <= ONE_UNIT}
          onClick={(event) => {
            releaseAfterPointer(event);
            step(-1);
          }}
          className={classNames(END, "rounded-s-till")}
        >
          <Minus aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-label={till.changeQuantity(quantity)}
          aria-keyshortcuts="Q"
          disabled={!line}
          onClick={(event) => {
            releaseAfterPointer(event);
            openPanel("quantity");
          }}
          className={classNames(
            "min-w-0 flex-1 border-border border-x tabular-nums hover:bg-surface-hover active:bg-surface-sunken focus-inset",
            quantity.length > 4 ? "font-amount text-till-key" : "text-till-amount",
          )}
        >
          {line && <QuantityText quantityMilli={line.quantityMilli} />}
        </button>
        <button
          type="button"
          aria-label={ui.increase}
          aria-keyshortcuts="+"
          disabled={!isEach}
          onClick={(event) => {
            releaseAfterPointer(event);
            step(1);
          }}
          className={classNames(END, "rounded-e-till")}
        >
          <Plus aria-hidden="true" />
        </button>
      </div>
      <TillButton
        size="till"
        className="flex-1"
        isDisabled={!line}
        aria-keyshortcuts="N"
        onPress={() => openPanel("note")}
      >
        {till.editNote}
      </TillButton>
      <TillButton
        kind="danger"
        size="till"
        className="flex-1"
        isDisabled={!line}
        aria-keyshortcuts="Delete"
        onPress={remove}
      >
        {till.remove}
      </TillButton>
    </div>
  );
}
