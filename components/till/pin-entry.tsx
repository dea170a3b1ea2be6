"use client";

import { useId } from "react";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { NumPad } from "../ui/num-pad";
import { TillButton } from "./till-button";
import { useKeys } from "./use-keys";
import { useLayout } from "./use-layout";

export type PinEntryProps = {
  title: string;
  pin: string;
  onChange: (pin: string) => void;
  onSubmit: () => void;
  error: string | null;
  isDisabled: boolean;
  isRunning: boolean;
  /** What the PIN is for, on the key that takes it. */
  confirm?: string;
};

const PIN_LENGTH_MAX = 8;
const DOTS_MIN = 4;

/** PINs differ in length, so a key says when one is whole; nobody else's length is given away. */
export function PinEntry(props: PinEntryProps) {
  const { title, pin, onChange, onSubmit, error, isDisabled, isRunning, confirm } = props;
  const { till, ui } = useMessages();
  const titleId = useId();
  const isDesktop = useLayout() === "desktop";
  const add = (digit: string) => {
    if (!isDisabled && /^\d$/.test(digit) && pin.length < PIN_LENGTH_MAX) {
      onChange(pin + digit);
    }
  };
  const erase = () => onChange(pin.slice(0, -1));
  useKeys({
    onNumberKey: add,
    keys: {
      enter: onSubmit,
      backspace: erase,
      escape: () => onChange(""),
      delete: () => onChange(""),
    },
  });
  const dots = Math.max(DOTS_MIN, pin.length);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div
      role="group"
      aria-labelledby={titleId}
      className="flex w-full max-w-70 flex-1 flex-col items-center"
    >
      <h2 id={titleId} className="text-balance text-center text-till-amount">
        {title}
      </h2>
      <div role="img" aria-label={ui.pinDigits(pin.length, dots)} className="mt-4 flex h-4 gap-4">
        {Array.from({ length: dots }, (_, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the dots are places, not things.
            key={index}
            className={classNames(
              "size-4 rounded-full border-2",
              error ? "border-danger" : index < pin.length ? "border-text" : "border-border-strong",
              index < pin.length && "bg-text",
            )}
          />
        ))}
      </div>
      <p
        role="alert"
        className="mt-2 flex min-h-11 items-center text-balance text-center font-key text-danger text-till-small"
      >
        {error}
      </p>
      <NumPad
        label={ui.pinPad}
        isDisabled={isDisabled}
        onDigit={add}
        onDelete={erase}
        onClear={() => onChange("")}
      />
      <TillButton
        kind="primary"
        size="key-64"
        isFullWidth
        {...(isDesktop && { keyCap: "Enter" })}
        className="mt-4"
        isDisabled={isDisabled || isRunning || pin.length === 0}
        onPress={onSubmit}
      >
        {confirm ?? till.unlock}
      </TillButton>
    </div>
  );
}
