import { describe, expect, it } from "vitest";
import type { SaleProduct } from "./load-sale-goods";
import { toLineItem } from "./to-line-item";

const pack: SaleProduct = {
  id: "01900000-0000-7000-8000-000000000001",
  sku: "PACK",
  name: "Pack",
  unit: "each",
  categoryId: null,
  tags: [],
  taxGroupCode: "A",
  isStocked: true,
  prices: [],
  packQuantityMilli: 12_000,
};

const ask = (quantity: string, packQuantityMilli = pack.packQuantityMilli) =>
  toLineItem({
    line: { quantity },
    index: 0,
    product: { ...pack, packQuantityMilli },
    lineId: "01900000-0000-7000-8000-000000000002",
  });

describe("a line of packs", () => {
  it("counts the pieces in them", () => {
    expect(ask("2").quantityMilli).toBe(24_000);
  });

  it.each([12_000, 10 ** 12])("is refused beyond the largest quantity, packs of %d", (milli) => {
    expect(() => ask("1000000000", milli)).toThrow("invalid_quantity");
  });
});
