"use client";

import type { ReactNode } from "react";
import { ProgressBar as AriaProgressBar, Label } from "react-aria-components";
import { classNames } from "./class-names";

export type ProgressBarProps = {
  label: ReactNode;
  /** 0 to 100; without it the end is not known. */
  percent?: number;
  /** Instead of the percentage ("1,200 of 4,218"). */
  valueText?: string;
  className?: string;
};

export function ProgressBar({ label, percent, valueText, className }: ProgressBarProps) {
  return (
    <AriaProgressBar
      value={percent ?? 0}
      isIndeterminate={percent === undefined}
      {...(valueText && { valueLabel: valueText })}
      className={classNames("flex flex-col gap-2 text-body", className)}
    >
      {({ valueText: shown }) => (
        <>
          <div className="flex justify-between gap-3">
            <Label className="font-medium">{label}</Label>
            <span className="text-text-muted tabular-nums">{valueText ?? shown}</span>
          </div>
          <div className="h-1.5 overflow-hidden rounded-full bg-surface-sunken">
            <div
              className={classNames(
                "h-full rounded-full bg-accent",
                percent === undefined && "w-1/3 animate-shimmer",
              )}
              style={percent === undefined ? undefined : { width: `${percent}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
