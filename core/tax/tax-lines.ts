import { allocateExact } from "../money/allocate";
import { type Minor, minor, sumMinor, ZERO_MINOR } from "../money/minor";
import { mulDiv, type RoundingMode } from "../money/mul-div";
import { type QuantityMilli, quantityMilli } from "../quantity/quantity";
import { computeTaxes, type StackedTaxes, stackTaxes, takeOutIncluded } from "./stacked-tax";
import type { TaxRate } from "./tax-group";
import {
  computeDuty,
  expandTerms,
  isIncludedTax,
  type TaxFactor,
  type TaxInput,
  taxFactor,
} from "./tax-terms";

/** Where tax is rounded: on every line, or once for each tax of the document [TX5]. */
export const TAX_ROUNDINGS = ["line", "document"] as const;

export type TaxRounding = (typeof TAX_ROUNDINGS)[number];

/** A line after its discounts; its amount is in its own basis, its rates are those in force. */
export type TaxableLine = {
  readonly taxGroupCode: string;
  readonly rates: readonly TaxRate[];
  readonly amountMinor: Minor;
  /** Carries the sign of the line, as the amount does. */
  readonly quantityMilli: QuantityMilli;
  readonly pricesIncludeTax: boolean;
};

export type TaxLinesInput = {
  readonly lines: readonly TaxableLine[];
  readonly rounding: RoundingMode;
  readonly taxRounding: TaxRounding;
};

/**
 * The taxes of the lines of a document. By line, each by itself as `computeTaxes` does. By
 * document, each tax is rounded once on all lines that bear it and spread back over them by largest
 * remainder: those inside the price on the sum of the amounts of one group [TX19], those on top on
 * the sum of what they are taken on [TX20]. Lines that come back are a document of their own, so
 * that a return mirrors its sale [TX21].
 *
 * @returns one result per line, net + Σ tax = gross; a tax inside moves the net and leaves the
 *          gross, a tax on top moves the gross and leaves the net.
 * @throws AssertionError when an amount leaves ±MINOR_MAX.
 */
export function taxLines({ lines, rounding, taxRounding }: TaxLinesInput): StackedTaxes[] {
  const inputs = lines.map((line): DocumentLine => ({ ...line, rounding }));
  if (taxRounding === "line") return inputs.map(computeTaxes);
  const stacks = inputs.map((line): Stack => ({ line, included: [], added: [] }));
  for (const alike of groupBy(stacks, ({ line }) => stackKey(line))) spreadIncluded(alike);
  const ranks = Math.max(0, ...inputs.map((line) => line.rates.length));
  for (let rank = 0; rank < ranks; rank += 1) {
    const bearers = stacks.flatMap((stack) => findBearer(stack, rank));
    for (const alike of groupBy(bearers, taxKey)) spreadAdded(alike, rank);
  }
  return stacks.map(({ line, included, added }) => stackTaxes(line, included, added));
}

type DocumentLine = TaxableLine & TaxInput;

/** A line with what the document gave it of each tax so far, by place in its rates. */
type Stack = {
  readonly line: DocumentLine;
  included: (Minor | null)[];
  readonly added: (Minor | null)[];
};

function spreadIncluded(stacks: readonly Stack[]): void {
  const [first] = stacks;
  if (!first) return;
  const whole = {
    ...first.line,
    amountMinor: sumMinor(stacks.map(({ line }) => line.amountMinor)),
    quantityMilli: sumQuantities(stacks.map(({ line }) => line)),
  };
  const exacts = stacks.map(({ line }) => exactTaxes(line));
  const shares = takeOutIncluded(whole).map((taxMinor, rank) =>
    taxMinor === null
      ? null
      : allocateExact(
          taxMinor,
          exacts.map((exact) => exact[rank] ?? 0n),
        ),
  );
  stacks.forEach((stack, index) => {
    stack.included = shares.map((share) => share?.[index] ?? null);
  });
}

// Every line of a group has the same scale, so the exact taxes themselves are the weights.
function exactTaxes(line: DocumentLine): bigint[] {
  const { terms, scale, slopeSum, offsetSum } = expandTerms(line);
  const netScaled = BigInt(line.amountMinor) * scale - offsetSum;
  return terms.map((term) =>
    term.dutyMinor === null
      ? term.slope * netScaled + term.offset * slopeSum
      : BigInt(line.quantityMilli),
  );
}

type Bearer = {
  readonly stack: Stack;
  readonly rate: TaxRate;
  readonly factor: TaxFactor;
  readonly baseMinor: Minor;
};

function findBearer(stack: Stack, rank: number): Bearer[] {
  const { line, included, added } = stack;
  const rate = line.rates[rank];
  if (!rate || isIncludedTax(rate, line.pricesIncludeTax)) return [];
  const baseMinor = stackTaxes(line, included, added).taxes[rank]?.netMinor ?? ZERO_MINOR;
  return [{ stack, rate, factor: taxFactor(rate, line), baseMinor }];
}

function spreadAdded(bearers: readonly Bearer[], rank: number): void {
  const [first] = bearers;
  if (!first) return;
  const lines = bearers.map(({ stack }) => stack.line);
  const { rate, factor } = first;
  const { rounding } = first.stack.line;
  const isDuty = rate.kind === "fixed_per_unit";
  const baseMinor = sumMinor(bearers.map((bearer) => bearer.baseMinor));
  const taxMinor = isDuty
    ? computeDuty(rate, { quantityMilli: sumQuantities(lines), rounding })
    : minor(mulDiv(baseMinor, factor.numerator, factor.denominator, rounding));
  const weights = isDuty
    ? lines.map((line) => BigInt(line.quantityMilli))
    : bearers.map((bearer) => BigInt(bearer.baseMinor));
  const shares = allocateExact(taxMinor, weights);
  bearers.forEach(({ stack }, index) => {
    stack.added[rank] = shares[index] ?? ZERO_MINOR;
  });
}

function sumQuantities(lines: readonly DocumentLine[]): QuantityMilli {
  return quantityMilli(lines.reduce((sum, line) => sum + line.quantityMilli, 0));
}

function stackKey(line: DocumentLine): string {
  return JSON.stringify([signOf(line), line.taxGroupCode, line.pricesIncludeTax, line.rates]);
}

function taxKey({ stack: { line }, rate, factor }: Bearer): string {
  const { code, ratePpm, amountMinor } = rate;
  const place = [signOf(line), line.taxGroupCode, code];
  return JSON.stringify([...place, ratePpm, amountMinor, factor.denominator]);
}

function signOf(line: DocumentLine): number {
  return Math.sign(line.quantityMilli) || Math.sign(line.amountMinor);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
