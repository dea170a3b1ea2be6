import { minor, ZERO_MINOR } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";
import { ratePpm } from "../../core/tax/rate";
import type { TestTenant } from "./new-tenant";
import { TAX_GROUPS } from "./new-tenant";

/** Two of the tenant's first product for exact cash, as the till's engine builds it. */
export function newSaleDocument(
  tenant: TestTenant,
  options: { receiptNumber: string; quantity?: number },
): SaleDocument {
  const [product] = tenant.products;
  if (!product) throw new Error("a test tenant has products");
  return buildSaleDocument({
    saleId: tenant.runtime.newId(),
    kind: "sale",
    receiptNumber: options.receiptNumber,
    currency: tenant.currency,
    pricesIncludeTax: tenant.pricesIncludeTax,
    taxGroups: TAX_GROUPS.map((group) => ({
      ...group,
      rates: group.rates.map((rate) => ({
        ...rate,
        ratePpm: ratePpm(rate.ratePpm),
        kind: "percent" as const,
        isCompound: false,
      })),
    })),
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: ZERO_MINOR,
    lines: [
      {
        lineId: tenant.runtime.newId(),
        productId: product.id,
        sku: product.sku,
        name: product.name,
        unit: product.unit,
        quantityMilli: quantityMilli((options.quantity ?? 2) * 1000),
        unitPriceMinor: minor(product.priceMinor),
        discountMinor: ZERO_MINOR,
        taxGroupCode: product.taxGroupCode,
        isStocked: true,
      },
    ],
    payments: [{ paymentId: tenant.runtime.newId(), method: "cash" }],
  });
}
