import { describe, expect, it } from "vitest";
import { parseProductTable } from "./parse-product-table";

const ROW = "TEA-0001 | Tea 250 g | 6161234567894 | 195 151.50 B 66 7 | 40 0 36";

describe("parseProductTable", () => {
  it("reads money in minor units and stock in thousandths", () => {
    expect(parseProductTable({ categoryCode: "TEA", products: `\n${ROW}\n` })).toEqual([
      {
        sku: "TEA-0001",
        name: "Tea 250 g",
        categoryCode: "TEA",
        unit: "each",
        priceMinor: 19_500,
        costMinor: 15_150,
        taxGroupCode: "B",
        barcodes: [{ code: "6161234567894", packQuantityMilli: 1000 }],
        popularity: 66,
        lowStockMilli: 7000,
        openingStockMilli: [40_000, 0, 36_000],
      },
    ]);
  });

  it("adds cartons and options to their products", () => {
    const [product] = parseProductTable({
      categoryCode: "TEA",
      products: ROW,
      cartons: "TEA-0001 6161234567900 24",
      families: "Tea / Size, Kind\nTEA-0001 250 g, Loose leaf",
    });
    expect(product?.barcodes[1]).toEqual({ code: "6161234567900", packQuantityMilli: 24_000 });
    expect(product?.family).toBe("Tea");
    expect(product?.options).toEqual([
      { name: "Size", value: "250 g" },
      { name: "Kind", value: "Loose leaf" },
    ]);
  });

  it("weighs what has a weighing shelf code and counts the rest", () => {
    const products =
      "PLU-4011 | Bananas | - | 120 88 A 46 2 | 9\nPLU-3101 | Bun | - | 9 6 B 5 4 | 8";
    const units = parseProductTable({ categoryCode: "FRE", products }).map(({ unit }) => unit);
    expect(units).toEqual(["kg", "each"]);
  });

  it.each([
    ["a missing cell", { products: "TEA-0001 | Tea | 195 151 B 66 7 | 40" }],
    ["a third decimal", { products: ROW.replace("151.50", "151.505") }],
    ["a carton of nothing", { products: ROW, cartons: "TEA-0002 6161234567900 24" }],
    ["an option too many", { products: ROW, families: "Tea / Size\nTEA-0001 250 g, Loose" }],
    ["an option of no family", { products: ROW, families: "TEA-0001 250 g" }],
  ])("stops at %s", (_, table) => {
    expect(() => parseProductTable({ categoryCode: "TEA", ...table })).toThrow();
  });
});
