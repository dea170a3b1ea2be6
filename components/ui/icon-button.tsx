"use client";

import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { type ButtonKind, type ButtonSize, buttonClasses } from "./button-classes";
import { Tooltip } from "./tooltip";

export type IconButtonProps = Omit<AriaButtonProps, "children" | "className" | "style"> & {
  icon: ReactNode;
  /** Read aloud and shown as a tooltip; on the till use Button, where the word stands. */
  label: string;
  kind?: ButtonKind;
  size?: ButtonSize;
  hasTooltip?: boolean;
  className?: string;
};

const SQUARE: Record<ButtonSize, string> = {
  pay: "w-20 px-0",
  "key-64": "w-16 px-0",
  key: "w-14 px-0",
  till: "w-12 px-0",
  form: "w-11 px-0",
  office: "w-9 px-0",
};

export function IconButton(props: IconButtonProps) {
  const {
    icon,
    label,
    kind = "quiet",
    size = "office",
    hasTooltip = true,
    className,
    ...aria
  } = props;
  const button = (
    <AriaButton
      {...aria}
      aria-label={label}
      className={buttonClasses({ kind, size, className: `${SQUARE[size]} ${className ?? ""}` })}
    >
      {icon}
    </AriaButton>
  );
  return hasTooltip ? <Tooltip text={label}>{button}</Tooltip> : button;
}
