"use client";

import type { ComponentProps, MouseEvent } from "react";
import { type ButtonLook, buttonClasses } from "../ui/button-classes";
import { ButtonContent, type ButtonContentProps } from "../ui/button-content";
import { classNames } from "../ui/class-names";

export type TillButtonProps = Omit<
  ComponentProps<"button">,
  "children" | "className" | "onClick" | "type"
> &
  ButtonLook &
  ButtonContentProps & { onPress: () => void; isDisabled?: boolean };

const PRESSED = {
  primary: "active:bg-accent-hover",
  outline: "active:bg-surface-sunken",
  quiet: "active:bg-surface-sunken",
  danger: "active:bg-danger-soft",
  "danger-solid": "active:opacity-85",
} as const;

/**
 * A finger or a mouse leaves no focus behind, so that the Enter of the next scan cannot press the
 * key again; a keyboard keeps its place.
 */
export function releaseAfterPointer(event: MouseEvent<HTMLElement>): void {
  if (event.detail > 0) {
    event.currentTarget.blur();
  }
}

/** The kit's button as a plain element, for keys that stand by the dozen on the sell screen. */
export function TillButton(props: TillButtonProps) {
  const { kind = "outline", size = "key", isStrongEdge, isFullWidth, isStacked, ...rest } = props;
  const { className, children, icon, iconEnd, keyCap, overline, secondLine, ...more } = rest;
  const { onPress, isDisabled = false, ...button } = more;
  const look = { kind, size, isStrongEdge, isFullWidth, isStacked };
  return (
    <button
      {...button}
      type="button"
      disabled={isDisabled}
      {...(keyCap && { "aria-keyshortcuts": keyCap })}
      onClick={(event) => {
        releaseAfterPointer(event);
        onPress();
      }}
      className={buttonClasses({ ...look, className: classNames(PRESSED[kind], className) })}
    >
      <ButtonContent
        kind={kind}
        isStacked={isStacked}
        icon={icon}
        iconEnd={iconEnd}
        overline={overline}
        secondLine={secondLine}
        keyCap={keyCap}
      >
        {children}
      </ButtonContent>
    </button>
  );
}
