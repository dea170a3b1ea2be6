"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";
import { classNames } from "./class-names";

/** 44, 36, 56 and 48 px high. */
export type FieldSize = "form" | "office" | "till" | "touch";

export type FieldTexts = {
  label: ReactNode;
  /** Stands right of the label, for a unit or a condition ("with VAT"). */
  labelAside?: ReactNode;
  /** Keeps the label for assistive technology only, as in a filter row. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  /** One sentence; marks the field invalid. */
  error?: ReactNode;
};

const SIZES: Record<FieldSize, string> = {
  form: "min-h-11 gap-2 rounded-control px-3 text-statement icon-18",
  office: "min-h-9 gap-1.5 rounded-control px-2.5 text-body icon-16",
  till: "min-h-14 gap-3 rounded-till px-4 text-till font-regular icon-22",
  touch: "min-h-12 gap-2 rounded-till px-3 text-tile font-regular icon-20",
};

function isTouchSize(size: FieldSize): boolean {
  return size === "till" || size === "touch";
}

export function fieldFrame(size: FieldSize, isInvalid: boolean, className?: string): string {
  return classNames(
    "flex w-full items-center border bg-surface-raised text-text",
    "has-[:disabled]:bg-surface has-[:disabled]:text-text-subtle",
    isInvalid
      ? "border-danger shadow-[inset_0_0_0_1px_var(--color-danger)]"
      : "border-border-strong",
    SIZES[size],
    className,
  );
}

export const FIELD_INPUT = "min-w-0 flex-1 self-stretch bg-transparent outline-none";

export function FieldLabel(props: FieldTexts & { size: FieldSize }) {
  const { label, labelAside, isLabelHidden, size } = props;
  if (isLabelHidden) {
    return <Label className="sr-only">{label}</Label>;
  }
  return (
    <div
      className={classNames(
        "flex items-baseline justify-between gap-3",
        isTouchSize(size) ? "text-till-small" : "text-body",
      )}
    >
      <Label className="font-medium text-text">{label}</Label>
      {labelAside && <span className="text-text-muted">{labelAside}</span>}
    </div>
  );
}

export function FieldNotes({ hint, error, size }: FieldTexts & { size: FieldSize }) {
  const text = isTouchSize(size) ? "text-till-small" : "text-small";
  return (
    <>
      {hint && !error && (
        <Text slot="description" className={classNames("text-text-muted", text)}>
          {hint}
        </Text>
      )}
      <FieldError>
        {({ validationErrors }) => (
          <span
            className={classNames(
              "icon-16 flex items-start gap-1.5 font-medium text-danger",
              isTouchSize(size) ? "text-till-small" : "text-body",
            )}
          >
            <CircleAlert className="mt-px" />
            <span>{error ?? validationErrors.join(" ")}</span>
          </span>
        )}
      </FieldError>
    </>
  );
}
