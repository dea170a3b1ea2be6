import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";

/** An id of the release by what it is the id of: the same words, the same id. */
export type NameId = (...words: string[]) => string;

export const EXEMPT = { code: "A", name: "Exempt", rates: [] };

/** Two loaves for cash, of a layaway when there is a deposit. */
export function plainSale(
  id: NameId,
  name: string,
  change: { receiptNumber?: string; heldCartId?: string; depositMinor?: number } = {},
): SaleDocument {
  const { receiptNumber = `2026-04-30-A1-${name}`, heldCartId = null, depositMinor = 0 } = change;
  const deposit = {
    paymentId: id("payment", name, "deposit"),
    method: "deposit" as const,
    amountMinor: minor(depositMinor),
  };
  return buildSaleDocument({
    saleId: id("sale", name),
    kind: "sale",
    receiptNumber,
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: [EXEMPT],
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: minor(0),
    heldCartId,
    lines: [
      {
        lineId: id("line", name),
        productId: id("product"),
        sku: "BREAD",
        name: "Bread",
        unit: "each",
        quantityMilli: quantityMilli(2_000),
        unitPriceMinor: minor(6_700),
        discountMinor: minor(0),
        taxGroupCode: "A",
        isStocked: true,
      },
    ],
    payments: [
      ...(depositMinor === 0 ? [] : [deposit]),
      { paymentId: id("payment", name), method: "cash" },
    ],
  });
}

/** Money on a layaway, or off it again when it is negative. */
export function deposit(
  id: NameId,
  of: { name: string; held: string; amountMinor: number; beforeMinor: number },
) {
  const { name, held, amountMinor, beforeMinor } = of;
  return {
    depositId: id("deposit", name),
    heldCartId: id("held", held),
    heldNumber: `L-A1-${held}`,
    receiptNumber: `2026-04-30-A1-${name}`,
    kind: amountMinor > 0 ? "deposit" : "cancellation",
    customerId: id("customer"),
    currency: "KES",
    totalMinor: 13_400,
    paidBeforeMinor: beforeMinor,
    amountMinor,
    roundingMinor: 0,
    paidMinor: amountMinor,
    changeMinor: 0,
    payments: [
      {
        paymentId: id("payment", name),
        method: "cash",
        amountMinor,
        tenderedMinor: amountMinor,
        changeMinor: 0,
        currency: "KES",
        foreign: null,
        reference: null,
      },
    ],
    cart: { lines: [{ sku: "BREAD" }] },
    expiresOn: "2026-06-29",
    reason: amountMinor > 0 ? null : "Changed their mind",
    approvals: [],
  };
}
