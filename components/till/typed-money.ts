import { formatMajor, parseMajorToMinor } from "../../core/money/currency";
import { addMinor, type Minor, ZERO_MINOR } from "../../core/money/minor";

const TRAILING_ZEROS = /\.?0+$/;

/** What the number keys say in minor units; nothing typed is zero. */
export function typedMinor(text: string, currency: string): Minor {
  const parsed = parseMajorToMinor(text.replace(/\.$/, "") || "0", currency);
  return parsed.ok ? parsed.amountMinor : ZERO_MINOR;
}

/** The text that stands for what is typed plus one more note. */
export function addToTyped(text: string, amountMinor: Minor, currency: string): string {
  const sum = formatMajor(addMinor(typedMinor(text, currency), amountMinor), currency);
  return sum.includes(".") ? sum.replace(TRAILING_ZEROS, "") : sum;
}
