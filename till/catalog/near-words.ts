const SHORTEST_FORGIVEN = 4;

/**
 * Finds words that begin almost as typed: one letter wrong, missing, too many or swapped. A bit per
 * letter and the first two letters rule out nearly all words before any is compared.
 */
export class NearWords {
  #words: readonly string[] = [];
  #count = 0;
  #masks = new Uint32Array(0);
  #heads = new Uint32Array(0);

  /** Measure the words now instead of at the first search that needs it. */
  prepare(words: readonly string[]): void {
    if (words === this.#words && words.length === this.#count) return;
    this.#words = words;
    this.#count = words.length;
    this.#masks = Uint32Array.from(words, maskOf);
    this.#heads = Uint32Array.from(words, headOf);
  }

  /** Places of the near words in `words`, which must be the index's own list. */
  find(words: readonly string[], typed: string): number[] {
    if (typed.length < SHORTEST_FORGIVEN) return [];
    this.prepare(words);
    const typedMask = maskOf(typed);
    const first = typed.charCodeAt(0);
    const second = typed.charCodeAt(1);
    const found: number[] = [];
    for (let place = 0; place < this.#count; place += 1) {
      const missing = typedMask & ~(this.#masks[place] ?? 0);
      // At most one letter may be missing: clearing the lowest bit leaves nothing.
      if ((missing & (missing - 1)) !== 0) continue;
      const head = this.#heads[place] ?? 0;
      if (!canBegin(head & 0xffff, head >>> 16, first, second)) continue;
      if (beginsNearly(words[place] ?? "", typed)) found.push(place);
    }
    return found;
  }
}

/** With one edit, one of a word's first two letters is still one of the typed first two. */
function canBegin(wordFirst: number, wordSecond: number, first: number, second: number): boolean {
  return (
    wordFirst === first || wordFirst === second || wordSecond === first || wordSecond === second
  );
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

function headOf(word: string): number {
  return (word.charCodeAt(0) | (word.charCodeAt(1) << 16)) >>> 0;
}
