import NextLink from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClasses } from "./button-classes";
import { ButtonContent, type ButtonContentProps } from "./button-content";

export type LinkButtonProps = Omit<ComponentProps<typeof NextLink>, "children" | "className"> &
  ButtonLook &
  ButtonContentProps;

/** A link that looks like a button: for anything with an address. */
export function LinkButton(props: LinkButtonProps) {
  const {
    kind = "outline",
    size = "office",
    isStrongEdge,
    isFullWidth,
    className,
    ...rest
  } = props;
  const { children, icon, iconEnd, keyCap, overline, secondLine, ...link } = rest;
  const look = {
    kind,
    size,
    ...(isStrongEdge !== undefined && { isStrongEdge }),
    ...(isFullWidth !== undefined && { isFullWidth }),
    ...(className !== undefined && { className }),
  };
  return (
    <NextLink {...link} className={buttonClasses(look)}>
      <ButtonContent
        kind={kind}
        size={size}
        icon={icon}
        iconEnd={iconEnd}
        overline={overline}
        secondLine={secondLine}
        {...(keyCap && { keyCap })}
      >
        {children}
      </ButtonContent>
    </NextLink>
  );
}
