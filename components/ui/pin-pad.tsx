"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { useMessages } from "../messages/use-messages";
import { classNames } from "./class-names";
import { NumPad } from "./num-pad";

export type PinPadProps = {
  title: ReactNode;
  pin: string;
  onChange: (pin: string) => void;
  /** Called once with the last digit. */
  onComplete?: (pin: string) => void;
  length?: number;
  /** One sentence; the place for it is always there. */
  error?: string | null;
  /** Small print under the keys. */
  note?: ReactNode;
  isDisabled?: boolean;
  /** Takes the focus when it appears, so that digits can be typed at once. */
  hasAutoFocus?: boolean;
  className?: string;
};

export function PinPad(props: PinPadProps) {
  const {
    title,
    pin,
    onChange,
    onComplete,
    length = 4,
    error,
    note,
    isDisabled,
    className,
  } = props;
  const { ui } = useMessages();
  const titleId = useId();
  const ref = useRef<HTMLDivElement>(null);
  const { hasAutoFocus = true } = props;
  useEffect(() => {
    if (hasAutoFocus) {
      ref.current?.focus();
    }
  }, [hasAutoFocus]);

  function add(digit: string) {
    if (isDisabled || pin.length >= length) {
      return;
    }
    const next = pin + digit;
    onChange(next);
    if (next.length === length) {
      onComplete?.(next);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (/^\d$/.test(event.key)) {
      event.preventDefault();
      add(event.key);
    } else if (event.key === "Backspace" && !isDisabled) {
      onChange(pin.slice(0, -1));
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div
      ref={ref}
      role="group"
      tabIndex={-1}
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      className={classNames("flex w-full max-w-70 flex-col items-center outline-none", className)}
    >
      <h2 id={titleId} className="text-till-amount">
        {title}
      </h2>
      <div role="img" aria-label={ui.pinDigits(pin.length, length)} className="mt-4 flex h-4 gap-4">
        {Array.from({ length }, (_, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the dots are places, not things.
            key={index}
            className={classNames(
              "size-4 rounded-full border-2",
              error ? "border-danger" : index < pin.length ? "border-text" : "border-border-strong",
              index < pin.length && (error ? "bg-danger" : "bg-text"),
            )}
          />
        ))}
      </div>
      <p
        role="alert"
        className="mt-2 flex min-h-9 items-center text-balance text-center font-key text-body text-danger"
      >
        {error}
      </p>
      <NumPad
        label={ui.pinPad}
        isDisabled={isDisabled ?? false}
        onDigit={add}
        onDelete={() => onChange(pin.slice(0, -1))}
        onClear={() => onChange("")}
      />
      {note && (
        <p className="mt-6 max-w-56 text-balance text-center text-statement text-text-muted">
          {note}
        </p>
      )}
    </div>
  );
}
