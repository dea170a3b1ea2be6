"use client";

import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { type ButtonLook, buttonClasses } from "./button-classes";
import { ButtonContent, type ButtonContentProps } from "./button-content";
import { keyShortcut } from "./key-shortcut";
import { Spinner } from "./spinner";

export type ButtonProps = Omit<AriaButtonProps, "children" | "className" | "style"> &
  ButtonLook &
  ButtonContentProps;

export function Button(props: ButtonProps) {
  const {
    kind = "outline",
    size,
    isStrongEdge,
    isFullWidth,
    isStacked,
    className,
    ...rest
  } = props;
  const { children, icon, iconEnd, keyCap, overline, secondLine, isPending, ...aria } = rest;
  return (
    <AriaButton
      {...aria}
      {...(isPending !== undefined && { isPending })}
      {...(keyCap && { "aria-keyshortcuts": keyShortcut(keyCap) })}
      className={buttonClasses({ kind, size, isStrongEdge, isFullWidth, isStacked, className })}
    >
      <ButtonContent
        kind={kind}
        isStacked={isStacked}
        icon={isPending ? <Spinner /> : icon}
        iconEnd={iconEnd}
        keyCap={keyCap}
        overline={overline}
        secondLine={secondLine}
      >
        {children}
      </ButtonContent>
    </AriaButton>
  );
}
