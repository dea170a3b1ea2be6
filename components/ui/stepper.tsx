"use client";

import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useMessages } from "../messages/use-messages";
import { classNames } from "./class-names";

export type StepperProps = {
  /** Read aloud for the group. */
  label: string;
  children: ReactNode;
  onDecrease: () => void;
  onIncrease: () => void;
  /** Opens the number keys. */
  onEdit?: () => void;
  isDecreaseDisabled?: boolean;
  isDisabled?: boolean;
  className?: string;
};

const END =
  "icon-20 [&_.lucide]:[stroke-width:2.25] flex w-12 items-center justify-center transition-colors hover:bg-surface-hover data-pressed:bg-surface-sunken disabled:opacity-45";

export function Stepper(props: StepperProps) {
  const { label, children, onDecrease, onIncrease, onEdit, isDisabled = false } = props;
  const { ui } = useMessages();
  const value =
    "flex min-w-11 flex-1 items-center justify-center px-2 text-till-amount tabular-nums";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div
      role="group"
      aria-label={label}
      className={classNames(
        "flex h-12 items-stretch rounded-till border border-border bg-surface-raised",
        props.className,
      )}
    >
      <Button
        aria-label={ui.decrease}
        aria-keyshortcuts="-"
        isDisabled={isDisabled || (props.isDecreaseDisabled ?? false)}
        onPress={onDecrease}
        className={classNames(END, "rounded-s-till")}
      >
        <Minus />
      </Button>
      {onEdit ? (
        <Button
          isDisabled={isDisabled}
          onPress={onEdit}
          className={classNames(value, "border-border border-x hover:bg-surface-hover")}
        >
          {children}
        </Button>
      ) : (
        <span className={classNames(value, "border-border border-x")}>{children}</span>
      )}
      <Button
        aria-label={ui.increase}
        aria-keyshortcuts="+"
        isDisabled={isDisabled}
        onPress={onIncrease}
        className={classNames(END, "rounded-e-till")}
      >
        <Plus />
      </Button>
    </div>
  );
}
