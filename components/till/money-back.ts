import { type Minor, minor, negateMinor, sumMinor, ZERO_MINOR } from "../../core/money/minor";
import type { PaidSale } from "../../till/react/till-state";

/** Cash that goes into the customer's hand after a payment, in minor units, and what it is. */
export type HandedOut = {
  readonly kind: "change" | "give_back" | "nothing";
  readonly amountMinor: Minor;
};

/** The one figure that stays until the next scan: change, or cash that goes back. */
export function handedOut(paid: PaidSale): HandedOut {
  const cash = paid.payments.filter(
    ({ method, amountMinor }) => method === "cash" && amountMinor < 0,
  );
  const backMinor = negateMinor(sumMinor(cash.map(({ amountMinor }) => minor(amountMinor))));
  if (backMinor > ZERO_MINOR) {
    return { kind: "give_back", amountMinor: backMinor };
  }
  if (paid.changeMinor > ZERO_MINOR) {
    return { kind: "change", amountMinor: paid.changeMinor };
  }
  return { kind: "nothing", amountMinor: ZERO_MINOR };
}

/** Whether money went back, in whatever way. */
export function isPaidBack(paid: PaidSale): boolean {
  return paid.payments.some(({ amountMinor }) => amountMinor < 0);
}
