const SHORTEST_FORGIVEN = 4;

/**
 * Finds words that begin almost as typed: one letter wrong, missing, too many or swapped. A bit per
 * letter rules out nearly all words before any is compared.
 */
export class NearWords {
  #words: readonly string[] = [];
  #masks = new Uint32Array(0);

  /** Places of the near words in `words`, which must be the index's own list. */
  find(words: readonly string[], typed: string): number[] {
    if (typed.length < SHORTEST_FORGIVEN) return [];
    if (words !== this.#words) this.#measure(words);
    const typedMask = maskOf(typed);
    const found: number[] = [];
    for (let place = 0; place < words.length; place += 1) {
      if (bitCount(typedMask & ~(this.#masks[place] ?? 0)) > 1) continue;
      if (beginsNearly(words[place] ?? "", typed)) found.push(place);
    }
    return found;
  }

  #measure(words: readonly string[]): void {
    this.#words = words;
    this.#masks = new Uint32Array(words.length);
    words.forEach((word, place) => {
      this.#masks[place] = maskOf(word);
    });
  }
}

/** Whether `word` begins with something one edit away from `typed`. */
export function beginsNearly(word: string, typed: string): boolean {
  let at = 0;
  while (at < typed.length && word[at] === typed[at]) at += 1;
  if (at === typed.length) return true;
  const isSwap = word[at] === typed[at + 1] && word[at + 1] === typed[at];
  return (
    restMatches(word, at + 1, typed, at + 1) ||
    restMatches(word, at, typed, at + 1) ||
    restMatches(word, at + 1, typed, at) ||
    (isSwap && restMatches(word, at + 2, typed, at + 2))
  );
}

function restMatches(word: string, wordAt: number, typed: string, typedAt: number): boolean {
  return word.startsWith(typed.slice(typedAt), wordAt);
}

function maskOf(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask >>> 0;
}

function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
