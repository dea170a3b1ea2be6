"use client";

import type { ReactNode } from "react";
import { useFormatLocale } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { NumPad } from "../ui/num-pad";
import { TillButton } from "./till-button";
import { shownNumber, type TypedNumber } from "./use-typed-number";

export type NumberEntryProps = {
  /** Over the figure: what is being typed. */
  label: ReactNode;
  typed: TypedNumber;
  decimals: number;
  /** What counts while nothing is typed; it stands where the figure will. */
  suggested?: string | undefined;
  /** Before or after the figure. */
  prefix?: ReactNode;
  suffix?: ReactNode;
  /** One line under the figure; its place is always there. */
  note?: ReactNode;
  /** False where nothing is ever said there and the room is short. */
  hasNote?: boolean;
  /** One sentence instead of the note. */
  error?: string | null;
  /** Keys between the figure and the number keys, such as notes. */
  shortcuts?: ReactNode;
  confirm: ReactNode;
  confirmName?: string | undefined;
  canConfirm: boolean;
  onConfirm: () => void;
  /** Lower keys, where reasons or tenders need the room. */
  isShort?: boolean;
};

/** Never below the fold: what stands above scrolls behind it. */
const CONFIRM = "sticky bottom-0 z-10 bg-surface-raised";
const SHORT_CONFIRM =
  "sticky -bottom-3 z-10 bg-surface-raised after:absolute after:inset-x-0 after:top-full after:h-3 after:bg-surface-raised";
const SHORT_PAD = "[&>button]:min-h-12";

/** What is typed, or what counts while nothing is. */
function Figure({ label, typed, suggested, prefix, suffix }: NumberEntryProps) {
  const locale = useFormatLocale();
  const isSuggested = typed.text === "" && suggested !== undefined;
  const quiet = isSuggested ? "text-text-muted" : "text-text-subtle";
  return (
    <div className="rounded-card border border-border-strong px-4 pt-3 pb-2">
      <p className="text-statement text-text-muted">{label}</p>
      <p className="flex items-baseline justify-end gap-2">
        {prefix && <span className="me-auto text-text-muted text-till">{prefix}</span>}
        <output
          aria-live="off"
          className={classNames("text-hero tabular-nums", typed.text === "" && quiet)}
        >
          {isSuggested ? suggested : shownNumber(typed.text, locale)}
        </output>
        {suffix && <span className="text-text-muted text-till">{suffix}</span>}
      </p>
    </div>
  );
}

/** A figure, number keys and the one key that takes it. */
export function NumberEntry(props: NumberEntryProps) {
  const { typed, decimals, note, error, shortcuts } = props;
  const { hasNote = true, confirm, confirmName, canConfirm, onConfirm } = props;
  const { isShort = false } = props;
  return (
    <div className={classNames("flex flex-1 flex-col", isShort && "-mb-3")}>
      <Figure {...props} />
      {hasNote && (
        <div
          role="status"
          className="flex min-h-12 items-center justify-between gap-4 px-1 text-till"
        >
          {error ? <p className="text-danger text-till-key">{error}</p> : note}
        </div>
      )}
      {shortcuts}
      <div
        className={classNames(
          "mt-auto flex flex-col",
          isShort ? "pt-2" : "pt-3",
          isShort ? "gap-2" : "gap-4",
        )}
      >
        <NumPad
          {...(isShort && { className: SHORT_PAD })}
          onDigit={typed.type}
          onDelete={typed.erase}
          onClear={typed.clear}
          {...(decimals > 0 && { extraKey: "." })}
        />
        <div className={isShort ? SHORT_CONFIRM : CONFIRM}>
          <TillButton
            kind={canConfirm ? "primary" : "outline"}
            size={isShort ? "key-64" : "pay"}
            isFullWidth
            isDisabled={!canConfirm}
            aria-label={confirmName}
            onPress={onConfirm}
          >
            {confirm}
          </TillButton>
        </div>
      </div>
    </div>
  );
}

/** The keys that type into a number, for the panel that shows it. */
export function numberLayer(typed: TypedNumber, onConfirm: () => void) {
  return {
    isExclusive: true,
    onNumberKey: typed.type,
    keys: { enter: onConfirm, backspace: typed.erase, delete: typed.clear },
  };
}
