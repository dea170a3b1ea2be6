import { requireDiscountWithin } from "../../core/cart/discount";
import { priceCart } from "../../core/cart/price-cart";
import { DomainError } from "../../core/errors";
import { MINOR_MAX, type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import {
  lineAmount,
  ONE_UNIT,
  QUANTITY_MILLI_MAX,
  type QuantityMilli,
  quantityMilli,
} from "../../core/quantity/quantity";
import type { Unit } from "../../core/sale/sale-document";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { StoreTables } from "../catalog/catalog-cache";
import type { CartLineRecord, CartRecord } from "../store/log-records";

export type CartItem = Omit<CartLineRecord, "lineId" | "discountMinor" | "note">;

export type CartChange = {
  readonly cart: CartRecord;
  readonly lineId: string;
  readonly kind: "added" | "raised";
};

/**
 * Put goods into the cart [TS3]: whole pieces of the same product at the same price raise their
 * line, everything weighed or treated by hand keeps a line of its own.
 */
export function addToCart(cart: CartRecord, item: CartItem, newLineId: () => string): CartChange {
  requireQuantity(item.unit, item.quantityMilli);
  requirePrice(item.unitPriceMinor);
  const known = cart.lines.find((line) => canRaise(line, item));
  if (!known) {
    const lineId = newLineId();
    const line: CartLineRecord = { ...item, lineId, discountMinor: ZERO_MINOR, note: null };
    const added = { ...cart, lines: [...cart.lines, line] };
    requireSellable(added);
    return { cart: added, lineId, kind: "added" };
  }
  const raised = known.quantityMilli + item.quantityMilli;
  requireQuantity(item.unit, raised);
  return {
    cart: changeCartLine(cart, known.lineId, { quantityMilli: quantityMilli(raised) }),
    lineId: known.lineId,
    kind: "raised",
  };
}

function canRaise(line: CartLineRecord, item: CartItem): boolean {
  return (
    item.productId !== null &&
    line.productId === item.productId &&
    line.unit === "each" &&
    line.unitPriceMinor === item.unitPriceMinor &&
    line.discountMinor === 0 &&
    line.note === null
  );
}

/**
 * Change one line; an unknown line leaves the cart as it is.
 *
 * @throws DomainError invalid_quantity when the line would be larger than any till sells.
 */
export function changeCartLine(
  cart: CartRecord,
  lineId: string,
  change: Partial<Omit<CartLineRecord, "lineId">>,
): CartRecord {
  const lines = cart.lines.map((line) => (line.lineId === lineId ? { ...line, ...change } : line));
  const changed = { ...cart, lines };
  requireSellable(changed);
  return changed;
}

export function removeCartLine(cart: CartRecord, lineId: string): CartRecord {
  return { ...cart, lines: cart.lines.filter((line) => line.lineId !== lineId) };
}

/** A line beyond this is a slip of the finger, and a cart of such lines still fits in a Minor. */
const LINE_MINOR_MAX = 10 ** 11;
const CART_LINES_MAX = 1_000;

/** @throws DomainError invalid_quantity | validation_failed when no till could sell that much. */
function requireSellable(cart: CartRecord): void {
  if (cart.lines.length > CART_LINES_MAX) {
    throw new DomainError("validation_failed", { field: "lines", max: CART_LINES_MAX });
  }
  for (const line of cart.lines) {
    if ((line.unitPriceMinor / ONE_UNIT) * line.quantityMilli > LINE_MINOR_MAX) {
      throw new DomainError("invalid_quantity");
    }
  }
}

/** @throws DomainError quantity_not_positive | quantity_not_whole | invalid_quantity */
export function requireQuantity(unit: Unit, quantity: number): asserts quantity is QuantityMilli {
  if (!Number.isInteger(quantity) || quantity > QUANTITY_MILLI_MAX) {
    throw new DomainError("invalid_quantity");
  }
  if (quantity <= 0) throw new DomainError("quantity_not_positive");
  if (unit === "each" && quantity % ONE_UNIT !== 0) throw new DomainError("quantity_not_whole");
}

/** @throws DomainError price_not_valid */
export function requirePrice(priceMinor: number): asserts priceMinor is Minor {
  if (!Number.isInteger(priceMinor) || priceMinor < 0 || priceMinor > MINOR_MAX) {
    throw new DomainError("price_not_valid");
  }
}

/** @throws DomainError discount_exceeds_amount | invalid_money */
export function requireLineDiscount(line: CartLineRecord, discountMinor: number): Minor {
  if (!Number.isInteger(discountMinor) || discountMinor < 0 || discountMinor > MINOR_MAX) {
    throw new DomainError("invalid_money");
  }
  const amount = lineAmount(line.unitPriceMinor, line.quantityMilli, "HALF_UP");
  requireDiscountWithin(amount, minor(discountMinor));
  return minor(discountMinor);
}

/** @throws DomainError validation_failed when a text is longer than a sale may carry. */
export function requireText(field: string, text: string | null, max: number): void {
  if (text !== null && text.length > max)
    throw new DomainError("validation_failed", { field, max });
}

/** @throws DomainError validation_failed when the store has no such tax group. */
export function requireTaxGroup(tables: StoreTables, code: string): void {
  const isKnown = tables.taxGroups.some((candidate) => candidate.code === code);
  if (!isKnown) throw new DomainError("validation_failed", { field: "taxGroupCode", code });
}

/** Stands in for a group that has not come back yet after the cache was lost. */
function untaxed(code: string): TaxGroup {
  return { code, name: code, rates: [] };
}

/**
 * What the cart costs now, by the same rules that will price the sale. A screen must always show
 * something, so a group that is not known counts as untaxed; a sale refuses it.
 */
export function priceCartRecord(cart: CartRecord, tables: StoreTables) {
  const groups = new Map<string, TaxGroup>(tables.taxGroups.map((group) => [group.code, group]));
  return priceCart({
    currency: tables.store?.currency ?? "",
    pricesIncludeTax: tables.store?.pricesIncludeTax ?? true,
    taxRounding: "line",
    orderDiscountMinor: ZERO_MINOR,
    lines: cart.lines.map((line) => ({
      lineId: line.lineId,
      unitPriceMinor: line.unitPriceMinor,
      quantityMilli: line.quantityMilli,
      discountMinor: line.discountMinor,
      taxGroup: groups.get(line.taxGroupCode) ?? untaxed(line.taxGroupCode),
    })),
  });
}
