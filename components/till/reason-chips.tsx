"use client";

import { Check } from "lucide-react";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { releaseAfterPointer } from "./till-button";

export type ReasonChipsProps = {
  reasons: readonly string[];
  value: string | null;
  onChange: (reason: string) => void;
};

/** The given reasons, and first the one that somebody gave in other words. */
function shownReasons(reasons: readonly string[], value: string | null): readonly string[] {
  return value !== null && !reasons.includes(value) ? [value, ...reasons] : reasons;
}

/** A reason among other things to say; the arrows choose too, while digits are typed. */
export function ReasonChips({ reasons, value, onChange }: ReasonChipsProps) {
  const { tillPay } = useMessages();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div role="group" aria-label={tillPay.reason} className="flex flex-wrap gap-x-1.5 gap-y-2">
      {shownReasons(reasons, value).map((reason) => (
        <button
          key={reason}
          type="button"
          aria-pressed={reason === value}
          onClick={(event) => {
            releaseAfterPointer(event);
            onChange(reason);
          }}
          className={classNames(
            "icon-16 inline-flex min-h-12 select-none items-center gap-1.5 rounded-full border px-3.5 text-till-key transition-colors",
            reason === value
              ? "border-accent bg-accent-soft text-accent-text shadow-[inset_0_0_0_1px_var(--color-accent)]"
              : "border-border-strong bg-surface-raised hover:bg-surface-hover active:bg-surface-sunken",
          )}
        >
          {reason === value && <Check aria-hidden="true" />}
          {reason}
        </button>
      ))}
    </div>
  );
}

/** The next or the previous reason, for the arrow keys of the panel that shows the chips. */
export function reasonArrows(chips: ReasonChipsProps): Record<string, () => void> {
  const shown = shownReasons(chips.reasons, chips.value);
  const step = (by: number) => {
    const index = chips.value === null ? -1 : shown.indexOf(chips.value);
    const first = by > 0 ? 0 : shown.length - 1;
    const next = chips.value === null ? first : (index + by + shown.length) % shown.length;
    chips.onChange(shown[next] ?? "");
  };
  return { arrowdown: () => step(1), arrowup: () => step(-1) };
}
