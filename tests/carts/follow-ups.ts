import { quantityMilli } from "../../core/quantity/quantity";
import type { ReturnedLine } from "../../core/sale/return-line";
import type { SaleDocument, SaleLine } from "../../core/sale/sale-document";
import type { CartLineRecord } from "../../till/store/log-records";
import type { Chance } from "./chance";
import type { OpenWorld } from "./price-cart";
import { newCart, type RandomCart, randomLine } from "./random-cart";

/** What happens to a sale afterwards: carts in the order in which they come to the till. */
export type FollowUp = {
  readonly kind: "refund" | "exchange" | "void";
  readonly carts: readonly RandomCart[];
};

const PARTS_MAX = 4;

/** Some sales come back: whole, in parts, against other goods, or as if they had never been. */
export function randomFollowUp(
  chance: Chance,
  open: OpenWorld,
  sold: { readonly document: SaleDocument; readonly random: RandomCart },
): FollowUp | null {
  const lines = sold.document.lines.filter((line) => line.quantityMilli > 0);
  if (lines.length === 0 || !chance.is(0.3)) return null;
  const kind = chance.pick(["refund", "refund", "refund", "exchange", "void"] as const);
  const cartOf = (back: readonly CartLineRecord[], more: readonly CartLineRecord[] = []) => ({
    soldAt: sold.random.soldAt,
    cart: newCart(chance, { lines: [...back, ...more], customerId: sold.document.customerId }),
  });
  if (kind === "void") {
    const isPlain = lines.length === sold.document.lines.length;
    if (!isPlain) return null;
    const back = lines.map((line) => backLine(chance, sold.document, { line, before: 0 }));
    return { kind, carts: [cartOf(back)] };
  }
  if (kind === "exchange") {
    const back = backLine(chance, sold.document, { line: chance.pick(lines), before: 0 });
    const more = chance.list(chance.integer(1, 3), () => randomLine(chance, open.world));
    return { kind, carts: [cartOf([back], more)] };
  }
  const parts = splitReturns(chance, sold.document, lines);
  return { kind, carts: parts.map((part) => cartOf(part)) };
}

/** All lines of a sale in up to four returns that end with nothing left. */
function splitReturns(
  chance: Chance,
  document: SaleDocument,
  lines: readonly SaleLine[],
): CartLineRecord[][] {
  const count = chance.integer(1, PARTS_MAX);
  const before = new Map<string, number>();
  const parts = chance.list(count, (part) =>
    lines.flatMap((line) => {
      const done = before.get(line.lineId) ?? 0;
      const left = line.quantityMilli - done;
      const step = line.unit === "kg" ? 1 : 1_000;
      const some = Math.min(left, chance.integer(0, Math.ceil(left / step)) * step);
      const quantity = part === count - 1 ? left : some;
      if (quantity === 0) return [];
      before.set(line.lineId, done + quantity);
      return [backLine(chance, document, { line, before: done, quantity })];
    }),
  );
  return parts.filter((part) => part.length > 0);
}

function backLine(
  chance: Chance,
  document: SaleDocument,
  part: { readonly line: SaleLine; readonly before: number; readonly quantity?: number },
): CartLineRecord {
  const { line, before } = part;
  const { unitPriceMinor, pricesIncludeTax } = line;
  return {
    lineId: chance.uuid(),
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    quantityMilli: quantityMilli(-(part.quantity ?? line.quantityMilli)),
    stated: {
      why: "given",
      unitPriceMinor: unitPriceMinor as never,
      pricesIncludeTax,
      reason: null,
    },
    prices: [],
    knownPriceMinor: null,
    embeddedMinor: null,
    discount: null,
    taxGroupCode: line.taxGroupCode,
    isStocked: line.isStocked,
    returned: returnedOf(document, line, before),
    note: null,
  };
}

function returnedOf(document: SaleDocument, line: SaleLine, before: number): ReturnedLine {
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes } = line;
  return {
    saleId: document.saleId,
    lineId: line.lineId,
    receiptNumber: document.receiptNumber,
    soldQuantityMilli: line.quantityMilli,
    returnedBeforeMilli: before,
    sold: { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes },
  };
}

const FIGURES = [
  "quantityMilli",
  "subtotalMinor",
  "discountMinor",
  "netMinor",
  "taxMinor",
  "grossMinor",
  "points",
] as const;

/** The first figure that returns of a whole sale do not close to what was sold; null for none. */
export function findUnclosed(sale: SaleDocument, returns: readonly SaleDocument[]): string | null {
  const back = returns.flatMap((document) => document.lines);
  for (const line of sale.lines) {
    if (line.quantityMilli < 0) continue;
    const own = back.filter((each) => each.returned?.lineId === line.lineId);
    const figure = FIGURES.find(
      (name) =>
        !closes(
          line[name],
          own.map((each) => each[name]),
        ),
    );
    if (figure) return `${line.lineId} ${figure}`;
    const tax = line.taxes.findIndex(
      ({ taxMinor }, place) =>
        !closes(
          taxMinor,
          own.map((each) => each.taxes[place]?.taxMinor ?? 0),
        ),
    );
    if (tax >= 0) return `${line.lineId} tax ${tax}`;
  }
  return null;
}

function closes(sold: number, parts: readonly number[]): boolean {
  return parts.reduce((left, part) => left + part, sold) === 0;
}
