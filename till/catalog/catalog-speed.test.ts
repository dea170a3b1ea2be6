import { expect, test } from "vitest";
import type { ProductChange } from "../../core/sync/protocol-v1";
import { product } from "../testing/fake-shop";
import { Catalog } from "./catalog";

/** A third of the largest shop, so that the suite stays quick; the benchmark takes it whole. */
const PRODUCTS = 30_000;
const BRANDS = ["Jogoo", "Brookside", "Kabras", "Ketepa", "Royco", "Menengai", "Pishori", "Supa"];
const GOODS = ["maize flour", "fresh milk", "white sugar", "green tea", "mchuzi mix", "bar soap"];

function bigShelf(): ProductChange[] {
  return Array.from({ length: PRODUCTS }, (_, at) => {
    const brand = `${BRANDS[at % BRANDS.length]}${(at * 7_919) % 4_001}`;
    return product(at + 1, {
      name: `${brand} ${GOODS[at % GOODS.length]} ${100 + (at % 900)} g no ${at % 20_011}`,
      barcodes: [{ code: String(6_000_000_000_000 + at * 37), packQuantityMilli: 1_000 }],
      popularity: (at * 31) % 997,
    });
  });
}

const TYPED = ["j", "jo", "jogoo", "m", "ma", "mai", "maize fl", "4", "45", "4501", "jogpo 12"];
const MORE = [
  "brookside fresh mi",
  "brokside fersh",
  "no 1",
  "zzzz",
  "g",
  "soap men",
  "kabras12 w",
];

test("search and scan answer at 30,000 products; the times are printed, not judged", {
  timeout: 60_000,
}, () => {
  const catalog = new Catalog();
  const shelf = bigShelf();
  const started = performance.now();
  for (let at = 0; at < PRODUCTS; at += 5_000)
    catalog.apply({ products: shelf.slice(at, at + 5_000) });
  catalog.prepare();
  const builtMs = performance.now() - started;
  const chunks = catalog.takeStaleChunks();
  const reload = new Catalog();
  const reloadStarted = performance.now();
  for (const chunk of chunks) reload.loadChunk(chunk);
  const sellableMs = performance.now() - reloadStarted;
  const slicesMs = measureWhile(() => reload.indexSome(4_000));
  expect(catalog.productCount).toBe(PRODUCTS);

  const searchMs = measure(20, [...TYPED, ...MORE], (text) => {
    expect(catalog.search({ text, limit: 60 }).products.length).toBeLessThanOrEqual(60);
  });
  const codes = shelf.slice(0, 5_000).map((item) => item.barcodes[0]?.code ?? "");
  const scanMs = measure(1, codes, (text) => {
    expect(catalog.findByCode(text)).not.toBeNull();
  });
  const changeMs = measure(1, shelf.slice(0, 200), (item) => {
    catalog.apply({ products: [{ ...item, name: `${item.name} new` }] });
  });
  expect(catalog.search({ text: "zzzz" }).products).toEqual([]);
  console.info(
    `${PRODUCTS} products: built in ${builtMs.toFixed(0)} ms; from chunks sellable in ` +
      `${sellableMs.toFixed(0)} ms, then names in slices of ${line(slicesMs)}; search ${line(searchMs)}; ` +
      `scan ${line(scanMs)}; change ${line(changeMs)}`,
  );
});

function measure<Item>(rounds: number, items: readonly Item[], run: (item: Item) => void) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const item of items) {
      const started = performance.now();
      run(item);
      times.push(performance.now() - started);
    }
  }
  return times.sort((left, right) => left - right);
}

function measureWhile(run: () => boolean): number[] {
  const times: number[] = [];
  for (let hasMore = true; hasMore; ) {
    const started = performance.now();
    hasMore = run();
    times.push(performance.now() - started);
  }
  return times.sort((left, right) => left - right);
}

function line(times: readonly number[]): string {
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(3);
  return `p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms`;
}
