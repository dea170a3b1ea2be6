import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type DeltaProps = {
  children: ReactNode;
  direction: "up" | "down" | "flat";
  /** Whether the change is good news; neither is grey. */
  meaning?: "better" | "worse" | "neither";
  className?: string;
};

const MEANINGS = { better: "text-positive", worse: "text-danger", neither: "text-text-muted" };

export function Delta({ children, direction, meaning = "neither", className }: DeltaProps) {
  return (
    <span
      className={classNames(
        "icon-14 inline-flex items-center gap-px whitespace-nowrap font-figure text-small tabular-nums",
        MEANINGS[meaning],
        className,
      )}
    >
      {direction === "up" && <ArrowUp />}
      {direction === "down" && <ArrowDown />}
      {children}
    </span>
  );
}
