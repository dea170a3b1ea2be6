import NextLink from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type NavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  isCurrent?: boolean;
  /** A Badge at the end. */
  badge?: ReactNode;
};

export type NavListProps = {
  label: string;
  items: ReadonlyArray<NavItem>;
  className?: string;
};

export function NavList({ label, items, className }: NavListProps) {
  return (
    <nav aria-label={label} className={className}>
      <ul className="flex flex-col gap-0.5">
        {items.map((item) => (
          <li key={item.href}>
            <NextLink
              href={item.href}
              {...(item.isCurrent && { "aria-current": "page" as const })}
              className={classNames(
                "icon-18 flex min-h-9 items-center gap-2.5 rounded-control border px-2.5 text-body transition-colors",
                item.isCurrent
                  ? "border-border bg-surface-raised font-figure text-text [&_.lucide]:text-accent-text"
                  : "border-transparent font-medium text-text-muted hover:bg-surface hover:text-text",
              )}
            >
              {item.icon}
              <span className="truncate">{item.label}</span>
              {item.badge && <span className="ms-auto">{item.badge}</span>}
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
