import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type StatusDotProps = {
  children: ReactNode;
  tone?: "neutral" | "positive" | "warning" | "danger" | "accent";
  /** Ring instead of a dot: off, hidden, not yet. */
  isHollow?: boolean;
  /** The word takes the colour of the dot. */
  isColoured?: boolean;
  className?: string;
};

const DOTS = {
  neutral: "bg-text-subtle text-text-muted",
  positive: "bg-positive text-positive",
  warning: "bg-warning text-warning",
  danger: "bg-danger text-danger",
  accent: "bg-accent text-accent-text",
};

const WORDS = {
  neutral: "text-text-muted",
  positive: "text-positive",
  warning: "text-warning",
  danger: "text-danger",
  accent: "text-accent-text",
};

export function StatusDot(props: StatusDotProps) {
  const { children, tone = "neutral", isHollow, isColoured, className } = props;
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 whitespace-nowrap font-key text-small",
        isColoured && WORDS[tone],
        isHollow && "text-text-muted",
        className,
      )}
    >
      <span
        aria-hidden="true"
        className={classNames(
          "size-1.75 rounded-full",
          isHollow ? "border border-border-strong" : DOTS[tone],
        )}
      />
      {children}
    </span>
  );
}
