import { computePeerBarcode } from "./peer-barcodes";
import { computePeerCart } from "./peer-carts";
import { computePeerMoney } from "./peer-money";
import type { Computation } from "./verdict";

type PeerCase = { readonly area: string; readonly policy: string; readonly input: unknown };

/**
 * Choices this engine makes; a case of any other policy is not offered. Half up and half down are
 * missing on purpose: there they lean to one infinity, here they mirror around zero.
 */
const OFFERED_POLICIES = new Set([
  "universal",
  "zero_decimal_currency",
  "rounding_half_even",
  "upce",
]);

const AREAS: Readonly<Record<string, Computation>> = {
  tax: computePeerCart,
  discount_allocation: (input) => computePeerMoney(input) ?? computePeerCart(input),
  rounding: computePeerMoney,
  tender: computePeerMoney,
  barcode: computePeerBarcode,
};

/** What this engine makes of a case taken from another program; null when it does not offer it. */
export function computePeerCase({ area, policy, input }: PeerCase): ReturnType<Computation> {
  if (!OFFERED_POLICIES.has(policy)) return null;
  return AREAS[area]?.(input) ?? null;
}
