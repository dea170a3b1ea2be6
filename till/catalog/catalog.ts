import { normalizeScan } from "../../core/barcode/normalize-scan";
import type { ProductChange } from "../../core/sync/protocol-v1";
import { barcodeKey } from "./barcode-key";
import type { Slot } from "./prefix-index";
import { type SearchHits, SearchIndex, type SearchText } from "./search-index";
import { foldText, wordsOf } from "./words";

/** Rows of one value in the cache: large enough to load fast, small enough to rewrite [TC1]. */
export const CHUNK_ROWS = 5_000;

export type CatalogChunk = {
  readonly index: number;
  /** By place; null where a product was withdrawn. */
  readonly rows: readonly (ProductChange | null)[];
};

export type CodeHit = {
  readonly product: ProductChange;
  readonly packQuantityMilli: number;
  /** What it was found by. */
  readonly key: string;
};

export type ProductHits = {
  readonly products: readonly ProductChange[];
  readonly isForgiving: boolean;
};

export type ProductQuery = {
  readonly text: string;
  readonly categoryId?: string | null;
  readonly limit?: number;
};

const DEFAULT_LIMIT = 60;
/** Together they fill a number's 53 bits: two million products, sales counts to four thousand million. */
const SLOTS_MAX = 2 ** 21;
const POPULARITY_MAX = 2 ** 32 - 1;

/**
 * The store's products in memory: no scan and no key ever waits for a database [TC2]. Each product
 * keeps its slot, so a change touches its own entries and its own chunk.
 */
export class Catalog {
  #slots: (ProductChange | null)[] = [];
  #slotById = new Map<string, Slot>();
  #hitByCode = new Map<string, { slot: Slot; packQuantityMilli: number }>();
  #slotBySku = new Map<string, Slot>();
  #free: Slot[] = [];
  #index = new SearchIndex();
  #bySales = new Uint32Array(0);
  #isOrderStale = false;
  #staleChunks = new Set<number>();
  /** Loaded and sold already, not yet searched by name. */
  #unindexed = new Set<Slot>();
  /** Made when first asked for after a change: few shops have many. */
  #families: ReadonlyMap<string, readonly ProductChange[]> | null = null;

  get productCount(): number {
    return this.#slotById.size;
  }

  /** Products to write over what is known, and ids to withdraw. */
  apply(change: { products: readonly ProductChange[]; withdrawnIds?: readonly string[] }): void {
    for (const product of change.products) this.#put(product);
    for (const id of change.withdrawnIds ?? []) this.#withdraw(id);
  }

  /**
   * A chunk as it was saved; slots stay what they were. Codes and best sellers answer at once,
   * names after `indexSome` had its turns: a reload must be able to sell within a second.
   */
  loadChunk(chunk: CatalogChunk): void {
    this.#families = null;
    const start = chunk.index * CHUNK_ROWS;
    while (this.#slots.length < start) this.#free.push(this.#slots.push(null) - 1);
    chunk.rows.forEach((row, offset) => {
      const slot = start + offset;
      this.#slots[slot] = row;
      if (row) {
        this.#slotById.set(row.id, slot);
        this.#rememberCodes(slot, row);
        this.#unindexed.add(slot);
      } else this.#free.push(slot);
    });
    // Put in order by whoever asks first: once a reload, not once a chunk.
    this.#isOrderStale = true;
  }

  /** Make up to `count` more products found by name; false when all are. */
  indexSome(count: number): boolean {
    let left = count;
    for (const slot of this.#unindexed) {
      if (left === 0) return true;
      const product = this.#slots[slot];
      if (product) this.#index.add(slot, searchTextOf(product));
      this.#unindexed.delete(slot);
      left -= 1;
    }
    this.prepare();
    return false;
  }

  /** The chunks that changed since they were last taken. */
  takeStaleChunks(): CatalogChunk[] {
    const chunks = [...this.#staleChunks].sort((left, right) => left - right);
    this.#staleChunks.clear();
    return chunks.map((index) => ({
      index,
      rows: this.#slots.slice(index * CHUNK_ROWS, (index + 1) * CHUNK_ROWS),
    }));
  }

  find(productId: string): ProductChange | null {
    const slot = this.#slotById.get(productId);
    return slot === undefined ? null : (this.#slots[slot] ?? null);
  }

  /** By barcode in any of its written forms, else by SKU. */
  findByCode(text: string): CodeHit | null {
    const scan = normalizeScan(text);
    return this.findByKeys(scan.lookupKeys, scan.scannedText);
  }

  /** By the first of the keys that a product has, else by SKU. */
  findByKeys(keys: readonly string[], text: string): CodeHit | null {
    for (const key of keys) {
      const hit = this.#hitByCode.get(key);
      const known = hit ? this.#slots[hit.slot] : null;
      if (hit && known) return { product: known, packQuantityMilli: hit.packQuantityMilli, key };
    }
    const slot = this.#slotBySku.get(foldText(text));
    const product = slot === undefined ? null : this.#slots[slot];
    return product ? { product, packQuantityMilli: 1_000, key: text } : null;
  }

  /** The articles of a family, in the order of their slots: sizes and colours of one thing. */
  listFamily(family: string): readonly ProductChange[] {
    this.#families ??= indexFamilies(this.#slots);
    return this.#families.get(family) ?? [];
  }

  /** Exact code first, then best sellers first [TC3]. */
  search(query: ProductQuery): ProductHits {
    const hits = this.#index.search(query.text);
    const exact = this.#findExact(query);
    const limit = (query.limit ?? DEFAULT_LIMIT) - (exact ? 1 : 0);
    const others = this.#takeBest(query, { hits, limit, exact });
    return {
      products: exact ? [exact, ...others] : others,
      isForgiving: hits?.isForgiving ?? false,
    };
  }

  #takeBest(
    query: ProductQuery,
    terms: { hits: SearchHits | null; limit: number; exact: ProductChange | null },
  ): ProductChange[] {
    const { hits, limit, exact } = terms;
    const best: ProductChange[] = [];
    this.#sortBySales();
    for (const slot of hits?.few ? this.#inSalesOrder(hits.few) : this.#bySales) {
      if (best.length >= limit) break;
      if (hits !== null && hits.marks[slot] !== hits.wanted) continue;
      const product = this.#slots[slot];
      if (product && product !== exact && isInCategory(product, query)) best.push(product);
    }
    return best;
  }

  #findExact(query: ProductQuery): ProductChange | null {
    const product = query.text.trim() === "" ? null : this.findByCode(query.text)?.product;
    return product && isInCategory(product, query) ? product : null;
  }

  /** Do now what the first search would otherwise wait for; after many products came. */
  prepare(): void {
    this.#sortBySales();
    this.#index.prepare();
  }

  /** Every chunk, as when another window wrote the cache so far. */
  markAllStale(): void {
    for (let index = 0; index * CHUNK_ROWS < this.#slots.length; index += 1) {
      this.#staleChunks.add(index);
    }
  }

  #put(product: ProductChange): void {
    this.#families = null;
    const slot = this.#slotById.get(product.id);
    if (slot === undefined) {
      this.#occupy(this.#free.pop() ?? this.#slots.push(null) - 1, product);
      this.#isOrderStale = true;
      return;
    }
    const known = this.#slots[slot];
    if (!known) return;
    if (known.popularity !== product.popularity) this.#isOrderStale = true;
    this.#forget(slot, known);
    this.#remember(slot, product);
  }

  #withdraw(id: string): void {
    this.#families = null;
    const slot = this.#slotById.get(id);
    const known = slot === undefined ? null : this.#slots[slot];
    if (slot === undefined || !known) return;
    this.#forget(slot, known);
    this.#slotById.delete(id);
    this.#slots[slot] = null;
    this.#free.push(slot);
    this.#isOrderStale = true;
  }

  #occupy(slot: Slot, product: ProductChange): void {
    this.#slotById.set(product.id, slot);
    this.#remember(slot, product);
  }

  #remember(slot: Slot, product: ProductChange): void {
    this.#slots[slot] = product;
    this.#staleChunks.add(Math.floor(slot / CHUNK_ROWS));
    this.#rememberCodes(slot, product);
    this.#index.add(slot, searchTextOf(product));
  }

  #rememberCodes(slot: Slot, product: ProductChange): void {
    for (const { code, packQuantityMilli } of product.barcodes) {
      this.#hitByCode.set(barcodeKey(code), { slot, packQuantityMilli });
    }
    this.#slotBySku.set(foldText(product.sku), slot);
  }

  #forget(slot: Slot, product: ProductChange): void {
    this.#staleChunks.add(Math.floor(slot / CHUNK_ROWS));
    for (const { code } of product.barcodes) {
      const key = barcodeKey(code);
      if (this.#hitByCode.get(key)?.slot === slot) this.#hitByCode.delete(key);
    }
    const sku = foldText(product.sku);
    if (this.#slotBySku.get(sku) === slot) this.#slotBySku.delete(sku);
    // A product that was never indexed has nothing to be removed.
    if (!this.#unindexed.delete(slot)) this.#index.remove(slot, searchTextOf(product));
  }

  #sortBySales(): void {
    if (!this.#isOrderStale) return;
    this.#isOrderStale = false;
    this.#bySales = this.#inSalesOrder([...this.#slotById.values()]);
  }

  /** Popularity and slot in one number each, so that the engine's own number sort does the work. */
  #inSalesOrder(slots: readonly Slot[]): Uint32Array<ArrayBuffer> {
    const keys = Float64Array.from(slots, (slot) => {
      const popularity = Math.min(Math.max(this.#slots[slot]?.popularity ?? 0, 0), POPULARITY_MAX);
      return (POPULARITY_MAX - popularity) * SLOTS_MAX + slot;
    });
    return Uint32Array.from(keys.sort(), (key) => key % SLOTS_MAX);
  }
}

function indexFamilies(
  slots: readonly (ProductChange | null)[],
): ReadonlyMap<string, readonly ProductChange[]> {
  const families = new Map<string, ProductChange[]>();
  for (const product of slots) {
    if (!product || product.family === null) continue;
    const known = families.get(product.family);
    if (known) known.push(product);
    else families.set(product.family, [product]);
  }
  return families;
}

function isInCategory(product: ProductChange, query: ProductQuery): boolean {
  return query.categoryId == null || product.categoryId === query.categoryId;
}

function searchTextOf(product: ProductChange): SearchText {
  const options = product.options.map((option) => option.value).join(" ");
  const words = wordsOf(`${product.name} ${product.sku} ${options}`);
  return { words, codes: product.barcodes.map((barcode) => barcode.code) };
}
