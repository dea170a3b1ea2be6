import { DomainError } from "../../core/errors";
import { type Minor, minor } from "../../core/money/minor";
import { mulDiv } from "../../core/money/mul-div";
import {
  lineAmount,
  ONE_UNIT,
  parseQuantity,
  type QuantityMilli,
  quantityMilli as toQuantity,
} from "../../core/quantity/quantity";
import type { SaleLineRequest } from "../../core/sale/build-sale-document";
import { PPM, parsePercent } from "../../core/tax/rate";
import type { SaleProduct } from "./load-sale-goods";

type RequestedLine = {
  readonly quantity: string;
  readonly unitPriceMinor?: number | undefined;
  readonly discountMinor?: number | undefined;
  readonly discountPercent?: string | undefined;
  readonly note?: string | undefined;
};

/**
 * A line as a client asks for it, with what the catalogue knows. A pack's barcode multiplies the
 * quantity. A percentage is taken of the line and rounded half up, once.
 *
 * @throws DomainError product_not_found | invalid_quantity | quantity_not_positive |
 *         quantity_not_whole | discount_exceeds_amount | price_not_valid
 */
export function toLineRequest(request: {
  line: RequestedLine;
  index: number;
  product: SaleProduct | undefined;
  lineId: string;
}): SaleLineRequest {
  const { line, product, index } = request;
  if (!product) throw new DomainError("product_not_found", { line: index });
  const quantityMilli = quantityOf(line, product, index);
  const unitPriceMinor = line.unitPriceMinor ?? product.priceMinor;
  if (unitPriceMinor === null) {
    throw new DomainError("price_not_valid", { sku: product.sku, line: index });
  }
  const price = minor(unitPriceMinor);
  const subtotalMinor = lineAmount(price, quantityMilli, "HALF_UP");
  const discountMinor = discountOf(line, subtotalMinor, index);
  if (discountMinor > subtotalMinor) {
    throw new DomainError("discount_exceeds_amount", { line: index });
  }
  return {
    lineId: request.lineId,
    productId: product.id,
    sku: product.sku,
    name: product.name,
    unit: product.unit,
    quantityMilli,
    unitPriceMinor: price,
    discountMinor,
    taxGroupCode: product.taxGroupCode,
    isStocked: product.isStocked,
    note: line.note ?? null,
  };
}

function quantityOf(line: RequestedLine, product: SaleProduct, index: number): QuantityMilli {
  const counted = parseQuantity(line.quantity);
  if (counted === null) throw new DomainError("invalid_quantity", { line: index });
  if (counted <= 0) throw new DomainError("quantity_not_positive", { line: index });
  const quantityMilli = mulDiv(counted, product.packQuantityMilli, ONE_UNIT, "HALF_UP");
  if (product.unit === "each" && quantityMilli % ONE_UNIT !== 0) {
    throw new DomainError("quantity_not_whole", { line: index });
  }
  return toQuantity(quantityMilli);
}

function discountOf(line: RequestedLine, subtotalMinor: Minor, index: number): Minor {
  return minor((line.discountMinor ?? 0) + percentOf(line.discountPercent, subtotalMinor, index));
}

function percentOf(text: string | undefined, subtotalMinor: Minor, index: number): number {
  if (text === undefined) return 0;
  const rate = parsePercent(text);
  if (rate === null) throw new DomainError("invalid_rate", { line: index });
  return mulDiv(subtotalMinor, rate, PPM, "HALF_UP");
}
