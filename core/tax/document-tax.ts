import { allocate } from "../money/allocate";
import { type Minor, sumMinor } from "../money/minor";
import type { RoundingMode } from "../money/mul-div";
import type { RatePpm } from "./rate";
import { addExclusiveTax, splitInclusiveTax } from "./split-tax";

/** Amounts of one rate: nets, or grosses when prices are with tax; minor units. */
export type RatedAmounts = {
  readonly amountsMinor: readonly Minor[];
  readonly ratePpm: RatePpm;
  readonly pricesIncludeTax: boolean;
  readonly rounding: RoundingMode;
};

/** The tax of each amount, each rounded by itself, in minor units [TX5]. */
export function computeTaxByLine(input: RatedAmounts): Minor[] {
  return input.amountsMinor.map((amountMinor) => computeTax(amountMinor, input));
}

/** The tax of the sum of the amounts, rounded once, in minor units [TX5]. */
export function computeTaxOnDocument(input: RatedAmounts): Minor {
  return computeTax(sumMinor(input.amountsMinor), input);
}

/**
 * Spread a document's tax over its lines by largest remainder, so that the lines add up [TX6].
 *
 * @param netsMinor the lines' nets, in minor units, all of one sign.
 */
export function spreadDocumentTax(taxMinor: Minor, netsMinor: readonly Minor[]): Minor[] {
  return allocate(taxMinor, netsMinor);
}

function computeTax(amountMinor: Minor, input: RatedAmounts): Minor {
  const split = input.pricesIncludeTax ? splitInclusiveTax : addExclusiveTax;
  return split(amountMinor, input.ratePpm, input.rounding).taxMinor;
}
