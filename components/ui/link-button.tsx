import NextLink from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClasses } from "./button-classes";
import { ButtonContent, type ButtonContentProps } from "./button-content";
import { keyShortcut } from "./key-shortcut";

export type LinkButtonProps = Omit<ComponentProps<typeof NextLink>, "children" | "className"> &
  ButtonLook &
  ButtonContentProps;

/** A link that looks like a button: for anything with an address. */
export function LinkButton(props: LinkButtonProps) {
  const {
    kind = "outline",
    size,
    isStrongEdge,
    isFullWidth,
    isStacked,
    className,
    ...rest
  } = props;
  const { children, icon, iconEnd, keyCap, overline, secondLine, ...link } = rest;
  return (
    <NextLink
      {...link}
      {...(keyCap && { "aria-keyshortcuts": keyShortcut(keyCap) })}
      className={buttonClasses({ kind, size, isStrongEdge, isFullWidth, isStacked, className })}
    >
      <ButtonContent
        kind={kind}
        isStacked={isStacked}
        icon={icon}
        iconEnd={iconEnd}
        keyCap={keyCap}
        overline={overline}
        secondLine={secondLine}
      >
        {children}
      </ButtonContent>
    </NextLink>
  );
}
