"use client";

import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { type ButtonLook, buttonClasses } from "./button-classes";
import { ButtonContent, type ButtonContentProps } from "./button-content";
import { Spinner } from "./spinner";

export type ButtonProps = Omit<AriaButtonProps, "children" | "className" | "style"> &
  ButtonLook &
  ButtonContentProps;

export function Button(props: ButtonProps) {
  const {
    kind = "outline",
    size = "office",
    isStrongEdge,
    isFullWidth,
    className,
    ...rest
  } = props;
  const { children, icon, iconEnd, keyCap, overline, secondLine, isPending, ...aria } = rest;
  const look = {
    kind,
    size,
    ...(isStrongEdge !== undefined && { isStrongEdge }),
    ...(isFullWidth !== undefined && { isFullWidth }),
    ...(className !== undefined && { className }),
  };
  return (
    <AriaButton
      {...aria}
      {...(isPending !== undefined && { isPending })}
      {...(keyCap && { "aria-keyshortcuts": keyCap })}
      className={buttonClasses(look)}
    >
      <ButtonContent
        kind={kind}
        size={size}
        icon={isPending ? <Spinner /> : icon}
        iconEnd={iconEnd}
        overline={overline}
        secondLine={secondLine}
        {...(keyCap && { keyCap })}
      >
        {children}
      </ButtonContent>
    </AriaButton>
  );
}
