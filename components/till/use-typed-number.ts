"use client";

import { useCallback, useState } from "react";

const WHOLE_DIGITS_MAX = 9;

function addDecimalSign(text: string, decimals: number): string {
  return decimals === 0 || text.includes(".") ? text : `${text || "0"}.`;
}

function addDigit(text: string, digit: string, decimals: number): string {
  const typed = text === "0" ? digit : text + digit;
  const [whole = "", fraction = ""] = typed.split(".");
  return whole.length <= WHOLE_DIGITS_MAX && fraction.length <= decimals ? typed : text;
}

function typeKey(text: string, key: string, decimals: number): string {
  if (key === "." || key === ",") {
    return addDecimalSign(text, decimals);
  }
  return /^\d$/.test(key) ? addDigit(text, key, decimals) : text;
}

/** A number as it is typed on the number keys: digits and at most one decimal sign. */
export function useTypedNumber(decimals: number, initial = "") {
  const [text, setText] = useState(initial);
  const type = useCallback(
    (key: string) => setText((now) => typeKey(now, key, decimals)),
    [decimals],
  );
  const erase = useCallback(() => setText((now) => now.slice(0, -1)), []);
  const clear = useCallback(() => setText(""), []);
  return { text, setText, type, erase, clear };
}

export type TypedNumber = ReturnType<typeof useTypedNumber>;

/** With the locale's grouping and decimal sign, exactly as far as it has been typed. */
export function shownNumber(text: string, locale: string): string {
  const [whole = "", fraction] = text.split(".");
  const grouped = new Intl.NumberFormat(locale).format(BigInt(whole === "" ? "0" : whole));
  if (fraction === undefined) {
    return grouped;
  }
  const sign = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 })
    .formatToParts(0)
    .find((part) => part.type === "decimal");
  return `${grouped}${sign?.value ?? "."}${fraction}`;
}
