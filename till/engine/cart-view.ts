import { roundCash } from "../../core/money/cash-rounding";
import { isCurrencyCode, quickTenders } from "../../core/money/currency";
import { addMinor, type Minor, minor, subtractMinor, ZERO_MINOR } from "../../core/money/minor";
import { ONE_UNIT, type QuantityMilli, quantityMilli } from "../../core/quantity/quantity";
import type { StoreTables } from "../catalog/catalog-cache";
import type { CartLineView, CartView, QuickTender } from "../react/till-state";
import type { CartRecord } from "../store/log-records";
import { priceCartRecord } from "./cart";
import type { EngineState } from "./engine-core";

type CartParts = Pick<
  EngineState,
  "cart" | "tables" | "touch" | "multiplierMilli" | "prompt" | "unknownScan" | "nextCart"
>;

/** The cart as the screen shows it. Lines that did not change keep their identity. */
export function createCartViewer(): (parts: CartParts) => CartView {
  let lastFigures: Figures | null = null;
  let lastCart: CartRecord | null = null;
  let lastTables: StoreTables | null = null;
  return (parts) => {
    const isSame = parts.cart === lastCart && parts.tables === lastTables;
    const figures =
      isSame && lastFigures ? lastFigures : figuresOf(parts.cart, parts.tables, lastFigures);
    lastFigures = figures;
    lastCart = parts.cart;
    lastTables = parts.tables;
    return {
      ...figures,
      note: parts.cart.note,
      lastTouch: parts.touch,
      multiplierMilli: parts.multiplierMilli === null ? null : quantityMilli(parts.multiplierMilli),
      prompt: parts.prompt,
      unknownScan: parts.unknownScan,
      isPaying: parts.nextCart !== null,
    };
  };
}

type Figures = Omit<
  CartView,
  "note" | "lastTouch" | "multiplierMilli" | "prompt" | "unknownScan" | "isPaying"
>;

function figuresOf(cart: CartRecord, tables: StoreTables, last: Figures | null): Figures {
  const priced = priceCartRecord(cart, tables);
  const currency = tables.store?.currency ?? "";
  const pricesIncludeTax = tables.store?.pricesIncludeTax ?? true;
  const increment = minor(Math.max(1, tables.store?.cashIncrementMinor ?? 1));
  const cash = roundCash(priced.totalMinor, increment, "HALF_UP");
  return {
    cartId: cart.cartId,
    currency,
    pricesIncludeTax,
    lines: cart.lines.map((line, index) => {
      const { taxGroupCode: _group, isStocked: _stocked, ...shown } = line;
      const pricedLine = priced.lines[index];
      const view: CartLineView = {
        ...shown,
        subtotalMinor: pricedLine?.subtotalMinor ?? ZERO_MINOR,
        discountMinor: pricedLine?.discountMinor ?? ZERO_MINOR,
        amountMinor:
          (pricesIncludeTax ? pricedLine?.grossMinor : pricedLine?.netMinor) ?? ZERO_MINOR,
      };
      return keepIdentity(view, last?.lines[index]);
    }),
    itemCount: countItems(cart.lines),
    subtotalMinor: priced.subtotalMinor,
    discountMinor: priced.discountMinor,
    netMinor: priced.netMinor,
    taxMinor: priced.taxMinor,
    totalMinor: priced.totalMinor,
    cashRoundingMinor: cash.roundingMinor,
    cashDueMinor: cash.payableMinor,
    quickTenders: tendersOf(cash.payableMinor, currency),
    quantityByProduct: quantitiesOf(cart),
  };
}

function keepIdentity(view: CartLineView, last: CartLineView | undefined): CartLineView {
  if (!last) return view;
  const keys = Object.keys(view) as (keyof CartLineView)[];
  return keys.every((key) => view[key] === last[key]) ? last : view;
}

/** Whole pieces, each weighed line counting as one. */
export function countItems(
  lines: readonly { readonly unit: string; readonly quantityMilli: number }[],
): number {
  return lines.reduce(
    (sum, line) => sum + (line.unit === "each" ? line.quantityMilli / ONE_UNIT : 1),
    0,
  );
}

function tendersOf(dueMinor: Minor, currency: string): readonly QuickTender[] {
  const rounder = isCurrencyCode(currency) ? quickTenders(dueMinor, currency) : [];
  return [dueMinor, ...rounder].map((tenderedMinor) => ({
    tenderedMinor,
    changeMinor: subtractMinor(tenderedMinor, dueMinor),
  }));
}

function quantitiesOf(cart: CartRecord): ReadonlyMap<string, QuantityMilli> {
  const quantities = new Map<string, QuantityMilli>();
  for (const line of cart.lines) {
    if (line.productId === null) continue;
    const sum = (quantities.get(line.productId) ?? 0) + line.quantityMilli;
    quantities.set(line.productId, quantityMilli(sum));
  }
  return quantities;
}

/** Total plus cash rounding, in minor units. */
export function dueOf(document: { totalMinor: number; roundingMinor: number }): Minor {
  return addMinor(minor(document.totalMinor), minor(document.roundingMinor));
}
