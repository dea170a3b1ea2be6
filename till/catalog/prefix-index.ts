/** A document's place in the catalogue: small integers, so that marks fit in a byte array. */
export type Slot = number;

/**
 * Words in order, each with the slots that carry it. A prefix is a stretch of neighbours, found by
 * halving. Words are added in place; many at once are merged in one pass.
 */
export class PrefixIndex {
  #slotsByWord = new Map<string, Slot[]>();
  #sorted: string[] = [];
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

  slotsOf(word: string): readonly Slot[] {
    return this.#slotsByWord.get(word) ?? [];
  }

  words(): readonly string[] {
    if (this.#added.length > 0) this.#merge();
    return this.#sorted;
  }

  /** First and past-the-last place of the words that begin with `prefix`. */
  rangeOf(prefix: string): { from: number; to: number } {
    const words = this.words();
    return { from: lowerBound(words, prefix), to: lowerBound(words, `${prefix}\uffff`) };
  }

  #merge(): void {
    const added = this.#added.sort(compareWords);
    const merged: string[] = [];
    let at = 0;
    for (const word of this.#sorted) {
      for (let next = added[at]; next !== undefined && next < word; next = added[at]) {
        merged.push(next);
        at += 1;
      }
      merged.push(word);
    }
    for (; at < added.length; at += 1) merged.push(added[at] ?? "");
    this.#sorted = merged;
    this.#added = [];
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
