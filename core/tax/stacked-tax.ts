import { assert } from "../assert";
import { allocateExact } from "../money/allocate";
import { addMinor, type Minor, minor, subtractMinor, sumMinor, ZERO_MINOR } from "../money/minor";
import { divideExact, mulDiv, type RoundingMode, toSafeNumber } from "../money/mul-div";
import { lineAmount, type QuantityMilli } from "../quantity/quantity";
import { PPM, type RatePpm } from "./rate";
import { addExclusiveTax, splitInclusiveTax, type TaxSplit } from "./split-tax";
import type { TaxRate } from "./tax-group";

/** One tax of an amount; `netMinor` is what it was taken on: earlier taxes included if compound. */
export type TaxPart = {
  readonly code: string;
  readonly name: string;
  readonly ratePpm: RatePpm;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
};

export type StackedTaxes = TaxSplit & { readonly taxes: readonly TaxPart[] };

type StackInput = {
  /** Amount of the whole line in minor units; negative on a refund. */
  readonly amountMinor: Minor;
  /** What fixed duties are counted by; carries the sign of the line. */
  readonly quantityMilli: QuantityMilli;
  /** In the order in which they are taken. */
  readonly rates: readonly TaxRate[];
  readonly rounding: RoundingMode;
};

/**
 * Take taxes one after another on a net amount. A compound tax is taken on the net plus all rounded
 * taxes before it, any other on the net alone [TX9]; a fixed duty is duty × quantity [TX11]. Each
 * tax is rounded once; net + Σ tax = gross.
 *
 * @throws AssertionError when an amount leaves ±MINOR_MAX.
 */
export function addTaxes(input: StackInput): StackedTaxes {
  const { amountMinor: netMinor, rates, rounding } = input;
  const only = rates[0];
  if (rates.length === 1 && only?.kind === "percent") {
    return withOnlyTax(addExclusiveTax(netMinor, only.ratePpm, rounding), only);
  }
  const taxes: TaxPart[] = [];
  let grossMinor = netMinor;
  for (const rate of rates) {
    const baseMinor = rate.isCompound ? grossMinor : netMinor;
    const taxMinor =
      rate.kind === "percent"
        ? minor(mulDiv(baseMinor, rate.ratePpm, PPM, rounding))
        : computeDuty(rate, input);
    taxes.push(taxPart(rate, baseMinor, taxMinor));
    grossMinor = addMinor(grossMinor, taxMinor);
  }
  return { netMinor, taxMinor: subtractMinor(grossMinor, netMinor), grossMinor, taxes };
}

/**
 * Split several taxes out of a tax-inclusive amount: net = round((gross - duties and the taxes on
 * them) ÷ total factor); what is left after the duties is split over the percentages by largest
 * remainder of their exact amounts, so net + Σ tax = gross [TX10]. One percentage alone is split
 * as `splitInclusiveTax` does [TX2].
 *
 * @throws AssertionError when an amount leaves ±MINOR_MAX.
 */
export function splitTaxes(input: StackInput): StackedTaxes {
  const { amountMinor: grossMinor, rates, rounding } = input;
  const only = rates[0];
  if (only === undefined) {
    return { netMinor: grossMinor, taxMinor: ZERO_MINOR, grossMinor, taxes: [] };
  }
  if (rates.length === 1 && only.kind === "percent") {
    return withOnlyTax(splitInclusiveTax(grossMinor, only.ratePpm, rounding), only);
  }
  const { terms, scale } = expandTerms(input);
  const slopeSum = terms.reduce((sum, term) => sum + term.slope, scale);
  const offsetSum = terms.reduce((sum, term) => sum + term.offset, 0n);
  const netScaled = BigInt(grossMinor) * scale - offsetSum;
  const netMinor = minor(toSafeNumber(divideExact(netScaled, slopeSum, rounding)));

  const dutyMinor = sumMinor(terms.map((term) => term.dutyMinor ?? ZERO_MINOR));
  const percentMinor = subtractMinor(subtractMinor(grossMinor, netMinor), dutyMinor);
  const shares = allocateExact(
    percentMinor,
    terms.map((term) =>
      term.dutyMinor === null ? term.slope * netScaled + term.offset * slopeSum : 0n,
    ),
  );
  const taxes: TaxPart[] = [];
  let runningMinor = netMinor;
  terms.forEach(({ rate, dutyMinor }, index) => {
    const taxMinor = dutyMinor ?? shares[index] ?? ZERO_MINOR;
    taxes.push(taxPart(rate, rate.isCompound ? runningMinor : netMinor, taxMinor));
    runningMinor = addMinor(runningMinor, taxMinor);
  });
  assert(runningMinor === grossMinor, "net and taxes must add up to the gross");
  return { netMinor, taxMinor: subtractMinor(grossMinor, netMinor), grossMinor, taxes };
}

/** A tax as slope × net + offset, both times the common scale; a duty also as its amount. */
type Term = {
  readonly rate: TaxRate;
  readonly slope: bigint;
  readonly offset: bigint;
  readonly dutyMinor: Minor | null;
};

// Every percentage divides by a million once, so a scale of a million for each keeps all exact.
function expandTerms(input: StackInput): { terms: readonly Term[]; scale: bigint } {
  const percentCount = input.rates.filter((rate) => rate.kind === "percent").length;
  const scale = MILLION ** BigInt(percentCount);
  const terms: Term[] = [];
  let slopeSoFar = scale;
  let offsetSoFar = 0n;
  for (const rate of input.rates) {
    const base = rate.isCompound
      ? { slope: slopeSoFar, offset: offsetSoFar }
      : { slope: scale, offset: 0n };
    const term = rate.kind === "percent" ? percentTerm(rate, base) : dutyTerm(rate, input, scale);
    terms.push(term);
    slopeSoFar += term.slope;
    offsetSoFar += term.offset;
  }
  return { terms, scale };
}

const MILLION = BigInt(PPM);

function percentTerm(rate: TaxRate, base: { slope: bigint; offset: bigint }): Term {
  const ppm = BigInt(rate.ratePpm);
  const slope = (base.slope * ppm) / MILLION;
  return { rate, slope, offset: (base.offset * ppm) / MILLION, dutyMinor: null };
}

function dutyTerm(rate: TaxRate, input: StackInput, scale: bigint): Term {
  const dutyMinor = computeDuty(rate, input);
  return { rate, slope: 0n, offset: BigInt(dutyMinor) * scale, dutyMinor };
}

function computeDuty(rate: TaxRate, input: StackInput): Minor {
  return lineAmount(rate.amountMinor ?? ZERO_MINOR, input.quantityMilli, input.rounding);
}

function taxPart(rate: TaxRate, netMinor: Minor, taxMinor: Minor): TaxPart {
  return { code: rate.code, name: rate.name, ratePpm: rate.ratePpm, netMinor, taxMinor };
}

function withOnlyTax(split: TaxSplit, rate: TaxRate): StackedTaxes {
  return { ...split, taxes: [taxPart(rate, split.netMinor, split.taxMinor)] };
}
