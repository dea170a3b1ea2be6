import { assert } from "../../core/assert";
import type { DemoBarcode, DemoOption, DemoProduct } from "./demo-product";

type ProductTable = {
  readonly categoryCode: string;
  readonly products: string;
  readonly cartons?: string;
  readonly families?: string;
};

/**
 * Reads a category's price list, kept as a table because three hundred object literals would be
 * four thousand lines that nobody can compare.
 *
 * - `products`: `sku | name | barcode or - | price cost tax popularity low | opening stock a store`
 *   with money in whole units and decimals, and stock in pieces or kilograms. A row without a
 *   barcode whose sku starts with `PLU-4`, `PLU-5` or `PLU-9` is sold by the kilogram, one with
 *   `PLU-3` by the piece.
 * - `cartons`: `sku barcode quantity`, a second barcode that rings up a whole carton.
 * - `families`: a line `family / option, option`, then `sku value, value` for each variant.
 *
 * @throws AssertionError for a row that cannot be read: the tables are source, so that is a bug.
 */
export function parseProductTable(table: ProductTable): readonly DemoProduct[] {
  const cartons = parseCartons(table.cartons ?? "");
  const families = parseFamilies(table.families ?? "");
  const products = readRows(table.products).map((row) => {
    const product = parseProduct(row, table.categoryCode);
    return {
      ...product,
      barcodes: [...product.barcodes, ...(cartons.get(product.sku) ?? [])],
      ...families.get(product.sku),
    };
  });
  const skus = new Set(products.map((product) => product.sku));
  for (const sku of [...cartons.keys(), ...families.keys()]) {
    assert(skus.has(sku), `no product row for ${sku}`);
  }
  return products;
}

function parseProduct(row: string, categoryCode: string): DemoProduct {
  const [sku, name, barcode, figures, stock] = readCells(row, "|", 5);
  const [price, cost, taxGroupCode, popularity, low] = readCells(figures, " ", 5);
  return {
    sku,
    name,
    categoryCode,
    unit: /^PLU-[459]/.test(sku) ? "kg" : "each",
    priceMinor: scaleDecimal(price, 2),
    costMinor: scaleDecimal(cost, 2),
    taxGroupCode,
    barcodes: barcode === "-" ? [] : [{ code: barcode, packQuantityMilli: 1000 }],
    popularity: scaleDecimal(popularity, 0),
    lowStockMilli: scaleDecimal(low, 3),
    openingStockMilli: stock.split(" ").map((level) => scaleDecimal(level, 3)),
  };
}

function parseCartons(text: string): ReadonlyMap<string, readonly DemoBarcode[]> {
  const cartons = new Map<string, readonly DemoBarcode[]>();
  for (const row of readRows(text)) {
    const [sku, code, quantity] = readCells(row, " ", 3);
    cartons.set(sku, [{ code, packQuantityMilli: scaleDecimal(quantity, 3) }]);
  }
  return cartons;
}

type FamilyMembership = { readonly family: string; readonly options: readonly DemoOption[] };

function parseFamilies(text: string): ReadonlyMap<string, FamilyMembership> {
  const memberships = new Map<string, FamilyMembership>();
  let family = "";
  let optionNames: readonly string[] = [];
  for (const row of readRows(text)) {
    if (row.includes(" / ")) {
      const [familyName, names] = readCells(row, " / ", 2);
      family = familyName;
      optionNames = names.split(", ");
      continue;
    }
    const space = row.indexOf(" ");
    const values = row.slice(space + 1).split(", ");
    const fits = family !== "" && values.length === optionNames.length;
    assert(fits, `options do not fit their family: ${row}`);
    const options = optionNames.map((name, index) => ({ name, value: values[index] ?? "" }));
    memberships.set(row.slice(0, space), { family, options });
  }
  return memberships;
}

function readRows(text: string): readonly string[] {
  return text
    .split("\n")
    .map((row) => row.trim())
    .filter((row) => row !== "");
}

type Cells<N extends number> = N extends 2
  ? readonly [string, string]
  : N extends 3
    ? readonly [string, string, string]
    : readonly [string, string, string, string, string];

function readCells<N extends 2 | 3 | 5>(row: string, separator: string, count: N): Cells<N> {
  const cells = row
    .split(separator)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "");
  assert(hasCount(cells, count), `expected ${count} cells: ${row}`);
  return cells;
}

function hasCount<N extends 2 | 3 | 5>(cells: unknown, count: N): cells is Cells<N> {
  return Array.isArray(cells) && cells.length === count;
}

function scaleDecimal(text: string, digits: number): number {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[2] ?? "";
  assert(match !== null && fraction.length <= digits, `not a figure: ${text}`);
  return Number(`${match[1]}${fraction.padEnd(digits, "0")}`);
}
