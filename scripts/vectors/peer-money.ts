import { z } from "zod";
import { requireDiscountWithin } from "../../core/cart/discount";
import { allocate } from "../../core/money/allocate";
import { type Minor, minor, sumMinor } from "../../core/money/minor";
import { mulDiv, type RoundingMode } from "../../core/money/mul-div";
import { amountField, on } from "./fields";

const shares = z.strictObject({
  weights_minor: z.array(z.number().int()),
  total_minor: amountField,
});

/** An amount split over weights; all weights of one sign, as line amounts are. */
export const computePeerAllocation = on(shares, ({ weights_minor, total_minor }) => {
  if (weights_minor.some((weight) => weight < 0) && weights_minor.some((weight) => weight > 0)) {
    return null;
  }
  return describeShares(total_minor, weights_minor);
});

// There an amount without weights goes to somebody, or nowhere; here it goes to nobody.
export const computePeerTieBreak = on(shares, ({ weights_minor, total_minor }) => ({
  ...describeShares(total_minor, weights_minor),
  ...(weights_minor.some((weight) => weight !== 0) ? {} : { otherChoice: true }),
}));

// There the first shares get what is left over, here those with the largest remainders: the same
// where all remainders are.
export const computePeerFirstShares = on(shares, ({ weights_minor, total_minor }) => {
  const weightSum = weights_minor.reduce((sum, weight) => sum + weight, 0);
  const remainders = weights_minor
    .filter((weight) => weight !== 0)
    .map((weight) => (BigInt(total_minor) * BigInt(weight)) % BigInt(weightSum || 1));
  const isTie = weightSum !== 0 && new Set(remainders).size === 1;
  return {
    ...describeShares(total_minor, weights_minor),
    ...(isTie ? {} : { otherChoice: true }),
  };
});

/** A discount over goods that are worth nothing together is refused before it is split. */
export const computePeerBadRatios = on(shares, ({ weights_minor, total_minor }) => {
  const worthMinor = minor(weights_minor.reduce((sum, weight) => sum + weight, 0));
  if (worthMinor !== 0 || total_minor <= 0) return null;
  requireDiscountWithin(worthMinor, total_minor);
  return describeShares(total_minor, weights_minor);
});

function describeShares(total: Minor, weights: readonly number[]) {
  const parts = allocate(total, weights);
  return { shares_minor: parts, sum_minor: sumMinor(parts) };
}

/** Half up and half down lean to one infinity there; by "away from zero" they mean what it says. */
const MODES: Readonly<Record<string, RoundingMode>> = {
  half_even: "HALF_EVEN",
  half_up: "HALF_CEIL",
  half_down: "HALF_FLOOR",
  half_away_from_zero: "HALF_UP",
  half_toward_zero: "HALF_DOWN",
  half_towards_zero: "HALF_DOWN",
  up: "CEIL",
  ceil: "CEIL",
  down: "FLOOR",
  floor: "FLOOR",
  away_from_zero: "UP",
  toward_zero: "DOWN",
  towards_zero: "DOWN",
  truncate: "DOWN",
};

/** One division under a named mode. */
export const computePeerRounding = on(
  z.strictObject({
    numerator: z.number().int(),
    denominator: z.number().int().positive(),
    mode: z.string(),
  }),
  ({ numerator, denominator, mode }) => {
    const rounding = MODES[mode];
    return rounding ? { result: mulDiv(numerator, 1, denominator, rounding) } : null;
  },
);
