"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { classNames } from "./class-names";
import { FieldLabel, FieldNotes, type FieldTexts } from "./field-parts";

export type RadioChip<Value extends string = string> = {
  value: Value;
  label: ReactNode;
  isDisabled?: boolean;
};

export type RadioChipsProps<Value extends string> = FieldTexts & {
  options: ReadonlyArray<RadioChip<Value>>;
  value: Value | null;
  onChange: (value: Value) => void;
  size?: "till" | "office";
  name?: string;
  className?: string;
};

const CHIP =
  "group inline-flex cursor-pointer select-none items-center gap-2 rounded-full border border-border-strong bg-surface-raised transition-colors hover:bg-surface-hover data-focus-visible:outline-3 data-focus-visible:outline-focus data-focus-visible:outline-offset-2 data-disabled:opacity-45 data-selected:border-accent data-selected:bg-accent-soft data-selected:text-accent-text data-selected:shadow-[inset_0_0_0_1px_var(--color-accent)]";

/** One of a few reasons or kinds, all in sight. */
export function RadioChips<Value extends string>(props: RadioChipsProps<Value>) {
  const { label, labelAside, isLabelHidden, hint, error, options, value, onChange, ...rest } =
    props;
  const { size = "till", className, ...aria } = rest;
  const texts = { label, labelAside, hint, error, ...(isLabelHidden && { isLabelHidden }) };
  const fieldSize = size === "till" ? "till" : "form";
  return (
    <RadioGroup
      {...aria}
      value={value}
      onChange={(key) => {
        const option = options.find((candidate) => candidate.value === key);
        if (option) {
          onChange(option.value);
        }
      }}
      isInvalid={Boolean(error)}
      className={classNames("flex flex-col gap-2", className)}
    >
      <FieldLabel {...texts} size={fieldSize} />
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled ?? false}
            className={classNames(
              CHIP,
              size === "till"
                ? "icon-18 min-h-12 px-4 text-till-key"
                : "icon-16 min-h-9 px-3.5 font-key text-body",
            )}
          >
            {({ isSelected }) => (
              <>
                {isSelected && <Check />}
                <span>{option.label}</span>
              </>
            )}
          </Radio>
        ))}
      </div>
      <FieldNotes {...texts} size={fieldSize} />
    </RadioGroup>
  );
}
