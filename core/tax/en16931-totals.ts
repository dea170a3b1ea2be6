import { addMinor, type Minor, negateMinor, subtractMinor, sumMinor } from "../money/minor";
import type { RatePpm } from "./rate";
import { sumByRate } from "./rate-groups";
import { addExclusiveTax } from "./split-tax";

type RatedAmount = { readonly amountMinor: Minor; readonly ratePpm: RatePpm };

export type En16931Input = {
  /** Line nets. */
  readonly lines: readonly RatedAmount[];
  /** Document allowances, as magnitudes. */
  readonly allowances: readonly RatedAmount[];
  readonly charges: readonly RatedAmount[];
  readonly prepaidMinor: Minor;
  /** Cash rounding of the amount due. */
  readonly roundingMinor: Minor;
};

/** The totals of a European invoice, named beside their terms; minor units. */
export type En16931Totals = {
  readonly breakdown: readonly { ratePpm: RatePpm; baseMinor: Minor; taxMinor: Minor }[];
  /** BT-106 */
  readonly lineNetMinor: Minor;
  /** BT-107 */
  readonly allowanceMinor: Minor;
  /** BT-108 */
  readonly chargeMinor: Minor;
  /** BT-109 */
  readonly netMinor: Minor;
  /** BT-110 */
  readonly taxMinor: Minor;
  /** BT-112 */
  readonly grossMinor: Minor;
  /** BT-115 */
  readonly payableMinor: Minor;
};

/**
 * Tax by rate as EN 16931 wants it: base = line nets - allowances + charges of that rate, tax =
 * base × rate rounded once, half away from zero; highest rate first [TX7].
 */
export function computeEn16931Totals(input: En16931Input): En16931Totals {
  const breakdown = sumByRate([
    ...input.lines,
    ...input.allowances.map((allowance) => ({
      ...allowance,
      amountMinor: negateMinor(allowance.amountMinor),
    })),
    ...input.charges,
  ]).map(({ ratePpm, amountMinor }) => ({
    ratePpm,
    baseMinor: amountMinor,
    taxMinor: addExclusiveTax(amountMinor, ratePpm, "HALF_UP").taxMinor,
  }));
  const netMinor = sumMinor(breakdown.map((group) => group.baseMinor));
  const taxMinor = sumMinor(breakdown.map((group) => group.taxMinor));
  const grossMinor = addMinor(netMinor, taxMinor);
  return {
    breakdown,
    lineNetMinor: sumMinor(input.lines.map((line) => line.amountMinor)),
    allowanceMinor: sumMinor(input.allowances.map((allowance) => allowance.amountMinor)),
    chargeMinor: sumMinor(input.charges.map((charge) => charge.amountMinor)),
    netMinor,
    taxMinor,
    grossMinor,
    payableMinor: addMinor(subtractMinor(grossMinor, input.prepaidMinor), input.roundingMinor),
  };
}
