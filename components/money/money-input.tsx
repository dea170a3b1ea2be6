"use client";

import { useState } from "react";
import { currencyExponent, type MajorParseFailure } from "../../core/money/currency";
import { type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { TextField, type TextFieldProps } from "../ui/text-field";
import { formatMoney } from "./format-money";
import { readAmount } from "./read-amount";

export type MoneyInputProps = Omit<
  TextFieldProps,
  "value" | "defaultValue" | "onChange" | "type" | "inputMode" | "prefix" | "rows" | "isMono"
> & {
  currency: string;
  /** What stands in the field, exactly as typed. */
  value: string;
  /** The amount is null while the text is empty or cannot be read. */
  onChange: (value: string, amountMinor: Minor | null) => void;
  /** Refuses amounts below zero, or zero as well. */
  least?: "zero" | "above-zero" | "any";
};

type Problem = MajorParseFailure | "missing" | "negative" | "zero";

type Reading = { amountMinor: Minor | null; problem: Problem | null };

const ONE_THOUSAND_MAJOR = 1234;

function readField(props: MoneyInputProps, text: string, locale: string): Reading {
  const { currency, least = "zero", isRequired } = props;
  if (text.trim() === "") {
    return { amountMinor: null, problem: isRequired ? "missing" : null };
  }
  const parsed = readAmount(text, currency, locale);
  if (!parsed.ok) {
    return { amountMinor: null, problem: parsed.reason };
  }
  if (least !== "any" && parsed.amountMinor < ZERO_MINOR) {
    return { amountMinor: null, problem: "negative" };
  }
  if (least === "above-zero" && parsed.amountMinor === ZERO_MINOR) {
    return { amountMinor: null, problem: "zero" };
  }
  return { amountMinor: parsed.amountMinor, problem: null };
}

export function MoneyInput(props: MoneyInputProps) {
  const { currency, value, onChange, least, error, onBlur, className, ...field } = props;
  const locale = useFormatLocale();
  const { ui } = useMessages();
  const [isLeft, setIsLeft] = useState(false);
  const { problem } = readField(props, value, locale);
  const exponent = currencyExponent(currency);
  const exampleMinor = minor(ONE_THOUSAND_MAJOR * 10 ** exponent);
  const sentences: Record<Problem, string> = {
    missing: ui.amountMissing,
    not_a_number: ui.amountUnreadable(formatMoney(exampleMinor, { currency, locale })),
    too_many_decimals: ui.amountTooPrecise(exponent),
    too_large: ui.amountTooLarge,
    negative: ui.amountNegative,
    zero: ui.amountZero,
  };
  const shown = error ?? (isLeft && problem ? sentences[problem] : undefined);
  return (
    <TextField
      {...field}
      value={value}
      onChange={(text) => onChange(text, readField(props, text, locale).amountMinor)}
      onFocus={(event) => {
        setIsLeft(false);
        field.onFocus?.(event);
      }}
      onBlur={(event) => {
        setIsLeft(true);
        onBlur?.(event);
      }}
      inputMode={exponent === 0 ? "numeric" : "decimal"}
      autoComplete="off"
      prefix={currency}
      error={shown}
      className={classNames("[&_input]:text-end [&_input]:tabular-nums", className)}
    />
  );
}
