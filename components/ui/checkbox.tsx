"use client";

import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
} from "react-aria-components";
import { classNames } from "./class-names";

export type CheckboxProps = Omit<AriaCheckboxProps, "children" | "className" | "style"> & {
  /** Without visible words give aria-label. */
  children?: ReactNode;
  hint?: ReactNode;
  size?: "office" | "till";
  className?: string;
};

const BOX =
  "mt-px flex size-4.5 shrink-0 items-center justify-center rounded-cap border border-border-strong bg-surface-raised text-on-accent transition-colors group-data-focus-visible:outline-3 group-data-focus-visible:outline-focus group-data-focus-visible:outline-offset-2 group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-invalid:border-danger group-data-selected:border-accent group-data-selected:bg-accent";

export function Checkbox({ children, hint, size = "office", className, ...aria }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...aria}
      className={classNames(
        "group relative inline-flex items-start gap-2.5 data-disabled:opacity-45",
        size === "till" ? "min-h-12 py-3 text-till-key leading-6" : "text-body",
        className,
      )}
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            className={classNames(
              BOX,
              "[&_.lucide]:size-3.5 [&_.lucide]:[stroke-width:3]",
              size === "till" && "size-6",
            )}
          >
            {isIndeterminate ? <Minus /> : isSelected ? <Check /> : null}
          </span>
          {children !== undefined && (
            <span className="flex flex-col gap-0.5">
              <span>{children}</span>
              {hint && <span className="text-small text-text-muted">{hint}</span>}
            </span>
          )}
        </>
      )}
    </AriaCheckbox>
  );
}
