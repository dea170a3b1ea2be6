"use client";

import { Delete } from "lucide-react";
import type { ComponentProps } from "react";
import { useMessages } from "../messages/use-messages";
import { classNames } from "./class-names";

export type NumPadProps = {
  onDigit: (digit: string) => void;
  onDelete: () => void;
  onClear: () => void;
  /** Instead of Clear in the lower left corner: "00" or the decimal sign. */
  extraKey?: string;
  label?: string;
  /** Keys stay focusable and do nothing, so that focus is not lost during a check. */
  isDisabled?: boolean;
  className?: string;
};

const KEY =
  "flex min-h-16 select-none items-center justify-center rounded-till border border-border bg-surface-raised text-overlay-title tabular-nums transition-colors hover:bg-surface-hover active:bg-surface-sunken";

type PadKeyProps = ComponentProps<"button"> & { onPress: () => void };

/** A pointer leaves no focus behind, so that Enter cannot press the digit again. */
function PadKey({ onPress, className, ...button }: PadKeyProps) {
  return (
    <button
      {...button}
      type="button"
      onClick={(event) => {
        if (event.detail > 0) {
          event.currentTarget.blur();
        }
        onPress();
      }}
      className={classNames(KEY, className)}
    />
  );
}

/** Twelve 64 px keys. Typing on a keyboard is the caller's, so that a scan is not taken for it. */
export function NumPad(props: NumPadProps) {
  const { onDigit, onDelete, onClear, extraKey, label, isDisabled = false, className } = props;
  const { ui } = useMessages();
  const unless = (action: () => void) => () => {
    if (!isDisabled) {
      action();
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div
      role="group"
      aria-label={label ?? ui.numberPad}
      aria-disabled={isDisabled}
      className={classNames("grid w-full grid-cols-3 gap-2", isDisabled && "opacity-45", className)}
    >
      {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => (
        <PadKey key={digit} onPress={unless(() => onDigit(digit))}>
          {digit}
        </PadKey>
      ))}
      {extraKey === undefined ? (
        <PadKey onPress={unless(onClear)} className="text-till-key">
          {ui.clear}
        </PadKey>
      ) : (
        <PadKey onPress={unless(() => onDigit(extraKey))}>{extraKey}</PadKey>
      )}
      <PadKey onPress={unless(() => onDigit("0"))}>0</PadKey>
      <PadKey onPress={unless(onDelete)} aria-label={ui.deleteDigit} className="icon-22">
        <Delete />
      </PadKey>
    </div>
  );
}
