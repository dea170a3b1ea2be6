/** Hues that sit apart from each other; neighbours in a list should not share one. */
export const SWATCH_HUES = [85, 45, 240, 62, 145, 108, 200, 285, 0, 330] as const;

/** A steady hue for something that was never given one. */
export function hueFor(text: string): number {
  let sum = 0;
  for (const character of text) {
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  }
  return SWATCH_HUES[sum % SWATCH_HUES.length] ?? 0;
}

function lettersOf(word: string): string[] {
  return [...word].filter((character) => /[\p{L}\p{N}]/u.test(character));
}

/**
 * First letters of the first two words of the part before a comma. A single word, or a pair that is
 * already taken, gives its first letter and the next letter that makes it differ.
 */
export function initialsFor(name: string, taken: ReadonlySet<string> = new Set()): string {
  const head = name.split(",")[0] ?? name;
  const words = head
    .split(/[\s-]+/u)
    .map(lettersOf)
    .filter((letters) => letters.length > 0);
  const first = words[0];
  if (!first) {
    return "?";
  }
  const initial = (first[0] ?? "").toUpperCase();
  const candidates = [words[1]?.[0], ...first.slice(1)].filter((letter) => letter !== undefined);
  const pairs = candidates.map((letter) => initial + letter.toUpperCase());
  return pairs.find((pair) => !taken.has(pair)) ?? pairs[0] ?? initial;
}
