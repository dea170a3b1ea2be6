"use client";

import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { classNames } from "./class-names";
import { TONE_TEXT, type Tone } from "./tone";

export type Segment<Value extends string = string> = {
  value: Value;
  label: ReactNode;
  /** A count in a heavier figure beside the word. */
  count?: ReactNode;
  countTone?: Tone;
};

export type SegmentedControlProps<Value extends string> = {
  /** Read aloud for the group. */
  label: string;
  segments: ReadonlyArray<Segment<Value>>;
  value: Value;
  onChange: (value: Value) => void;
  size?: "till" | "office";
  isFullWidth?: boolean;
  className?: string;
};

const SEGMENT =
  "inline-flex flex-1 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-chip border border-transparent text-text-muted transition-colors hover:text-text data-selected:border-border data-selected:bg-surface-raised data-selected:text-text data-selected:shadow-lifted";

export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, segments, value, onChange, size = "office", isFullWidth, className } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const segment = segments.find((candidate) => keys.has(candidate.value));
        if (segment) {
          onChange(segment.value);
        }
      }}
      className={classNames(
        "bg-surface-sunken",
        isFullWidth ? "flex w-full" : "inline-flex",
        size === "till" ? "rounded-till p-1" : "rounded-control p-0.5",
        className,
      )}
    >
      {segments.map((segment) => (
        <ToggleButton
          key={segment.value}
          id={segment.value}
          className={classNames(
            SEGMENT,
            size === "till" ? "min-h-12 px-4 text-till-key" : "min-h-8 px-3 font-medium text-body",
          )}
        >
          <span>{segment.label}</span>
          {segment.count !== undefined && (
            <span
              className={classNames(
                "font-amount tabular-nums",
                segment.countTone ? TONE_TEXT[segment.countTone] : "text-text",
              )}
            >
              {segment.count}
            </span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
