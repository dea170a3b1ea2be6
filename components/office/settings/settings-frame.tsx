"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { useMessages } from "../../messages/use-messages";
import { classNames } from "../../ui/class-names";
import { NavList } from "../../ui/nav-list";
import { type SettingsSection, settingsSectionsFor } from "./settings-sections";

export type SettingsFrameProps = { permissions: readonly string[]; children: ReactNode };

/** The settings' own navigation beside the page; above it, as a row, on a narrow screen. */
export function SettingsFrame({ permissions, children }: SettingsFrameProps) {
  const { settings } = useMessages();
  const pathname = usePathname();
  const sections = settingsSectionsFor(permissions);
  const isCurrent = ({ href }: SettingsSection) =>
    pathname === href || pathname.startsWith(`${href}/`);
  return (
    <div className="flex min-h-0 flex-1 flex-col xl:flex-row xl:gap-7">
      <div className="hidden w-44 shrink-0 xl:block">
        <div className="sticky top-0">
          <p className="flex min-h-16 items-center px-2.5 text-text-muted text-small">
            {settings.title}
          </p>
          <NavList
            label={settings.title}
            items={sections.map((section) => ({
              href: section.href,
              label: settings.sections[section.labelKey],
              icon: <section.icon />,
              isCurrent: isCurrent(section),
            }))}
          />
        </div>
      </div>
      <nav
        aria-label={settings.title}
        className="-mx-4 shrink-0 overflow-x-auto border-border border-b px-4 md:-mx-6 md:px-6 xl:hidden"
      >
        <ul className="flex gap-1">
          {sections.map((section) => (
            <li key={section.href}>
              <SectionTab section={section} isCurrent={isCurrent(section)} />
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}

function SectionTab({ section, isCurrent }: { section: SettingsSection; isCurrent: boolean }) {
  const { settings } = useMessages();
  const link = useRef<HTMLAnchorElement>(null);
  // The row is wider than a phone: whoever comes by an address sees where they are.
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [isCurrent]);
  return (
    <NextLink
      ref={link}
      href={section.href}
      {...(isCurrent && { "aria-current": "page" as const })}
      className={classNames(
        "icon-16 focus-inset flex min-h-11 items-center gap-2 whitespace-nowrap border-b-2 px-2.5 text-body transition-colors",
        isCurrent
          ? "border-accent font-figure text-text [&_.lucide]:text-accent-text"
          : "border-transparent font-medium text-text-muted hover:text-text",
      )}
    >
      <section.icon />
      {settings.sections[section.labelKey]}
    </NextLink>
  );
}
