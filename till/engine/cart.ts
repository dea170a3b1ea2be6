import { DomainError } from "../../core/errors";
import { MINOR_MAX, type Minor } from "../../core/money/minor";
import { findCardNumber } from "../../core/privacy/card-number";
import {
  ONE_UNIT,
  QUANTITY_MILLI_MAX,
  type QuantityMilli,
  quantityMilli,
} from "../../core/quantity/quantity";
import type { Unit } from "../../core/sale/sale-document";
import type { StoreTables } from "../catalog/catalog-cache";
import type { CartLineRecord, CartRecord } from "../store/log-records";
import { sameValue } from "./same-value";

export type CartItem = Omit<CartLineRecord, "lineId" | "discount" | "note">;

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
  const known = cart.lines.find((line) => canRaise(line, item));
  if (!known) {
    const lineId = newLineId();
    const line: CartLineRecord = { ...item, lineId, discount: null, note: null };
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
    isSold(line) &&
    isSold(item) &&
    isAtSamePrice(line, item) &&
    line.discount === null &&
    line.note === null
  );
}

function isSold(line: CartItem): boolean {
  return line.returned === null && line.quantityMilli > 0 && line.embeddedMinor === null;
}

function isAtSamePrice(line: CartItem, item: CartItem): boolean {
  if (line.stated === null || item.stated === null) {
    return line.stated === item.stated && sameValue(line.prices, item.prices);
  }
  return (
    line.stated.why === "open" &&
    item.stated.why === "open" &&
    line.stated.unitPriceMinor === item.stated.unitPriceMinor
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

/** A line beyond this is a slip of the finger, and a cart of such lines still fits in a Minor. */
const LINE_MINOR_MAX = 10 ** 11;
const CART_LINES_MAX = 1_000;

/** @throws DomainError invalid_quantity | validation_failed when no till could sell that much. */
function requireSellable(cart: CartRecord): void {
  if (cart.lines.length > CART_LINES_MAX) {
    throw new DomainError("validation_failed", { field: "lines", max: CART_LINES_MAX });
  }
  for (const line of cart.lines) {
    const priceMinor = line.stated?.unitPriceMinor ?? line.knownPriceMinor ?? 0;
    if (Math.abs((priceMinor / ONE_UNIT) * line.quantityMilli) > LINE_MINOR_MAX) {
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

/**
 * What somebody typed, before it is kept anywhere.
 *
 * @throws DomainError validation_failed (longer than a sale may carry) | card_number_refused
 */
export function requireText(field: string, text: string | null, max: number): void {
  if (text === null) return;
  if (text.length > max) throw new DomainError("validation_failed", { field, max });
  if (findCardNumber(text) !== null) throw new DomainError("card_number_refused", { field });
}

/** As every document allows. */
const REASON_MAX = 200;

/** @throws DomainError reason_required | validation_failed */
export function requireReason(reason: string | null | undefined): string {
  const text = reason?.trim() ?? "";
  if (text === "") throw new DomainError("reason_required");
  requireText("reason", text, REASON_MAX);
  return text;
}

/** @throws DomainError validation_failed when the store has no such tax group. */
export function requireTaxGroup(tables: StoreTables, code: string): void {
  const isKnown = tables.taxGroups.some((candidate) => candidate.code === code);
  if (!isKnown) throw new DomainError("validation_failed", { field: "taxGroupCode", code });
}
