import type { CartView } from "../../till/react/till-state";
import type { Pay } from "./use-pay";

export type PayKeysProps = { pay: Pay; hasCaps: boolean };

/** The box of the keys that pay; what goes back stands in the same one. */
export const PAY_BOX = "flex h-49 shrink-0 flex-col gap-2 px-4 pt-2";

/** Goods against goods of the same price: nothing is left either way. */
export function isEvenExchange(cart: CartView): boolean {
  return cart.hasReturns && cart.lines.length > 0 && cart.leftMinor === 0;
}
