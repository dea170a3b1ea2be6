"use client";

import type { ReactNode } from "react";
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from "react-aria-components";
import { classNames } from "./class-names";

export type SwitchProps = Omit<AriaSwitchProps, "children" | "className" | "style"> & {
  children: ReactNode;
  hint?: ReactNode;
  size?: "office" | "till";
  className?: string;
};

/** For a setting that takes effect at once; in a form that is saved, use Checkbox. */
export function Switch({ children, hint, size = "office", className, ...aria }: SwitchProps) {
  return (
    <AriaSwitch
      {...aria}
      className={classNames(
        "group flex items-center justify-between gap-4 data-disabled:opacity-45",
        size === "till" ? "min-h-12 text-till-key" : "min-h-9 text-body",
        className,
      )}
    >
      <span className="flex flex-col gap-0.5">
        <span className="font-medium">{children}</span>
        {hint && <span className="text-small text-text-muted">{hint}</span>}
      </span>
      <span className="flex h-6 w-10 shrink-0 items-center rounded-full border border-border-strong bg-surface-sunken px-0.5 transition-colors group-data-focus-visible:outline-3 group-data-focus-visible:outline-focus group-data-focus-visible:outline-offset-2 group-data-selected:border-accent group-data-selected:bg-accent">
        <span className="size-4.5 rounded-full bg-border-strong transition-transform group-data-selected:translate-x-4 group-data-selected:bg-on-accent rtl:group-data-selected:-translate-x-4" />
      </span>
    </AriaSwitch>
  );
}
