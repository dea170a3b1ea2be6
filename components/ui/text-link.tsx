import NextLink from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export type TextLinkProps = Omit<ComponentProps<typeof NextLink>, "children"> & {
  children: ReactNode;
  icon?: ReactNode;
  iconEnd?: ReactNode;
  /** The grey link of a card's head ("All", "Open report"). */
  isMuted?: boolean;
};

export function TextLink({ children, icon, iconEnd, isMuted, className, ...link }: TextLinkProps) {
  return (
    <NextLink
      {...link}
      className={classNames(
        "inline-flex items-center rounded-cap font-key hover:underline",
        isMuted ? "icon-14 gap-1 text-text-muted text-small" : "icon-16 gap-1.5 text-accent-text",
        className,
      )}
    >
      {icon}
      {children}
      {iconEnd}
    </NextLink>
  );
}
