import { expect, test } from "vitest";
import type { ProductView } from "../../till/react/till-state";
import { findVariant, variantMatrix } from "./variant-matrix";

function variant(options: Record<string, string>): ProductView {
  const name = Object.values(options).join(" ");
  return {
    productId: name,
    sku: name,
    name,
    categoryId: null,
    unit: "each",
    priceMinor: null,
    variantCount: 2,
    taxGroupCode: "A",
    barcodes: [],
    family: "shirt",
    options: Object.entries(options).map(([option, value]) => ({ name: option, value })),
    popularity: 0,
    isStocked: true,
    stockMilli: null,
    stockState: "unknown",
  };
}

test("one option is a list, in the order that sizes have", () => {
  const sizes = ["XL", "S", "M"].map((Size) => variant({ Size }));
  expect(variantMatrix(sizes)).toEqual({
    outer: [],
    rows: { name: "Size", values: ["S", "M", "XL"] },
    columns: null,
  });
});

test("two options make a table with the longer one down the side; numbers count as numbers", () => {
  const shoes = ["10", "9", "41"].flatMap((Size) =>
    ["Red", "Blue"].map((Colour) => variant({ Colour, Size })),
  );
  expect(variantMatrix(shoes)).toEqual({
    outer: [],
    rows: { name: "Size", values: ["9", "10", "41"] },
    columns: { name: "Colour", values: ["Blue", "Red"] },
  });
});

test("further options are chosen before, and a combination that is not made is nothing", () => {
  const shirts = [
    variant({ Cut: "Slim", Colour: "Red", Size: "S" }),
    variant({ Cut: "Wide", Colour: "Red", Size: "M" }),
  ];
  expect(variantMatrix(shirts)?.outer).toEqual([{ name: "Cut", values: ["Slim", "Wide"] }]);
  const choice = new Map([
    ["Cut", "Slim"],
    ["Colour", "Red"],
  ]);
  expect(findVariant(shirts, new Map([...choice, ["Size", "S"]]))?.name).toBe("Slim Red S");
  expect(findVariant(shirts, new Map([...choice, ["Size", "M"]]))).toBeNull();
});

test("products without options have nothing to choose by", () => {
  expect(variantMatrix([variant({})])).toBeNull();
});
