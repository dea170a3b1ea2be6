import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { TONE_GROUND, type Tone } from "./tone";

export type BadgeProps = {
  children: ReactNode;
  tone?: Tone;
  icon?: ReactNode;
  size?: "till" | "office";
  className?: string;
};

/** A short fact in a box: stock left, a count, a state. */
export function Badge({
  children,
  tone = "neutral",
  icon,
  size = "office",
  className,
}: BadgeProps) {
  return (
    <span
      className={classNames(
        "icon-14 inline-flex shrink-0 items-center gap-1 whitespace-nowrap rounded-chip tabular-nums",
        size === "till" ? "h-5.5 px-1.75 text-till-small" : "h-5 px-1.5 text-axis",
        tone === "neutral" ? "font-medium" : "font-figure",
        TONE_GROUND[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
