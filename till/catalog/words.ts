const MARKS = /\p{M}+/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** Nearly every name and SKU; nothing of it can carry an accent. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Text as search compares it: lower case, accents dropped. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFD").replace(MARKS, "").toLowerCase();
}

/** The words of a text, folded, each once, in order. */
export function wordsOf(text: string): string[] {
  return [...new Set(foldText(text).match(WORD) ?? [])];
}
