"use client";

import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { ONE_UNIT } from "../../core/quantity/quantity";
import type { CartLineView } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { QuantityText } from "../money/quantity-text";
import { classNames } from "../ui/class-names";
import { useSellPanel } from "./sell-state";
import { releaseAfterPointer } from "./till-button";
import { useFigures } from "./use-figures";

export type QuantityStepperProps = {
  line: CartLineView | null;
  onStep: (by: 1 | -1) => void;
};

const END =
  "icon-20 flex w-12 shrink-0 [&_.lucide]:[stroke-width:2.25] items-center justify-center transition-colors hover:bg-surface-hover active:bg-surface-sunken disabled:opacity-45 focus-inset";

type EndKeyProps = {
  label: string;
  shortcut: string;
  isDisabled: boolean;
  onPress: () => void;
  className: string;
  children: ReactNode;
};

function EndKey({ label, shortcut, isDisabled, onPress, className, children }: EndKeyProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      disabled={isDisabled}
      onClick={(event) => {
        releaseAfterPointer(event);
        onPress();
      }}
      className={classNames(END, className)}
    >
      {children}
    </button>
  );
}

/** One less, the quantity itself, one more. */
export function QuantityStepper({ line, onStep }: QuantityStepperProps) {
  const { till, ui } = useMessages();
  const figures = useFigures();
  const { openPanel } = useSellPanel();
  const quantity = line ? figures.quantity(line.quantityMilli) : "";
  const isEach = line?.unit === "each";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div
      role="group"
      aria-label={line ? till.quantityOf(line.name) : till.currentLine}
      className="flex h-12 w-36 shrink-0 items-stretch rounded-till border border-border bg-surface-raised"
    >
      <EndKey
        label={ui.decrease}
        shortcut="-"
        isDisabled={!isEach || Math.abs(line?.quantityMilli ?? 0) <= ONE_UNIT}
        onPress={() => onStep(-1)}
        className="rounded-s-till"
      >
        <Minus aria-hidden="true" />
      </EndKey>
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
          quantity.length > 4 ? "font-amount text-till-small" : "text-till-amount",
        )}
      >
        {line && <QuantityText quantityMilli={line.quantityMilli} />}
      </button>
      <EndKey
        label={ui.increase}
        shortcut="+"
        isDisabled={!isEach}
        onPress={() => onStep(1)}
        className="rounded-e-till"
      >
        <Plus aria-hidden="true" />
      </EndKey>
    </div>
  );
}
