import type { Discount } from "../../core/cart/quote-input";
import { DomainError } from "../../core/errors";
import { type Minor, minor } from "../../core/money/minor";
import { mulDiv } from "../../core/money/mul-div";
import {
  ONE_UNIT,
  parseQuantity,
  QUANTITY_MILLI_MAX,
  type QuantityMilli,
  quantityMilli as toQuantity,
} from "../../core/quantity/quantity";
import type { SaleLineItem } from "../../core/sale/build-sale-document";
import { PPM, parsePercent } from "../../core/tax/rate";
import type { SaleProduct } from "./load-sale-goods";

export type RequestedLine = {
  readonly quantity: string;
  readonly unitPriceMinor?: number | undefined;
  readonly discountMinor?: number | undefined;
  readonly discountPercent?: string | undefined;
  readonly note?: string | undefined;
};

/**
 * A line as a client asks for it, with what the catalogue knows; what it costs is quoted after. A
 * pack's barcode multiplies the quantity.
 *
 * @throws DomainError product_not_found | invalid_quantity | quantity_not_positive |
 *         quantity_not_whole
 */
export function toLineItem(request: {
  line: RequestedLine;
  index: number;
  product: SaleProduct | undefined;
  lineId: string;
}): SaleLineItem {
  const { line, product, index } = request;
  if (!product) throw new DomainError("product_not_found", { line: index });
  return {
    lineId: request.lineId,
    productId: product.id,
    sku: product.sku,
    name: product.name,
    unit: product.unit,
    quantityMilli: quantityOf(line, product, index),
    taxGroupCode: product.taxGroupCode,
    isStocked: product.isStocked,
    note: line.note ?? null,
  };
}

function quantityOf(line: RequestedLine, product: SaleProduct, index: number): QuantityMilli {
  const counted = parseQuantity(line.quantity);
  if (counted === null) throw new DomainError("invalid_quantity", { line: index });
  if (counted <= 0) throw new DomainError("quantity_not_positive", { line: index });
  // A pack may multiply beyond what a quantity can be, and beyond what the division takes.
  const inPacks = BigInt(counted) * BigInt(product.packQuantityMilli);
  if (inPacks > BigInt(QUANTITY_MILLI_MAX) * BigInt(ONE_UNIT)) {
    throw new DomainError("invalid_quantity", { line: index });
  }
  const quantityMilli = mulDiv(counted, product.packQuantityMilli, ONE_UNIT, "HALF_UP");
  if (product.unit === "each" && quantityMilli % ONE_UNIT !== 0) {
    throw new DomainError("quantity_not_whole", { line: index });
  }
  return toQuantity(quantityMilli);
}

/**
 * What a client asks to have taken off one line: a percentage of what is left of it, rounded half
 * up once, an amount, or both together.
 *
 * @param leftMinor what promotions have left of the line.
 * @returns null when nothing is asked for.
 * @throws DomainError invalid_rate | discount_exceeds_amount
 */
export function discountOf(line: RequestedLine, leftMinor: Minor, index: number): Discount | null {
  const { discountMinor = 0, discountPercent } = line;
  const rate = discountPercent === undefined ? null : parsePercent(discountPercent);
  if (discountPercent !== undefined && rate === null) {
    throw new DomainError("invalid_rate", { line: index });
  }
  const percentMinor = rate === null ? 0 : mulDiv(leftMinor, rate, PPM, "HALF_UP");
  if (discountMinor + percentMinor > leftMinor) {
    throw new DomainError("discount_exceeds_amount", { line: index });
  }
  if (rate !== null && discountMinor === 0) {
    return { kind: "percent", percentPpm: rate, reason: null };
  }
  if (discountMinor === 0) return null;
  return { kind: "amount", amountMinor: minor(discountMinor + percentMinor), reason: null };
}
