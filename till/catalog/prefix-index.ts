/** A product's place in the catalogue: small integers, so that marks fit in a byte array. */
export type Slot = number;

/** Up to so many new words are put between the others one by one; more are merged in one pass. */
const INSERTED_MAX = 32;

/**
 * Words in order, each with the slots that carry it. A prefix is a stretch of neighbours, found by
 * halving. Words are added in place; many at once are merged in one pass.
 */
export class PrefixIndex {
  #slotsByWord = new Map<string, Slot[]>();
  #words: string[] = [];
  /** The slots of each of `#words`, so that a stretch is walked without looking words up. */
  #slots: Slot[][] = [];
  #added: string[] = [];

  add(word: string, slot: Slot): void {
    const slots = this.#slotsByWord.get(word);
    if (slots) slots.push(slot);
    else {
      this.#slotsByWord.set(word, [slot]);
      this.#added.push(word);
    }
  }

  /** The word stays in its place, empty, for the next product that carries it. */
  remove(word: string, slot: Slot): void {
    const slots = this.#slotsByWord.get(word);
    const index = slots?.indexOf(slot) ?? -1;
    if (index >= 0) slots?.splice(index, 1);
  }

  words(): readonly string[] {
    if (this.#added.length > 0) this.#merge();
    return this.#words;
  }

  /** By the place of a word in `words()`. */
  slotLists(): readonly (readonly Slot[])[] {
    if (this.#added.length > 0) this.#merge();
    return this.#slots;
  }

  /** First and past-the-last place of the words that begin with `prefix`. */
  rangeOf(prefix: string): { from: number; to: number } {
    const words = this.words();
    return { from: lowerBound(words, prefix), to: lowerBound(words, `${prefix}\uffff`) };
  }

  #merge(): void {
    if (this.#added.length > INSERTED_MAX) this.#mergeAll();
    else for (const word of this.#added) this.#insert(word);
    this.#added = [];
  }

  #insert(word: string): void {
    const place = lowerBound(this.#words, word);
    this.#words.splice(place, 0, word);
    this.#slots.splice(place, 0, this.#slotsByWord.get(word) ?? []);
  }

  #mergeAll(): void {
    const added = this.#added.sort(compareWords);
    const words: string[] = [];
    let at = 0;
    for (const word of this.#words) {
      for (let next = added[at]; next !== undefined && next < word; next = added[at]) {
        words.push(next);
        at += 1;
      }
      words.push(word);
    }
    for (; at < added.length; at += 1) words.push(added[at] ?? "");
    this.#words = words;
    this.#slots = words.map((word) => this.#slotsByWord.get(word) ?? []);
  }
}

// By code units, as lowerBound compares; never by locale.
function compareWords(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function lowerBound(words: readonly string[], wanted: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
