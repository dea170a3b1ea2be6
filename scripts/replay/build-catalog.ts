import type { ImportCatalogInput } from "../../server/catalog/import-catalog";
import { isGoods } from "./build-invoices";
import { exactAmount } from "./exact-price";
import type { Oddity, Row } from "./read-rows";

export type ReplayTax = "inclusive" | "exclusive" | "none";

/** The tax that a replayed file is booked with: none unless it is asked for. */
export function taxGroupOf(mode: ReplayTax) {
  return mode === "none"
    ? { code: "O", name: "No tax", rates: [] }
    : {
        code: "S",
        name: "Standard",
        rates: [{ code: "VAT", name: "VAT 20%", ratePpm: 200_000 }],
      };
}

/**
 * The file's goods as a catalogue: one product a stock code (codes that differ by case are
 * different goods), named by its most frequent description and priced at its most frequent price.
 */
export function buildCatalog(
  rows: readonly Row[],
  mode: ReplayTax,
  oddities: Oddity[],
): ImportCatalogInput {
  const bySku = new Map<string, Row[]>();
  for (const row of rows) {
    const own = bySku.get(row.sku);
    if (own) own.push(row);
    else bySku.set(row.sku, [row]);
  }
  const barcodes = new Map<string, string>();
  const taxGroup = taxGroupOf(mode);
  const products = [...bySku].map(([sku, own]) => {
    const names = own.map((row) => row.description).filter((name) => name !== "");
    const distinct = new Set(names);
    const [first] = own;
    if (distinct.size > 1 && first) {
      const detail = `${sku}: ${[...distinct].slice(0, 5).join(" | ")}`;
      oddities.push({ kind: "several_descriptions", line: first.line, detail });
    }
    const price = mostFrequent(
      own.filter((row) => row.price.units > 0n).map((row) => exactAmount(row.price, 1000, 2).minor),
    );
    return {
      sku,
      name: mostFrequent(names) ?? sku,
      taxGroupCode: taxGroup.code,
      isStocked: isGoods(sku),
      popularity: own.length,
      barcodes: barcodesOf(sku, own, barcodes),
      ...(price === undefined ? {} : { priceMinor: price }),
    };
  });
  noteCaseVariants(bySku, oddities);
  return { taxGroups: [taxGroup], products };
}

function barcodesOf(sku: string, own: readonly Row[], taken: Map<string, string>) {
  const codes = new Set(own.map((row) => row.barcode).filter((code) => code !== ""));
  return [...codes].flatMap((code) => {
    const owner = taken.get(code) ?? sku;
    taken.set(code, owner);
    return owner === sku ? [{ code }] : [];
  });
}

function noteCaseVariants(bySku: ReadonlyMap<string, readonly Row[]>, oddities: Oddity[]): void {
  const byLower = new Map<string, string>();
  for (const [sku, own] of bySku) {
    const other = byLower.get(sku.toLowerCase());
    if (other === undefined) byLower.set(sku.toLowerCase(), sku);
    else {
      const detail = `${sku} and ${other} differ by case alone; kept apart`;
      oddities.push({ kind: "sku_case_variant", line: own[0]?.line ?? 0, detail });
    }
  }
}

/** The value that occurs most; among equals the one that came first. */
function mostFrequent<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: Value | undefined;
  let bestCount = 0;
  for (const [value, times] of counts) {
    if (times > bestCount) {
      best = value;
      bestCount = times;
    }
  }
  return best;
}
