import { NearWords } from "./near-words";
import { PrefixIndex, type Slot } from "./prefix-index";
import { wordsOf } from "./words";

/** What is searched of one product. */
export type SearchText = { readonly words: readonly string[]; readonly codes: readonly string[] };

export type SearchHits = {
  /** A slot matches when its mark is `wanted`. Good until the next search. */
  readonly marks: Uint8Array;
  readonly wanted: number;
  /** The matching slots themselves while they are few, in no order; null when they are many. */
  readonly few: readonly Slot[] | null;
  readonly isForgiving: boolean;
};

/** So many hits are put in order faster than all products are walked in theirs. */
const FEW_MAX = 1_000;

const CODE_END_MIN = 4;
const WORDS_MAX = 8;
const DIGITS = /^\d+$/;

/** All words must match, each as a prefix; digits also match the end of a barcode [TC3]. */
export class SearchIndex {
  #words = new PrefixIndex();
  #codeEnds = new PrefixIndex();
  #near = new NearWords();
  #marks = new Uint8Array(1024);
  /** The slots that the word in hand reached, up to one more than are few. */
  #reached: Slot[] = [];

  add(slot: Slot, text: SearchText): void {
    for (const word of text.words) this.#words.add(word, slot);
    for (const code of text.codes) this.#codeEnds.add(reversed(code), slot);
    if (slot >= this.#marks.length) this.#marks = new Uint8Array(2 * slot + 1);
  }

  remove(slot: Slot, text: SearchText): void {
    for (const word of text.words) this.#words.remove(word, slot);
    for (const code of text.codes) this.#codeEnds.remove(reversed(code), slot);
  }

  prepare(): void {
    this.#codeEnds.words();
    this.#near.prepare(this.#words.words());
  }

  /** Null when nothing was typed: everything matches. No hits leave no mark at `wanted`. */
  search(text: string): SearchHits | null {
    const words = wordsOf(text).slice(0, WORDS_MAX);
    if (words.length === 0) return null;
    const [only = ""] = words;
    this.#marks.fill(0);
    this.#reached = [];
    let hits = this.#markWords(words);
    if (words.length === 1 && only.length >= CODE_END_MIN && DIGITS.test(only)) {
      hits += this.#markCodeEnds(only);
    }
    const isForgiving = hits === 0 && this.#markNearWords(words) > 0;
    const wanted = words.length;
    const few = this.#reached.length <= FEW_MAX ? this.#reached : null;
    return { marks: this.#marks, wanted, few, isForgiving };
  }

  /** Raises each slot's mark word by word; the count of those that reached the last word. */
  #markWords(words: readonly string[]): number {
    let reached = 0;
    words.forEach((word, step) => {
      if (step > 0 && reached === 0) return;
      this.#reached = [];
      const { from, to } = this.#words.rangeOf(word);
      reached = this.#markRange(this.#words, { from, to, step });
    });
    return reached;
  }

  #markNearWords(words: readonly string[]): number {
    this.#marks.fill(0);
    let reached = 0;
    words.forEach((word, step) => {
      if (step > 0 && reached === 0) return;
      this.#reached = [];
      const { from, to } = this.#words.rangeOf(word);
      reached = this.#markRange(this.#words, { from, to, step });
      for (const place of this.#near.find(this.#words.words(), word)) {
        reached += this.#markRange(this.#words, { from: place, to: place + 1, step });
      }
    });
    return reached;
  }

  #markCodeEnds(digits: string): number {
    return this.#markRange(this.#codeEnds, {
      ...this.#codeEnds.rangeOf(reversed(digits)),
      step: 0,
    });
  }

  #markRange(index: PrefixIndex, range: { from: number; to: number; step: number }): number {
    const marks = this.#marks;
    const lists = index.slotLists();
    const slotsReached = this.#reached;
    const { from, to, step } = range;
    let reached = 0;
    for (let place = from; place < to; place += 1) {
      const slots = lists[place] ?? [];
      for (let at = 0; at < slots.length; at += 1) {
        const slot = slots[at] ?? 0;
        if (marks[slot] !== step) continue;
        marks[slot] = step + 1;
        reached += 1;
        if (slotsReached.length <= FEW_MAX) slotsReached.push(slot);
      }
    }
    return reached;
  }
}

function reversed(text: string): string {
  let turned = "";
  for (let at = text.length - 1; at >= 0; at -= 1) turned += text[at];
  return turned;
}
