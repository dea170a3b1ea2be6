"use client";

import { Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useMessages } from "../messages/use-messages";
import { useLayout } from "./use-layout";

export type PanelSearchProps = {
  label: string;
  placeholder: string;
  text: string;
  onChange: (text: string) => void;
  /** Arrow keys while typing: walks the list under the field. */
  onStep?: (by: number) => void;
  onSubmit: () => void;
  inputMode?: "search" | "numeric";
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The field over a list in a panel: typed into at once, and the list is walked without leaving it. */
export function PanelSearch(props: PanelSearchProps) {
  const { label, placeholder, text, onChange, onStep, onSubmit, inputMode = "search" } = props;
  const { ui } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const isTyped = useLayout() === "desktop";
  useEffect(() => {
    // On a touch screen the keyboard would cover the list that is there to be tapped.
    if (isTyped) {
      input.current?.focus({ preventScroll: true });
    }
  }, [isTyped]);
  const hear = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined && onStep) {
      event.preventDefault();
      onStep(step);
    }
    if (event.key === "Enter" && !event.defaultPrevented) {
      event.preventDefault();
      onSubmit();
    }
  };
  return (
    <search
      data-focus-frame=""
      className="icon-22 mt-1 flex min-h-14 w-full shrink-0 items-center gap-3 rounded-till border border-border-strong bg-surface-raised px-4 text-till"
    >
      <Search className="text-text-muted" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={hear}
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        inputMode={inputMode}
        enterKeyHint="search"
        className="min-w-0 flex-1 self-stretch bg-transparent outline-none"
      />
      {text !== "" && (
        <button
          type="button"
          aria-label={ui.clearSearch}
          onClick={() => {
            onChange("");
            input.current?.focus();
          }}
          className="-me-3 inline-flex size-12 shrink-0 items-center justify-center rounded-till text-text-muted hover:text-text focus-inset"
        >
          <X aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
