import { allocateOrderDiscount } from "../cart/discount";
import { addMinor, type Minor, subtractMinor, sumMinor, ZERO_MINOR } from "../money/minor";
import type { RoundingMode } from "../money/mul-div";
import type { RatePpm } from "./rate";
import { splitInclusiveTax, type TaxSplit } from "./split-tax";

/** Sum amounts by rate, highest rate first; minor units. */
export function sumByRate(
  amounts: readonly { readonly ratePpm: RatePpm; readonly amountMinor: Minor }[],
): { ratePpm: RatePpm; amountMinor: Minor }[] {
  const sums = new Map<RatePpm, Minor>();
  for (const { ratePpm, amountMinor } of amounts) {
    sums.set(ratePpm, addMinor(sums.get(ratePpm) ?? ZERO_MINOR, amountMinor));
  }
  return [...sums]
    .map(([ratePpm, amountMinor]) => ({ ratePpm, amountMinor }))
    .sort((left, right) => right.ratePpm - left.ratePpm);
}

export type RateGroupInput = {
  readonly lines: readonly { readonly grossMinor: Minor; readonly ratePpm: RatePpm }[];
  /** Off the whole order, as a magnitude. */
  readonly discountMinor: Minor;
  readonly rounding: RoundingMode;
};

export type RateGroups = {
  readonly lineDiscountsMinor: readonly Minor[];
  readonly breakdown: readonly (TaxSplit & { readonly ratePpm: RatePpm })[];
  readonly totalMinor: Minor;
  readonly taxMinor: Minor;
};

/**
 * Take an order discount off tax-inclusive lines, then split the tax out of each rate's sum [TX12].
 * For regimes that tax a document by rate; `priceCart` taxes by line. Minor units, highest rate
 * first.
 */
export function computeInclusiveRateGroups(input: RateGroupInput): RateGroups {
  const lineDiscountsMinor = allocateOrderDiscount(
    input.lines.map((line) => line.grossMinor),
    input.discountMinor,
  );
  const discounted = input.lines.map((line, index) => ({
    ratePpm: line.ratePpm,
    amountMinor: subtractMinor(line.grossMinor, lineDiscountsMinor[index] ?? ZERO_MINOR),
  }));
  const breakdown = sumByRate(discounted).map(({ ratePpm, amountMinor }) => ({
    ratePpm,
    ...splitInclusiveTax(amountMinor, ratePpm, input.rounding),
  }));
  return {
    lineDiscountsMinor,
    breakdown,
    totalMinor: sumMinor(breakdown.map((group) => group.grossMinor)),
    taxMinor: sumMinor(breakdown.map((group) => group.taxMinor)),
  };
}
