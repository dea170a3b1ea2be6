import NextLink from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type StatProps = {
  label: ReactNode;
  value: ReactNode;
  /** A Delta or a short fact beside the value. */
  aside?: ReactNode;
  /** Sparkline, top right; at most 44 px wide. */
  chart?: ReactNode;
  /** Opens the report behind the figure. */
  href?: string;
  className?: string;
};

/** One figure of a StatGrid. */
export function Stat({ label, value, aside, chart, href, className }: StatProps) {
  return (
    <div className={classNames("@container relative min-w-0 px-4 pt-2.5 pb-3.25", className)}>
      <div className="flex min-h-6 items-center justify-between gap-2 text-body text-text-muted">
        {href ? (
          <NextLink
            href={href}
            className="truncate after:absolute after:inset-0 hover:text-text focus-visible:outline-none focus-visible:after:rounded-card focus-visible:after:outline-3 focus-visible:after:outline-focus focus-visible:after:-outline-offset-3"
          >
            {label}
          </NextLink>
        ) : (
          <span className="truncate">{label}</span>
        )}
        {chart && (
          <span aria-hidden="true" className="hidden shrink-0 @[9.5rem]:block">
            {chart}
          </span>
        )}
      </div>
      <div className="mt-3 flex flex-wrap items-baseline gap-x-2">
        <span className="whitespace-nowrap text-figure tabular-nums">{value}</span>
        {aside && <span className="text-small text-text-muted">{aside}</span>}
      </div>
    </div>
  );
}

export type StatGridProps = { children: ReactNode; className?: string };

/** Stats in one card, parted by hairlines that never double at an edge. */
export function StatGrid({ children, className }: StatGridProps) {
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-border bg-surface-raised">
      <div
        className={classNames(
          "-mb-px grid grid-cols-2 lg:grid-cols-4 [&>*]:-me-px [&>*]:border-border [&>*]:border-e [&>*]:border-b",
          className,
        )}
      >
        {children}
      </div>
    </div>
  );
}
