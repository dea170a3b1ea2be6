import { allocate } from "../money/allocate";
import { type Minor, sumMinor } from "../money/minor";
import { computeTaxByLine, computeTaxOnDocument } from "./document-tax";
import { type RatePpm, ratePpm } from "./rate";

/** Where a sales tax is rounded: once on the document or on every line. */
export const COMBINED_TAX_LEVELS = ["document", "line"] as const;

export type CombinedTaxInput = {
  readonly taxableNetsMinor: readonly Minor[];
  /** Rates of the jurisdictions that share the tax. */
  readonly componentRatesPpm: readonly RatePpm[];
  readonly level: (typeof COMBINED_TAX_LEVELS)[number];
};

/**
 * One combined rate on the taxable lines, rounded half away from zero at the stated level, then
 * split over the jurisdictions by largest remainder of their rates, ties to the first [TX8].
 *
 * @returns minor units; the components add up to the tax.
 */
export function computeCombinedTax(input: CombinedTaxInput): {
  taxMinor: Minor;
  componentsMinor: Minor[];
} {
  const rated = {
    amountsMinor: input.taxableNetsMinor,
    ratePpm: ratePpm(input.componentRatesPpm.reduce((sum, rate) => sum + rate, 0)),
    pricesIncludeTax: false,
    rounding: "HALF_UP",
  } as const;
  const taxMinor =
    input.level === "document" ? computeTaxOnDocument(rated) : sumMinor(computeTaxByLine(rated));
  return { taxMinor, componentsMinor: allocate(taxMinor, input.componentRatesPpm) };
}
