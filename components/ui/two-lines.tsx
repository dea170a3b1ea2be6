import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type TwoLinesProps = {
  children: ReactNode;
  second?: ReactNode;
  /** Figures stand at the end. */
  isEnd?: boolean;
  className?: string;
};

/** A name over its second line, as in rows of the office. */
export function TwoLines({ children, second, isEnd, className }: TwoLinesProps) {
  return (
    <span className={classNames("flex min-w-0 flex-col", isEnd && "items-end", className)}>
      <span className={classNames("text-body", isEnd ? "font-figure tabular-nums" : "font-medium")}>
        {children}
      </span>
      {second !== undefined && <span className="text-small text-text-muted">{second}</span>}
    </span>
  );
}
