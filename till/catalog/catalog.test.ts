import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProductChange } from "../../core/sync/protocol-v1";
import { FLOUR, FRESH_ID, MILK, product, SUKUMA } from "../testing/fake-shop";
import { Catalog, CHUNK_ROWS } from "./catalog";
import { beginsNearly } from "./near-words";
import { foldText, wordsOf } from "./words";

function catalogOf(...products: ProductChange[]): Catalog {
  const catalog = new Catalog();
  catalog.apply({ products });
  return catalog;
}

function found(catalog: Catalog, text: string): string[] {
  return catalog.search({ text }).products.map((item) => item.sku);
}

const SHELF = [FLOUR, SUKUMA, MILK].map((item) => ({ ...item }));

describe("codes", () => {
  test("a barcode is found however it is written, a pack with its pieces", () => {
    const catalog = catalogOf(...SHELF, product(7, { barcodes: [code("036000291452")] }));
    for (const text of ["6161101870016", "06161101870016", " 6161101870016\r"]) {
      expect(catalog.findByCode(text)?.product.sku).toBe("FLR-2");
    }
    expect(catalog.findByCode("16161101870013")).toMatchObject({ packQuantityMilli: 12_000 });
    expect(catalog.findByCode("0036000291452")?.product.sku).toBe("SKU-7");
    expect(catalog.findByCode("]E06161101870016")?.product.sku).toBe("FLR-2");
  });

  test("a shop's own code and a SKU are found as they are", () => {
    const catalog = catalogOf(product(7, { sku: "Bun-12", barcodes: [code("LOCAL 55")] }));
    expect(catalog.findByCode("LOCAL 55")?.product.sku).toBe("Bun-12");
    expect(catalog.findByCode("bun-12")?.product.sku).toBe("Bun-12");
    expect(catalog.findByCode("")).toBeNull();
    expect(catalog.findByCode("404")).toBeNull();
  });

  test("a barcode that moved to another product goes with it", () => {
    const catalog = catalogOf(...SHELF);
    const heir = product(8, { sku: "HEIR", barcodes: FLOUR.barcodes });
    catalog.apply({ products: [heir, { ...FLOUR, barcodes: [] }] });
    expect(catalog.findByCode("6161101870016")?.product.sku).toBe("HEIR");
  });
});

function code(text: string) {
  return { code: text, packQuantityMilli: 1_000 };
}

describe("[TC3] search", () => {
  const catalog = catalogOf(...SHELF, product(20, { name: "Café São Jorge", sku: "CAF" }));

  test("every word is a prefix, in any order, accents and case aside", () => {
    expect(found(catalog, "mai jog")).toEqual(["FLR-2"]);
    expect(found(catalog, "MILK 500")).toEqual(["MLK-500"]);
    expect(found(catalog, "cafe sao")).toEqual(["CAF"]);
    expect(found(catalog, "maize milk")).toEqual([]);
  });

  test("best sellers come first, and an empty search shows them", () => {
    expect(found(catalog, "")).toEqual(["MLK-500", "FLR-2", "SUK", "CAF"]);
    expect(found(catalog, "2")).toContain("FLR-2");
  });

  test("by SKU, and by the last four or more digits of a barcode", () => {
    expect(found(catalog, "flr-2")[0]).toBe("FLR-2");
    expect(found(catalog, "0010")).toEqual(["MLK-500"]);
    expect(found(catalog, "010")).toEqual([]);
    expect(found(catalog, "6161101870016")[0]).toBe("FLR-2");
  });

  test("forgives one wrong, missing, extra or swapped letter when nothing else matches", () => {
    for (const typed of ["jogpo", "jgoo", "jojgoo", "ojgoo", "brokside fresh"]) {
      const result = catalog.search({ text: typed });
      expect(result.isForgiving, typed).toBe(true);
      expect(result.products, typed).toHaveLength(1);
    }
    expect(catalog.search({ text: "jogoo" }).isForgiving).toBe(false);
    expect(found(catalog, "xqz")).toEqual([]);
  });

  test("stays inside a category and a limit", () => {
    const fresh = catalog.search({ text: "", categoryId: FRESH_ID }).products;
    expect(fresh.map((item) => item.sku)).toEqual(["SUK"]);
    expect(catalog.search({ text: "", limit: 2 }).products).toHaveLength(2);
  });
});

describe("[TC1] changes in place", () => {
  test("a change rewrites its own chunk and no other", () => {
    const catalog = new Catalog();
    catalog.apply({ products: Array.from({ length: 12_000 }, (_, at) => product(at + 1)) });
    expect(catalog.takeStaleChunks().map((chunk) => chunk.rows.length)).toEqual([
      CHUNK_ROWS,
      CHUNK_ROWS,
      2_000,
    ]);
    catalog.apply({ products: [product(6_000, { name: "Renamed" })] });
    expect(catalog.takeStaleChunks().map((chunk) => chunk.index)).toEqual([1]);
    expect(found(catalog, "renamed")).toEqual(["SKU-6000"]);
  });

  test("any history of changes finds what a fresh catalogue finds, also through its chunks", () => {
    const step = fc.record({
      id: fc.integer({ min: 1, max: 12 }),
      name: fc.constantFrom("maize flour", "maize meal", "milk", "fresh milk", "soap bar"),
      popularity: fc.integer({ min: 0, max: 3 }),
      isWithdrawn: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { catalog, fresh } = replay(steps);
        const reloaded = new Catalog();
        for (const chunk of catalog.takeStaleChunks()) reloaded.loadChunk(chunk);
        while (reloaded.indexSome(3));
        for (const text of ["", "mai", "milk", "flour", "sop"]) {
          const wanted = [...found(fresh, text)].sort();
          expect([...found(catalog, text)].sort()).toEqual(wanted);
          expect([...found(reloaded, text)].sort()).toEqual(wanted);
          expect(popularities(catalog, text)).toEqual(popularities(fresh, text));
        }
      }),
      { numRuns: 200 },
    );
  });
});

type Step = { id: number; name: string; popularity: number; isWithdrawn: boolean };

/** The same history applied step by step, and its outcome put in at once. */
function replay(steps: readonly Step[]): { catalog: Catalog; fresh: Catalog } {
  const catalog = new Catalog();
  const shelf = new Map<number, ProductChange>();
  for (const { id, name, popularity, isWithdrawn } of steps) {
    const item = product(id, { name, popularity });
    if (isWithdrawn) shelf.delete(id);
    else shelf.set(id, item);
    catalog.apply(isWithdrawn ? { products: [], withdrawnIds: [item.id] } : { products: [item] });
  }
  return { catalog, fresh: catalogOf(...shelf.values()) };
}

function popularities(catalog: Catalog, text: string): number[] {
  return catalog.search({ text }).products.map((item) => item.popularity);
}

test("one edit apart from a beginning, and no more", () => {
  expect(beginsNearly("brookside", "brok")).toBe(true);
  expect(beginsNearly("brookside", "borok")).toBe(true);
  expect(beginsNearly("brookside", "bxxk")).toBe(false);
  expect(beginsNearly("soap", "soapy")).toBe(true);
  expect(beginsNearly("soap", "soapys")).toBe(false);
});

test("words are folded, cut at signs, each once", () => {
  expect(wordsOf("Coca-Cola 500ml, COCA")).toEqual(["coca", "cola", "500ml"]);
  expect(foldText("Ñandú")).toBe("nandu");
  expect(wordsOf("чай зелёный 茶")).toEqual(["чаи", "зеленыи", "茶"]);
});
