"use client";

import { formatQuantity, type QuantityMilli } from "../../core/quantity/quantity";
import { useFormatLocale } from "../messages/use-messages";
import { classNames } from "../ui/class-names";

export type QuantityTextProps = {
  quantityMilli: QuantityMilli;
  /** After the figure ("kg"). */
  unit?: string;
  /** U+00D7 before the figure, as on a tile. */
  isTimes?: boolean;
  locale?: string;
  className?: string;
};

const formatters = new Map<string, Intl.NumberFormat>();

/** A formatter is dear to make and free to use. */
function formatterFor(locale: string): Intl.NumberFormat {
  const known = formatters.get(locale);
  if (known) {
    return known;
  }
  const formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  formatters.set(locale, formatter);
  return formatter;
}

/** The shortest decimal of a quantity in the locale's digits. */
export function formatQuantityText(quantityMilli: QuantityMilli, locale: string): string {
  return formatterFor(locale)
    .formatToParts(formatQuantity(quantityMilli) as `${number}`)
    .map((part) => (part.type === "minusSign" ? "\u2212" : part.value))
    .join("");
}

export function QuantityText(props: QuantityTextProps) {
  const { quantityMilli, unit, isTimes, className } = props;
  const contextLocale = useFormatLocale();
  const text = formatQuantityText(quantityMilli, props.locale ?? contextLocale);
  return (
    <bdi className={classNames("whitespace-nowrap tabular-nums", className)}>
      {isTimes && "\u00d7"}
      {text}
      {unit && `\u00a0${unit}`}
    </bdi>
  );
}
