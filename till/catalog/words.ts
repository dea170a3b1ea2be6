const MARKS = /\p{M}+/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** Text as search compares it: lower case, accents dropped. */
export function foldText(text: string): string {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase();
}

/** The words of a text, folded, each once, in order. */
export function wordsOf(text: string): string[] {
  return [...new Set(foldText(text).match(WORD) ?? [])];
}
