import { assert } from "../assert";
import { allocateExact } from "../money/allocate";
import { addMinor, type Minor, minor, subtractMinor, sumMinor, ZERO_MINOR } from "../money/minor";
import { divideExact, mulDiv, toSafeNumber } from "../money/mul-div";
import type { RatePpm } from "./rate";
import { addExclusiveTax, splitInclusiveTax, type TaxSplit } from "./split-tax";
import type { TaxRate } from "./tax-group";
import {
  computeDuty,
  entersLaterBases,
  expandTerms,
  isIncludedTax,
  type TaxInput,
  taxFactor,
} from "./tax-terms";

/** One tax of an amount; `netMinor` is what it was taken on: earlier taxes included if compound. */
export type TaxPart = {
  readonly code: string;
  readonly name: string;
  readonly ratePpm: RatePpm;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
};

export type StackedTaxes = TaxSplit & { readonly taxes: readonly TaxPart[] };

/**
 * The taxes of an amount, whichever of them are inside the price and whichever on top of it
 * [TX17]. Those inside come out first, by TX2 where there is one and by TX10 where there are more;
 * the net is what is left. Those on top are taken in order and rounded each [TX9]. A compound tax
 * is taken on the net plus the taxes before it, inside or on top. net + Σ tax = gross.
 *
 * @returns minor units; the taxes in the order of the rates.
 * @throws AssertionError when an amount leaves ±MINOR_MAX.
 */
export function computeTaxes(input: TaxInput): StackedTaxes {
  const { amountMinor, rates, rounding } = input;
  const only = rates[0];
  if (rates.length === 1 && only?.kind === "percent") {
    const isIncluded = isIncludedTax(only, input.pricesIncludeTax);
    const split = isIncluded ? splitInclusiveTax : addExclusiveTax;
    return withOnlyTax(split(amountMinor, only.ratePpm, rounding), only);
  }
  return stackTaxes(input, takeOutIncluded(input));
}

/**
 * Take taxes one after another on a net amount: `computeTaxes` of a price without tax [TX9, TX11].
 */
export function addTaxes(input: Omit<TaxInput, "pricesIncludeTax">): StackedTaxes {
  return computeTaxes({ ...input, pricesIncludeTax: false });
}

/**
 * Split taxes out of an amount: `computeTaxes` of a price with tax [TX2, TX10].
 */
export function splitTaxes(input: Omit<TaxInput, "pricesIncludeTax">): StackedTaxes {
  return computeTaxes({ ...input, pricesIncludeTax: true });
}

/**
 * The taxes that are inside an amount, in minor units, one per rate and null for those on top. One
 * that is no duty is rounded by itself [TX2]; of several the net is rounded, the duties come out
 * whole, and the rest is split over the others by largest remainder of their exact amounts [TX10].
 */
export function takeOutIncluded(input: TaxInput): (Minor | null)[] {
  const { rates, pricesIncludeTax, rounding } = input;
  const insideCount = rates.filter((rate) => isIncludedTax(rate, pricesIncludeTax)).length;
  if (insideCount === 0) return rates.map(() => null);
  const { terms, scale, slopeSum, offsetSum } = expandTerms(input);
  const netScaled = BigInt(input.amountMinor) * scale - offsetSum;
  const exacts = terms.map((term) =>
    term.isIncluded && term.dutyMinor === null
      ? term.slope * netScaled + term.offset * slopeSum
      : 0n,
  );
  const inside = terms.filter((term) => term.isIncluded);
  if (insideCount === 1 && inside[0]?.dutyMinor === null) {
    return terms.map((term, index) =>
      term.isIncluded
        ? toMinor(divideExact(exacts[index] ?? 0n, scale * slopeSum, rounding))
        : null,
    );
  }
  const netMinor = toMinor(divideExact(netScaled, slopeSum, rounding));
  const dutyMinor = sumMinor(inside.map((term) => term.dutyMinor ?? ZERO_MINOR));
  const restMinor = subtractMinor(subtractMinor(input.amountMinor, netMinor), dutyMinor);
  const shares = allocateExact(restMinor, exacts);
  const taken = terms.map((term, index) =>
    term.isIncluded ? (term.dutyMinor ?? shares[index] ?? ZERO_MINOR) : null,
  );
  assert(
    addMinor(netMinor, sumIncluded(taken)) === input.amountMinor,
    "net and included taxes must add up to the amount",
  );
  return taken;
}

/**
 * The whole stack of an amount whose included taxes are known: the net is the amount less them,
 * the others are taken on it in order. `addedMinor` gives taxes on top that were rounded elsewhere.
 */
export function stackTaxes(
  input: TaxInput,
  included: readonly (Minor | null)[],
  added: readonly (Minor | null)[] = [],
): StackedTaxes {
  const netMinor = subtractMinor(input.amountMinor, sumIncluded(included));
  const taxes: TaxPart[] = [];
  let laterBaseMinor = netMinor;
  let grossMinor = netMinor;
  for (const [index, rate] of input.rates.entries()) {
    const baseMinor = rate.isCompound ? laterBaseMinor : netMinor;
    const taxMinor = included[index] ?? added[index] ?? computeTax(rate, baseMinor, input);
    taxes.push(taxPart(rate, baseMinor, taxMinor));
    grossMinor = addMinor(grossMinor, taxMinor);
    if (entersLaterBases(rate)) laterBaseMinor = addMinor(laterBaseMinor, taxMinor);
  }
  return { netMinor, taxMinor: subtractMinor(grossMinor, netMinor), grossMinor, taxes };
}

function computeTax(rate: TaxRate, baseMinor: Minor, input: TaxInput): Minor {
  if (rate.kind === "fixed_per_unit") return computeDuty(rate, input);
  const { numerator, denominator } = taxFactor(rate, input);
  return minor(mulDiv(baseMinor, numerator, denominator, input.rounding));
}

function sumIncluded(taken: readonly (Minor | null)[]): Minor {
  return sumMinor(taken.map((taxMinor) => taxMinor ?? ZERO_MINOR));
}

function toMinor(value: bigint): Minor {
  return minor(toSafeNumber(value));
}

function taxPart(rate: TaxRate, netMinor: Minor, taxMinor: Minor): TaxPart {
  return { code: rate.code, name: rate.name, ratePpm: rate.ratePpm, netMinor, taxMinor };
}

function withOnlyTax(split: TaxSplit, rate: TaxRate): StackedTaxes {
  return { ...split, taxes: [taxPart(rate, split.netMinor, split.taxMinor)] };
}
