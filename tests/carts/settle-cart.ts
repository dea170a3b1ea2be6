import type { Quote } from "../../core/cart/quote-cart";
import { uuidFrom } from "../../core/ids";
import { exchangeMoney } from "../../core/money/exchange";
import { type Minor, minor } from "../../core/money/minor";
import { buildSaleDocument, type PaymentRequest } from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { Chance } from "./chance";
import type { OpenWorld } from "./price-cart";
import type { RandomCart } from "./random-cart";
import type { World } from "./random-world";

export type Settlement = Partial<
  Pick<SaleDocument, "kind" | "originalSaleId" | "reason" | "receiptNumber">
>;

/** Pay a quoted cart in some way that a customer may, and write its document as a till does. */
export function settleCart(
  chance: Chance,
  { world, till }: OpenWorld,
  priced: RandomCart & { readonly quote: Quote } & Settlement,
): SaleDocument {
  const { cart, quote } = priced;
  const isSale = quote.totalMinor > 0;
  const tipMinor = minor(isSale && chance.is(0.12) ? chance.integer(1, 500) : 0);
  const customer = till.customers.find(({ id }) => id === cart.customerId);
  return buildSaleDocument({
    saleId: cart.cartId,
    kind: priced.kind ?? "sale",
    receiptNumber: priced.receiptNumber ?? cart.cartId,
    currency: world.currency,
    pricesIncludeTax: world.store.pricesIncludeTax,
    taxGroups: world.taxGroups,
    taxRounding: world.store.taxRounding ?? "line",
    cashIncrementMinor: minor(world.cashIncrementMinor),
    cashRoundingMode: "HALF_UP",
    isTaxExempt: customer?.isTaxExempt ?? false,
    customerId: cart.customerId,
    originalSaleId: priced.originalSaleId ?? null,
    reason: priced.reason ?? null,
    coupons: quote.coupons.filter(({ status }) => status === "applied").map(({ code }) => code),
    tipMinor,
    lines: cart.lines.map((line) => ({
      lineId: line.lineId,
      productId: line.productId,
      sku: line.sku,
      name: line.name,
      unit: line.unit,
      quantityMilli: line.quantityMilli,
      taxGroupCode: line.taxGroupCode,
      isStocked: line.isStocked,
      returned: line.returned,
      note: line.note,
    })),
    orderDiscount: cart.orderDiscount,
    payments: randomPayments(chance, world, minor(quote.totalMinor + tipMinor)),
    quote,
  });
}

type Tender = Omit<PaymentRequest, "paymentId">;

function randomPayments(chance: Chance, world: World, dueMinor: Minor): PaymentRequest[] {
  return randomTenders(chance, world, dueMinor).map((tender) => ({
    ...tender,
    paymentId: chance.uuid(),
  }));
}

function randomTenders(chance: Chance, world: World, dueMinor: Minor): readonly Tender[] {
  if (dueMinor === 0) return [];
  if (dueMinor < 0) {
    return [chance.is(0.3) ? { method: "card", amountMinor: dueMinor } : { method: "cash" }];
  }
  const part = minor(chance.integer(1, dueMinor));
  const rest = minor(dueMinor - part);
  const handed = minor(dueMinor + world.cashIncrementMinor + chance.integer(0, 5_000));
  const ways: readonly (() => readonly Tender[])[] = [
    () => [{ method: "cash" }],
    () => [{ method: "cash", tenderedMinor: handed }],
    () => [{ method: "card", amountMinor: dueMinor, reference: "A1" }],
    () => [{ method: "mpesa", amountMinor: part }, { method: "cash" }],
    () => [
      { method: "card", amountMinor: part },
      ...(rest > 0 ? [{ method: "mpesa" as const, amountMinor: rest }] : []),
    ],
    () => [foreignCash(world, handed, 1)],
    () => [foreignCash(world, dueMinor, 0.5), { method: "cash", tenderedMinor: handed }],
  ];
  return chance.pick(ways)();
}

/** Notes of another currency: at least as much as is due, or about a share of it. */
function foreignCash(world: World, dueMinor: Minor, share: 1 | 0.5): Tender {
  const [foreign] = world.foreignRates;
  if (!foreign) return { method: "cash", tenderedMinor: dueMinor };
  const { currency, rate } = foreign;
  const worth = (tenderedMinor: number) =>
    exchangeMoney(minor(tenderedMinor), { rate, from: currency, to: world.currency });
  let tenderedMinor = 1;
  while (worth(tenderedMinor) < dueMinor) tenderedMinor *= 2;
  if (share === 0.5) tenderedMinor = Math.max(1, Math.floor(tenderedMinor / 4));
  return { method: "cash", foreign: { currency, tenderedMinor, rate } };
}

/** Documents that a till would have numbered by itself. */
export function numberOf(seed: number, part: string): string {
  return uuidFrom("carts", String(seed), part).slice(0, 13);
}
