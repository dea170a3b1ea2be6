"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, type ButtonProps, Toolbar } from "react-aria-components";
import { useMessages } from "../messages/use-messages";

export type BulkBarProps = {
  /** What is selected ("3 selected"); also read aloud for the bar. */
  summary: string;
  onClear: () => void;
  /** BulkAction elements. */
  children: ReactNode;
};

export type BulkActionProps = Omit<ButtonProps, "children" | "className" | "style"> & {
  icon: ReactNode;
  children: ReactNode;
};

export function BulkAction({ icon, children, ...aria }: BulkActionProps) {
  return (
    <Button
      {...aria}
      className="icon-18 flex min-h-10 items-center gap-2 whitespace-nowrap rounded-control px-3 font-key text-body hover:bg-[color-mix(in_oklab,currentColor_14%,transparent)] disabled:opacity-45"
    >
      {icon}
      {children}
    </Button>
  );
}

/** Floats over the foot of a list while rows are selected; the list keeps its place. */
export function BulkBar({ summary, onClear, children }: BulkBarProps) {
  const { ui } = useMessages();
  return (
    <div className="pointer-events-none sticky bottom-6 z-10 h-0">
      <div className="absolute inset-x-0 bottom-6 flex justify-center px-4">
        <Toolbar
          aria-label={summary}
          className="pointer-events-auto flex min-h-14 max-w-full animate-rise-in items-center gap-1 overflow-x-auto rounded-bar bg-text px-2 ps-5 text-surface shadow-bar"
        >
          <span className="whitespace-nowrap pe-3 font-figure text-body tabular-nums">
            {summary}
          </span>
          <span aria-hidden="true" className="h-6 w-px shrink-0 bg-text-subtle" />
          {children}
          <span aria-hidden="true" className="h-6 w-px shrink-0 bg-text-subtle" />
          <BulkAction icon={<X />} onPress={onClear}>
            {ui.clear}
          </BulkAction>
        </Toolbar>
      </div>
    </div>
  );
}
