import { uuidv7 } from "uuidv7";
import { minor, ZERO_MINOR } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";
import { ratePpm } from "../../core/tax/rate";
import type { ShelfProduct } from "../till/bench-shelf";

export type SaleGoods = ShelfProduct & { readonly id: string };

const LINES = 4;
const TAX_GROUPS = [
  { code: "A", name: "Exempt", rates: [] },
  {
    code: "B",
    name: "Standard",
    rates: [
      {
        code: "VAT",
        name: "VAT",
        ratePpm: ratePpm(160_000),
        kind: "percent" as const,
        isCompound: false,
      },
    ],
  },
];

/** Four lines for exact cash, as the till's engine builds them. */
export function newBenchSale(
  goods: readonly SaleGoods[],
  at: number,
  receiptNumber: string,
): SaleDocument {
  return buildSaleDocument({
    saleId: uuidv7(),
    kind: "sale",
    receiptNumber,
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: TAX_GROUPS,
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: ZERO_MINOR,
    lines: Array.from({ length: LINES }, (_, line) => saleLine(goods, at * LINES + line)),
    payments: [{ paymentId: uuidv7(), method: "cash" }],
  });
}

function saleLine(goods: readonly SaleGoods[], at: number) {
  const product = goods[(at * 7_919) % goods.length];
  if (!product) throw new Error("the shelf is empty");
  return {
    lineId: uuidv7(),
    productId: product.id,
    sku: product.sku,
    name: product.name,
    unit: "each" as const,
    quantityMilli: quantityMilli(1_000 * (1 + (at % 2))),
    unitPriceMinor: minor(product.priceMinor),
    discountMinor: ZERO_MINOR,
    taxGroupCode: product.taxGroupCode,
    isStocked: true,
  };
}
