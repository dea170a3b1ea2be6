import { type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import type { CartLineRecord, CartRecord } from "./log-records";

/** A line as the first release kept it: a price and an amount off, without their reasons. */
type FirstLine = Omit<CartLineRecord, "stated" | "prices" | "knownPriceMinor" | "discount"> & {
  readonly unitPriceMinor: Minor;
  readonly discountMinor: Minor;
};

/** A cart of any release; what a release did not know is absent. */
export type KeptCart = Pick<CartRecord, "cartId" | "note" | "changedAt"> &
  Partial<Omit<CartRecord, "lines">> & {
    readonly lines: readonly (CartLineRecord | FirstLine)[];
  };

/**
 * A kept cart in today's form [TS9]. The first release wrote prices and discounts down: they stand
 * as they were, so that the customer pays what the screen had said.
 */
export function upgradeCart(kept: KeptCart): CartRecord {
  return {
    cartId: kept.cartId,
    lines: kept.lines.map(upgradeLine),
    note: kept.note,
    customerId: kept.customerId ?? null,
    couponCodes: kept.couponCodes ?? [],
    orderDiscount: kept.orderDiscount ?? null,
    tipMinor: kept.tipMinor ?? ZERO_MINOR,
    payments: kept.payments ?? [],
    voidedLines: kept.voidedLines ?? [],
    approvals: kept.approvals ?? [],
    returnReason: kept.returnReason ?? null,
    returnedSales: kept.returnedSales ?? [],
    heldFrom: kept.heldFrom ?? null,
    changedAt: kept.changedAt,
  };
}

function upgradeLine(line: CartLineRecord | FirstLine): CartLineRecord {
  if (!("unitPriceMinor" in line)) return line;
  const { unitPriceMinor, discountMinor, ...kept } = line;
  const isByHand = kept.productId === null;
  return {
    ...kept,
    stated: {
      why: isByHand ? "open" : "given",
      unitPriceMinor,
      pricesIncludeTax: null,
      reason: null,
    },
    prices: [],
    knownPriceMinor: unitPriceMinor,
    embeddedMinor: null,
    discount:
      discountMinor === 0
        ? null
        : { kind: "amount", amountMinor: minor(discountMinor), reason: null },
    returned: null,
  };
}

/** Nothing is in it that anybody would miss. */
export function isCartBlank(cart: CartRecord): boolean {
  return (
    cart.lines.length === 0 &&
    cart.note === null &&
    cart.customerId === null &&
    cart.couponCodes.length === 0 &&
    cart.payments.length === 0 &&
    cart.voidedLines.length === 0 &&
    cart.heldFrom === null
  );
}
