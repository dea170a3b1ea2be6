"use client";

import type { ReactNode } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  TextArea,
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

export type TextFieldProps = Omit<AriaTextFieldProps, "children" | "className" | "style"> &
  FieldTexts & {
    placeholder?: string;
    size?: FieldSize;
    prefix?: ReactNode;
    suffix?: ReactNode;
    /** More than one line of text. */
    rows?: number;
    /** Codes that are compared letter by letter. */
    isMono?: boolean;
    className?: string;
  };

export function TextField(props: TextFieldProps) {
  const {
    label,
    labelAside,
    isLabelHidden,
    hint,
    error,
    placeholder,
    size = "form",
    ...rest
  } = props;
  const { prefix, suffix, rows, isMono, className, isInvalid, ...aria } = rest;
  const texts = { label, labelAside, hint, error, ...(isLabelHidden && { isLabelHidden }) };
  const invalid = Boolean(error) || Boolean(isInvalid);
  const input = classNames(FIELD_INPUT, isMono && "font-mono");
  return (
    <AriaTextField
      {...aria}
      isInvalid={invalid}
      className={classNames("flex min-w-0 flex-col gap-1.5", className)}
    >
      <FieldLabel {...texts} size={size} />
      <div data-focus-frame="" className={fieldFrame(size, invalid)}>
        {prefix && <span className="shrink-0 text-text-muted">{prefix}</span>}
        {rows ? (
          <TextArea
            rows={rows}
            placeholder={placeholder ?? ""}
            className={classNames(input, "resize-y py-2.5 leading-snug")}
          />
        ) : (
          <Input placeholder={placeholder ?? ""} className={input} />
        )}
        {suffix && <span className="shrink-0 text-text-muted">{suffix}</span>}
      </div>
      <FieldNotes {...texts} size={size} />
    </AriaTextField>
  );
}
