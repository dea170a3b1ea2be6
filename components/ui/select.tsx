"use client";

import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import { classNames } from "./class-names";
import { FieldLabel, FieldNotes, type FieldSize, type FieldTexts, fieldFrame } from "./field-parts";
import { MENU_ITEM, POPOVER_PANEL } from "./popover-classes";

export type SelectOption<Value extends string = string> = {
  value: Value;
  label: string;
  hint?: string;
  icon?: ReactNode;
  isDisabled?: boolean;
};

export type SelectProps<Value extends string> = FieldTexts & {
  options: ReadonlyArray<SelectOption<Value>>;
  value: Value | null;
  onChange: (value: Value) => void;
  placeholder?: string;
  size?: FieldSize;
  icon?: ReactNode;
  name?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
  className?: string;
};

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, labelAside, isLabelHidden, hint, error, options, value, onChange, ...rest } =
    props;
  const { placeholder, size = "form", icon, className, ...aria } = rest;
  const texts = { label, labelAside, hint, error, ...(isLabelHidden && { isLabelHidden }) };
  const chosen = options.find((option) => option.value === value);
  return (
    <AriaSelect
      {...aria}
      value={value}
      onChange={(key) => {
        const option = options.find((candidate) => candidate.value === key);
        if (option) {
          onChange(option.value);
        }
      }}
      isInvalid={Boolean(error)}
      className={classNames("flex min-w-0 flex-col gap-1.5", className)}
    >
      <FieldLabel {...texts} size={size} />
      <Button className={fieldFrame(size, Boolean(error), "text-left")}>
        {icon}
        <SelectValue className="min-w-0 flex-1 truncate">
          {chosen ? (
            chosen.label
          ) : (
            <span className="text-text-subtle">{placeholder ?? "\u00a0"}</span>
          )}
        </SelectValue>
        <ChevronDown className="text-text-muted" />
      </Button>
      <FieldNotes {...texts} size={size} />
      <Popover offset={6} className={classNames(POPOVER_PANEL, "min-w-(--trigger-width)")}>
        <ListBox className="pane max-h-80 p-1 outline-none" items={options}>
          {(option) => (
            <ListBoxItem
              id={option.value}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              className={classNames(MENU_ITEM, size === "till" && "min-h-12 text-till-key")}
            >
              {({ isSelected }) => (
                <>
                  {option.icon}
                  <span className="flex min-w-0 flex-1 flex-col">
                    <span>{option.label}</span>
                    {option.hint && (
                      <span className="text-small text-text-muted">{option.hint}</span>
                    )}
                  </span>
                  <Check className={isSelected ? "text-accent-text" : "invisible"} />
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
