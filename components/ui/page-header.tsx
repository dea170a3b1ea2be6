import { ChevronRight } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";

export type PageHeaderProps = {
  title: ReactNode;
  /** The pages above this one. */
  parents?: ReadonlyArray<{ label: string; href: string }>;
  /** Beside the title: a count, a date, a state. */
  aside?: ReactNode;
  /** Buttons; the filled one last. */
  actions?: ReactNode;
};

export function PageHeader({ title, parents = [], aside, actions }: PageHeaderProps) {
  return (
    <header className="flex min-h-16 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2">
        {parents.map((parent) => (
          <span key={parent.href} className="icon-14 flex items-center gap-2 text-text-muted">
            <NextLink href={parent.href} className="rounded-cap text-body hover:underline">
              {parent.label}
            </NextLink>
            <ChevronRight aria-hidden="true" className="rtl:rotate-180" />
          </span>
        ))}
        <h1 className="text-title">{title}</h1>
      </div>
      {aside && (
        <div className="flex flex-wrap items-center gap-4 text-body text-text-muted">{aside}</div>
      )}
      {actions && <div className="ms-auto flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
