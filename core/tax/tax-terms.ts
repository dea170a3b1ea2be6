import { type Minor, ZERO_MINOR } from "../money/minor";
import type { RoundingMode } from "../money/mul-div";
import { lineAmount, type QuantityMilli } from "../quantity/quantity";
import { PPM } from "./rate";
import type { TaxRate } from "./tax-group";

/** What taxes are computed of: one line, or the lines of a document taken together. */
export type TaxInput = {
  /** Price × quantity less discounts, in minor units; negative on a refund. */
  readonly amountMinor: Minor;
  /** What fixed duties are counted by; carries the sign of the line. */
  readonly quantityMilli: QuantityMilli;
  /** Those in force, in the order in which they are taken. */
  readonly rates: readonly TaxRate[];
  /** The basis of the amount, for every tax that does not say itself whether it is included. */
  readonly pricesIncludeTax: boolean;
  readonly rounding: RoundingMode;
};

/** A tax as slope × net + offset, both times a common scale; a duty also as its amount. */
export type TaxTerm = {
  readonly rate: TaxRate;
  readonly isIncluded: boolean;
  readonly slope: bigint;
  readonly offset: bigint;
  readonly dutyMinor: Minor | null;
};

/**
 * Each tax as an exact function of the net, and of all included ones together, so that
 * amount × scale = slopeSum × net + offsetSum. Nothing is rounded but the duties [TX17].
 */
export function expandTerms(input: TaxInput): {
  terms: readonly TaxTerm[];
  scale: bigint;
  slopeSum: bigint;
  offsetSum: bigint;
} {
  const { rates, pricesIncludeTax } = input;
  const factors = rates.map((rate) => taxFactor(rate, input));
  // Every tax divides once by its own denominator, so their product keeps all of them exact.
  const scale = factors.reduce((product, factor) => product * BigInt(factor.denominator), 1n);
  const terms: TaxTerm[] = [];
  let base = { slope: scale, offset: 0n };
  for (const [index, rate] of rates.entries()) {
    const { numerator, denominator } = factors[index] ?? NO_FACTOR;
    const own = rate.isCompound ? base : { slope: scale, offset: 0n };
    const dutyMinor = rate.kind === "fixed_per_unit" ? computeDuty(rate, input) : null;
    const slope = (own.slope * BigInt(numerator)) / BigInt(denominator);
    const offset =
      dutyMinor === null
        ? (own.offset * BigInt(numerator)) / BigInt(denominator)
        : BigInt(dutyMinor) * scale;
    terms.push({
      rate,
      isIncluded: isIncludedTax(rate, pricesIncludeTax),
      slope,
      offset,
      dutyMinor,
    });
    if (entersLaterBases(rate)) base = { slope: base.slope + slope, offset: base.offset + offset };
  }
  const inside = terms.filter((term) => term.isIncluded);
  return {
    terms,
    scale,
    slopeSum: inside.reduce((sum, term) => sum + term.slope, scale),
    offsetSum: inside.reduce((sum, term) => sum + term.offset, 0n),
  };
}

/** Whether a tax is inside the price: as it says itself, or else as the price's basis says [TX17]. */
export function isIncludedTax(rate: TaxRate, pricesIncludeTax: boolean): boolean {
  return rate.isIncluded ?? pricesIncludeTax;
}

/** Whether compound taxes after this one are taken on it too [TX17]. */
export function entersLaterBases(rate: TaxRate): boolean {
  return rate.isInLaterBases ?? true;
}

export type TaxFactor = { readonly numerator: number; readonly denominator: number };

const NO_FACTOR: TaxFactor = { numerator: 0, denominator: 1 };

/**
 * What a tax's base is multiplied by; 0 for a duty. A division tax is its part of the price with
 * all division taxes of its inclusion, so of the base it is rate ÷ (1 - their sum) [TX18].
 */
export function taxFactor(
  rate: TaxRate,
  { rates, pricesIncludeTax }: Pick<TaxInput, "rates" | "pricesIncludeTax">,
): TaxFactor {
  if (rate.kind === "fixed_per_unit") return NO_FACTOR;
  if (rate.kind === "percent") return { numerator: rate.ratePpm, denominator: PPM };
  const isIncluded = isIncludedTax(rate, pricesIncludeTax);
  const sumPpm = rates
    .filter(
      (each) => each.kind === "division" && isIncludedTax(each, pricesIncludeTax) === isIncluded,
    )
    .reduce((sum, each) => sum + each.ratePpm, 0);
  return { numerator: rate.ratePpm, denominator: PPM - sumPpm };
}

/** A duty on a line: duty × quantity, rounded once [TX11]. */
export function computeDuty(
  rate: TaxRate,
  { quantityMilli, rounding }: Pick<TaxInput, "quantityMilli" | "rounding">,
): Minor {
  return lineAmount(rate.amountMinor ?? ZERO_MINOR, quantityMilli, rounding);
}
