"use client";

import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  Button,
  Group,
  Input,
} from "react-aria-components";
import { classNames } from "./class-names";
import {
  FIELD_INPUT,
  FieldLabel,
  FieldNotes,
  type FieldSize,
  type FieldTexts,
  fieldFrame,
} from "./field-parts";

export type NumberFieldProps = Omit<AriaNumberFieldProps, "children" | "className" | "style"> &
  FieldTexts & {
    size?: FieldSize;
    suffix?: ReactNode;
    hasSteps?: boolean;
    className?: string;
  };

const STEP =
  "flex w-9 items-center justify-center self-stretch text-text-muted hover:bg-surface-hover hover:text-text data-disabled:opacity-45";

/** For counts and settings. Money goes through MoneyInput, which never holds a float. */
export function NumberField(props: NumberFieldProps) {
  const { label, labelAside, isLabelHidden, hint, error, size = "form", suffix, ...rest } = props;
  const { hasSteps, className, isInvalid, ...aria } = rest;
  const texts = { label, labelAside, hint, error, ...(isLabelHidden && { isLabelHidden }) };
  const invalid = Boolean(error) || Boolean(isInvalid);
  return (
    <AriaNumberField
      {...aria}
      isInvalid={invalid}
      className={classNames("flex min-w-0 flex-col gap-1.5", className)}
    >
      <FieldLabel {...texts} size={size} />
      <Group
        data-focus-frame=""
        className={fieldFrame(size, invalid, hasSteps ? "[&]:px-0" : undefined)}
      >
        {hasSteps && (
          <Button slot="decrement" className={STEP}>
            <Minus />
          </Button>
        )}
        <Input
          className={classNames(
            FIELD_INPUT,
            "tabular-nums",
            hasSteps ? "text-center" : "text-right",
          )}
        />
        {suffix && <span className="shrink-0 text-text-muted">{suffix}</span>}
        {hasSteps && (
          <Button slot="increment" className={STEP}>
            <Plus />
          </Button>
        )}
      </Group>
      <FieldNotes {...texts} size={size} />
    </AriaNumberField>
  );
}
