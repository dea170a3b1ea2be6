import { NearWords } from "./near-words";
import { PrefixIndex, type Slot } from "./prefix-index";
import { wordsOf } from "./words";

/** What is searched of one product. */
export type SearchText = { readonly words: readonly string[]; readonly codes: readonly string[] };

export type SearchHits = {
  /** 1 for a slot that matches, 0 for one that does not; null when nothing was typed. */
  readonly isHit: ((slot: Slot) => boolean) | null;
  readonly isForgiving: boolean;
};

const CODE_END_MIN = 4;
const DIGITS = /^\d+$/;

/** All words must match, each as a prefix; digits also match the end of a barcode [TC3]. */
export class SearchIndex {
  #words = new PrefixIndex();
  #codeEnds = new PrefixIndex();
  #near = new NearWords();
  #marks = new Uint8Array(1024);

  add(slot: Slot, text: SearchText): void {
    for (const word of text.words) this.#words.add(word, slot);
    for (const code of text.codes) this.#codeEnds.add(reversed(code), slot);
    if (slot >= this.#marks.length) this.#marks = new Uint8Array(2 * slot + 1);
  }

  remove(slot: Slot, text: SearchText): void {
    for (const word of text.words) this.#words.remove(word, slot);
    for (const code of text.codes) this.#codeEnds.remove(reversed(code), slot);
  }

  /** The answer's function is good until the next search. */
  search(text: string): SearchHits {
    const words = wordsOf(text).slice(0, 8);
    if (words.length === 0) return { isHit: null, isForgiving: false };
    const marks = this.#marks;
    const isHit = (slot: Slot) => marks[slot] === words.length;
    const [only = ""] = words;
    marks.fill(0);
    let hits = this.#markAll(words, (word) => this.#placesOf(word));
    if (words.length === 1 && only.length >= CODE_END_MIN && DIGITS.test(only)) {
      hits += this.#markCodeEnds(only);
    }
    if (hits > 0) return { isHit, isForgiving: false };
    marks.fill(0);
    const isForgiving =
      this.#markAll(words, (word) => [
        ...this.#placesOf(word),
        ...this.#near.find(this.#words.words(), word),
      ]) > 0;
    return { isHit, isForgiving };
  }

  #placesOf(word: string): Iterable<number> {
    return placesIn(this.#words.rangeOf(word));
  }

  /** Raises a slot's mark word by word; the count of slots that reached the last word. */
  #markAll(words: readonly string[], placesOf: (word: string) => Iterable<number>): number {
    const sorted = this.#words.words();
    let reached = 0;
    words.forEach((word, step) => {
      reached = 0;
      for (const place of placesOf(word)) {
        for (const slot of this.#words.slotsOf(sorted[place] ?? "")) {
          if (this.#marks[slot] !== step) continue;
          this.#marks[slot] = step + 1;
          reached += 1;
        }
      }
    });
    return reached;
  }

  #markCodeEnds(digits: string): number {
    const range = this.#codeEnds.rangeOf(reversed(digits));
    const sorted = this.#codeEnds.words();
    let reached = 0;
    for (const place of placesIn(range)) {
      for (const slot of this.#codeEnds.slotsOf(sorted[place] ?? "")) {
        this.#marks[slot] = 1;
        reached += 1;
      }
    }
    return reached;
  }
}

function* placesIn(range: { from: number; to: number }): Iterable<number> {
  for (let place = range.from; place < range.to; place += 1) yield place;
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}
