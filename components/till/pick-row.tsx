"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "../ui/class-names";
import { releaseAfterPointer } from "./till-button";

export type PickRowProps = {
  isCurrent: boolean;
  name: string;
  onPress: () => void;
  children: ReactNode;
  isDimmed?: boolean;
};

/** One of a list in a panel, marked as the current line of a sale is; its keys stand at the foot. */
export function PickRow({ isCurrent, name, onPress, children, isDimmed = false }: PickRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) {
      row.current?.scrollIntoView({ block: "nearest" });
    }
  }, [isCurrent]);
  return (
    <li ref={row} className="shrink-0 border-border border-b">
      <button
        type="button"
        aria-current={isCurrent}
        aria-label={name}
        onClick={(event) => {
          releaseAfterPointer(event);
          onPress();
        }}
        className={classNames(
          "relative flex min-h-16 w-full select-none items-center gap-3 px-6 py-2 max-md:px-4 text-start focus-inset",
          isCurrent
            ? "bg-accent-soft before:absolute before:inset-y-0 before:start-0 before:w-1 before:bg-accent"
            : "hover:bg-surface-hover active:bg-surface-sunken",
          isDimmed && "text-text-muted",
        )}
      >
        {children}
      </button>
    </li>
  );
}
