"use client";

import { Check, Circle } from "lucide-react";
import { useId } from "react";
import { classNames } from "../ui/class-names";
import { releaseAfterPointer } from "./till-button";
import { useLayout } from "./use-layout";

export type NumberedReasonsProps = {
  /** The question that a reason answers. */
  label: string;
  reasons: readonly string[];
  value: string | null;
  onChange: (reason: string) => void;
  /** False where digits type a number instead. */
  hasDigits?: boolean;
};

/** What the keyboard does with reasons: digits choose one, left and right walk them. */
export function reasonKeys(
  props: Omit<NumberedReasonsProps, "label">,
): Record<string, () => unknown> {
  const { reasons, value, onChange, hasDigits = true } = props;
  const walk = (by: number) => {
    const from = value === null && by > 0 ? -1 : reasons.indexOf(value ?? "");
    const next = reasons.at((from + by) % reasons.length);
    return next !== undefined && onChange(next);
  };
  const digits = reasons.map(
    (reason, index) => [String(index + 1), () => onChange(reason)] as const,
  );
  return {
    arrowright: () => walk(1),
    arrowleft: () => walk(-1),
    ...(hasDigits && Object.fromEntries(digits)),
  };
}

/** One reason of a few, all in sight; a finger leaves no focus behind that would catch a scan. */
export function NumberedReasons(props: NumberedReasonsProps) {
  const { label, reasons, value, onChange, hasDigits = true } = props;
  const labelId = useId();
  const hasCaps = useLayout() === "desktop" && hasDigits;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div role="group" aria-labelledby={labelId} className="flex flex-col gap-2">
      <p id={labelId} className="font-medium text-statement">
        {label}
      </p>
      <div className="flex flex-wrap gap-x-1.5 gap-y-2">
        {reasons.map((reason, index) => {
          const isChosen = reason === value;
          const mark = hasCaps ? String(index + 1) : <Circle aria-hidden="true" />;
          return (
            <button
              key={reason}
              type="button"
              aria-pressed={isChosen}
              {...(hasCaps && { "aria-keyshortcuts": String(index + 1) })}
              onClick={(event) => {
                releaseAfterPointer(event);
                onChange(reason);
              }}
              className={classNames(
                "inline-flex min-h-12 select-none items-center gap-1.5 rounded-full border px-3 text-till-key transition-colors",
                isChosen
                  ? "border-accent bg-accent-soft text-accent-text shadow-[inset_0_0_0_1px_var(--color-accent)]"
                  : "border-border-strong bg-surface-raised hover:bg-surface-hover active:bg-surface-sunken",
              )}
            >
              <span
                aria-hidden="true"
                className="icon-16 flex w-4 shrink-0 items-center justify-center text-till-small text-text-muted"
              >
                {isChosen ? <Check className="text-accent-text" /> : mark}
              </span>
              {reason}
            </button>
          );
        })}
      </div>
    </div>
  );
}
