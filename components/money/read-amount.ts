import { type MajorParsed, parseMajorToMinor } from "../../core/money/currency";

type Separators = { decimal: string; group: string };

function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(12345.6);
  const find = (type: string) => parts.find((part) => part.type === type)?.value;
  return { decimal: find("decimal") ?? ".", group: find("group") ?? "," };
}

/**
 * Read what a person typed: blanks and well-placed grouping of the locale are taken out, the
 * locale's decimal sign and U+2212 are understood. Grouping that does not part thousands is refused
 * rather than guessed at, so "12,50" is never 1,250.
 */
export function readAmount(text: string, currency: string, locale: string): MajorParsed {
  const { decimal, group } = separatorsOf(locale);
  const typed = text.replace(/[\s\u00a0\u202f'’]/gu, "").replace("\u2212", "-");
  const [whole = "", ...fractions] = typed.split(decimal);
  const groups = group.trim() === "" ? [whole] : whole.split(group);
  const isGrouped = groups.slice(1).every((digits) => /^\d{3}$/.test(digits));
  const isFirstShort = groups.length === 1 || /^-?\d{1,3}$/.test(groups[0] ?? "");
  if (!(isGrouped && isFirstShort)) {
    return { ok: false, reason: "not_a_number" };
  }
  return parseMajorToMinor([groups.join(""), ...fractions].join("."), currency);
}
