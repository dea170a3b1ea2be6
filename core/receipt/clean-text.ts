/**
 * One printable line: control characters, line breaks and invisible direction marks, which could
 * drive a printer or turn an amount round, become spaces or vanish.
 */
export function cleanText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\p{Co}\p{Cs}]/gu, "")
    .trim();
}

/** The lines that have anything to print. */
export function cleanLines(lines: readonly string[]): string[] {
  return lines.map(cleanText).filter((line) => line !== "");
}
