import { minor, ZERO_MINOR } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { TestTenant } from "./new-tenant";

/** The first line of a sale coming back for cash, as the till's engine builds it. */
export function newReturnDocument(
  tenant: TestTenant,
  options: { sale: SaleDocument; quantity: number; before?: number },
): SaleDocument {
  const { sale, quantity, before = 0 } = options;
  const [line] = sale.lines;
  if (!line) throw new Error("a sale has a line");
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes } = line;
  return buildSaleDocument({
    saleId: tenant.runtime.newId(),
    kind: "refund",
    receiptNumber: `2026-04-30-R-${tenant.runtime.newId().slice(-6)}`,
    currency: sale.currency,
    pricesIncludeTax: sale.pricesIncludeTax,
    taxGroups: sale.taxGroups as never,
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: ZERO_MINOR,
    originalSaleId: sale.saleId,
    reason: "Damaged",
    lines: [
      {
        lineId: tenant.runtime.newId(),
        productId: line.productId,
        sku: line.sku,
        name: line.name,
        unit: line.unit,
        quantityMilli: quantityMilli(-quantity * 1000),
        unitPriceMinor: minor(line.unitPriceMinor),
        discountMinor: ZERO_MINOR,
        taxGroupCode: line.taxGroupCode,
        isStocked: true,
        returned: {
          saleId: sale.saleId,
          lineId: line.lineId,
          receiptNumber: sale.receiptNumber,
          soldQuantityMilli: line.quantityMilli,
          returnedBeforeMilli: before * 1000,
          sold: { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes },
        },
      },
    ],
    payments: [{ paymentId: tenant.runtime.newId(), method: "cash" }],
  });
}
