import { firstOf } from "./fields";
import { computePeerBarcode } from "./peer-barcodes";
import { computePeerCart } from "./peer-carts";
import {
  computePeerAllocation,
  computePeerBadRatios,
  computePeerFirstShares,
  computePeerRounding,
  computePeerTieBreak,
} from "./peer-money";
import { computePeerScenario } from "./peer-scenarios";
import { computePeerSession } from "./peer-sessions";
import { computePeerCashRounding, computePeerTender } from "./peer-tenders";
import type { Computation } from "./verdict";

type PeerCase = { readonly area: string; readonly policy: string; readonly input: unknown };

const CART = firstOf(computePeerAllocation, computePeerCart);

/** Choices that this engine makes or offers to a shop, and where they are made. */
const POLICIES: Readonly<Record<string, Computation | null>> = {
  universal: null,
  zero_decimal_currency: null,
  coarse_currency_unit: null,
  fixed_tax: null,
  compound_tax: null,
  division_tax: null,
  round_globally: null,
  tax_remap: null,
  cash_rounding_half_up: null,
  cash_rounding_half_down: null,
  cash_rounding_half_even: null,
  cash_rounding_up: null,
  cash_rounding_down: null,
  rounding_half_even: null,
  rounding_half_up: null,
  rounding_half_down: null,
  rounding_half_away_from_zero: null,
  rounding_half_toward_zero: null,
  rounding_half_towards_zero: null,
  rounding_up: null,
  rounding_down: null,
  upce: null,
  gs1: null,
  variable_measure: null,
  largest_remainder_tiebreak: computePeerTieBreak,
  first_share_tiebreak: computePeerFirstShares,
  reject_bad_ratios: computePeerBadRatios,
};

const AREAS: Readonly<Record<string, Computation>> = {
  tax: CART,
  discount_allocation: CART,
  discount: CART,
  rounding: computePeerRounding,
  cash_rounding: computePeerCashRounding,
  tender: firstOf(computePeerTender, computePeerCashRounding),
  session: computePeerSession,
  concurrency: computePeerScenario,
  barcode: computePeerBarcode,
};

/**
 * What this engine makes of a case taken from another program. Null when it does not know the shape;
 * `otherChoice` when the case asks for a choice that it does not make.
 */
export function computePeerCase({ area, policy, input }: PeerCase): ReturnType<Computation> {
  const isOffered = Object.hasOwn(POLICIES, policy);
  const computed = (POLICIES[policy] ?? AREAS[area])?.(input) ?? null;
  return computed && !isOffered ? { ...computed, otherChoice: true } : computed;
}
