import type { Quote } from "../../core/cart/quote-cart";
import {
  buildSaleDocument,
  type PaymentRequest,
  type SaleLineItem,
} from "../../core/sale/build-sale-document";
import type { SaleDocument, SaleKind } from "../../core/sale/sale-document";
import type { StoreChange } from "../../core/sync/protocol-v1";
import type { StoreTables } from "../catalog/catalog-cache";
import type { CartRecord } from "../store/log-records";
import { cashIncrement } from "./payment-plan";
import { promisedCoupons } from "./promised-coupons";

export type DocumentSource = {
  readonly cart: CartRecord;
  readonly quote: Quote;
  readonly store: StoreChange;
  readonly tables: StoreTables;
  readonly isTaxExempt: boolean;
  readonly payments: readonly PaymentRequest[];
  readonly receiptNumber: string;
};

/** A sale when anything is sold, so that an exchange is one; a refund when all comes back. */
export function kindOf(cart: Pick<CartRecord, "lines">): SaleKind {
  return cart.lines.some((line) => line.quantityMilli > 0) ? "sale" : "refund";
}

/** The document that a cart's event carries; its prices are those that were shown. */
export function documentOfCart(source: DocumentSource): SaleDocument {
  const { cart, quote, store, tables } = source;
  const kind = kindOf(cart);
  const applied = quote.coupons.flatMap(({ code, status }) => (status === "applied" ? [code] : []));
  return buildSaleDocument({
    saleId: cart.cartId,
    kind,
    receiptNumber: source.receiptNumber,
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    taxGroups: tables.taxGroups.map(({ id: _id, ...group }) => group),
    cashIncrementMinor: cashIncrement(store),
    cashRoundingMode: "HALF_UP",
    taxRounding: store.taxRounding ?? "line",
    isTaxExempt: source.isTaxExempt,
    customerId: cart.customerId,
    originalSaleId: kind === "refund" ? onlyOriginal(cart) : null,
    heldCartId: cart.heldFrom?.heldCartId ?? null,
    reason: cart.returnReason,
    note: cart.note,
    coupons: [...new Set([...applied, ...promisedCoupons(cart)])],
    voidedLines: cart.voidedLines,
    approvals: cart.approvals,
    tipMinor: cart.tipMinor,
    lines: cart.lines.map(itemOfLine),
    orderDiscount: cart.orderDiscount,
    payments: source.payments,
    quote,
  });
}

/** What a line is; what it costs stands in the quote. */
function itemOfLine(line: CartRecord["lines"][number]): SaleLineItem {
  const { lineId, productId, sku, name, unit, quantityMilli } = line;
  const { taxGroupCode, isStocked, returned, note } = line;
  const goods = { lineId, productId, sku, name, unit, quantityMilli };
  return { ...goods, taxGroupCode, isStocked, returned, note };
}

/** The sale that all goods of a refund come from; null for several or none. */
function onlyOriginal(cart: CartRecord): string | null {
  const sales = new Set(cart.lines.map((line) => line.returned?.saleId ?? null));
  const [only = null] = sales;
  return sales.size === 1 ? only : null;
}
