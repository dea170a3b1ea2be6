"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { KeyCap } from "../ui/key-cap";
import { ScanStatus } from "./scan-status";
import { useKeys } from "./use-keys";
import type { ProductSearch } from "./use-product-search";

/** Listens by itself, so that a scan does not draw the catalogue anew. */
function AfterScan({ onTouch }: { onTouch: () => void }) {
  const serial = useTillSelector(({ cart }) => cart.lastTouch?.serial ?? 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the touch itself is the reason.
  useEffect(onTouch, [serial, onTouch]);
  return null;
}

export type SearchRowProps = { search: ProductSearch; isShort: boolean };

const FRAME =
  "icon-22 flex min-h-14 w-full flex-1 items-center gap-3 rounded-till border border-border-strong bg-surface-raised px-4 text-text text-till";

/** A plain input: it is typed into while others wait in a queue. */
export function SearchRow({ search, isShort }: SearchRowProps) {
  const { till, ui } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const leave = () => {
    if (search.text !== "") {
      search.clear();
      return true;
    }
    if (document.activeElement === input.current) {
      input.current?.blur();
      return true;
    }
    return false;
  };
  useKeys({ keys: { "/": () => input.current?.focus(), escape: leave } });
  return (
    <div className="flex shrink-0 gap-2">
      <search data-focus-frame="" className={FRAME}>
        <Search className="text-text-muted" aria-hidden="true" />
        <input
          ref={input}
          type="search"
          value={search.text}
          onChange={(event) => search.setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.defaultPrevented) {
              event.preventDefault();
              search.submit();
            }
          }}
          aria-label={till.search}
          aria-keyshortcuts="/"
          placeholder={isShort ? till.search : till.searchHint}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="done"
          className="min-w-0 flex-1 self-stretch bg-transparent outline-none"
        />
        {search.text === "" ? (
          !isShort && <KeyCap>/</KeyCap>
        ) : (
          <button
            type="button"
            aria-label={ui.clearSearch}
            onClick={() => {
              search.clear();
              input.current?.focus();
            }}
            className="-me-3 inline-flex size-12 shrink-0 items-center justify-center rounded-till text-text-muted hover:text-text focus-inset"
          >
            <X aria-hidden="true" />
          </button>
        )}
      </search>
      <ScanStatus isShort={isShort} />
      <AfterScan onTouch={search.dropCode} />
    </div>
  );
}
