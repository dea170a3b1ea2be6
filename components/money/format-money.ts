import { formatMajor } from "../../core/money/currency";
import type { Minor } from "../../core/money/minor";

export type MoneyStyle = {
  /** ISO 4217 code. */
  currency: string;
  /** BCP 47. */
  locale: string;
  /** "always" puts a plus before what is above zero. */
  sign?: "auto" | "always";
  /** "never" rounds half away from zero: for overviews, not for anything that is paid. */
  cents?: "always" | "if-any" | "never";
};

export type MoneyParts = {
  /** "", U+2212 or "+". */
  sign: string;
  /** With grouping. */
  whole: string;
  /** Decimal sign and digits; empty without cents. */
  fraction: string;
};

const MINUS = "\u2212";
const NO_CENTS = /\.?0*$/;
const formatters = new Map<string, Intl.NumberFormat>();

function formatterFor(locale: string, decimals: number, sign: "auto" | "always") {
  const key = `${locale}/${decimals}/${sign}`;
  const known = formatters.get(key);
  if (known) {
    return known;
  }
  const formatter = new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: sign === "always" ? "exceptZero" : "negative",
  });
  formatters.set(key, formatter);
  return formatter;
}

function decimalsOf(major: string, cents: "always" | "if-any" | "never"): number {
  const decimals = major.split(".")[1]?.length ?? 0;
  if (cents === "always" || decimals === 0) {
    return decimals;
  }
  return cents === "if-any" && NO_CENTS.exec(major)?.index !== major.indexOf(".") ? decimals : 0;
}

/**
 * An amount in the digits, grouping and decimal sign of a locale. It goes to Intl as decimal text,
 * so it is never a fraction of a number on the way.
 */
export function moneyParts(amountMinor: Minor, style: MoneyStyle): MoneyParts {
  const { currency, locale, sign = "auto", cents = "always" } = style;
  const major = formatMajor(amountMinor, currency);
  const formatter = formatterFor(locale, decimalsOf(major, cents), sign);
  const parts: MoneyParts = { sign: "", whole: "", fraction: "" };
  for (const { type, value } of formatter.formatToParts(major as `${number}`)) {
    if (type === "minusSign") {
      parts.sign = MINUS;
    } else if (type === "plusSign") {
      parts.sign = "+";
    } else if (type === "decimal" || type === "fraction") {
      parts.fraction += value;
    } else {
      parts.whole += value;
    }
  }
  return parts;
}

/** The same as one string, for sentences and for what is read aloud. */
export function formatMoney(amountMinor: Minor, style: MoneyStyle): string {
  const { sign, whole, fraction } = moneyParts(amountMinor, style);
  return sign + whole + fraction;
}
