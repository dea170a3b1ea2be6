import { assert } from "../assert";
import { type Minor, minor } from "./minor";
import { toSafeNumber } from "./mul-div";

/**
 * Split an amount over weights by largest remainder: floors first, then one unit each to the
 * largest remainders, ties to the lowest index [AL1, AL2]. Splitting -x is the negative of
 * splitting x [AL3].
 *
 * @param totalMinor amount to split, in minor units; may be negative.
 * @param weights integers, all of one sign (a refund's weights are all negative); zeros allowed.
 * @returns one part per weight, adding up to `totalMinor`; all zeros when every weight is 0 [AL4].
 * @throws AssertionError on a weight that is no safe integer or weights of both signs.
 */
export function allocate(totalMinor: Minor, weights: readonly number[]): Minor[] {
  for (const weight of weights) assert(Number.isSafeInteger(weight), "a weight must be an integer");
  assert(
    weights.every((weight) => weight >= 0) || weights.every((weight) => weight <= 0),
    "weights must all have one sign",
  );
  let weightSum = 0;
  for (const weight of weights) weightSum += Math.abs(weight);
  // A sum or product that was rounded is beyond the safe integers, too.
  if (Number.isSafeInteger(totalMinor * weightSum)) {
    return allocateSafe(totalMinor, weights, weightSum);
  }
  return allocateExact(
    totalMinor,
    weights.map((weight) => BigInt(weight)),
  );
}

// No product of a part leaves the safe integers.
function allocateSafe(totalMinor: Minor, weights: readonly number[], weightSum: number): Minor[] {
  if (weightSum === 0) return weights.map(() => minor(0));
  const magnitude = Math.abs(totalMinor);
  let left = magnitude;
  const remainders = weights.map((weight) => (magnitude * Math.abs(weight)) % weightSum);
  const parts = weights.map((weight, index) => {
    const part = (magnitude * Math.abs(weight) - (remainders[index] ?? 0)) / weightSum;
    left -= part;
    return part;
  });
  const byLargest = weights
    .map((_, index) => index)
    .sort((one, other) => (remainders[other] ?? 0) - (remainders[one] ?? 0) || one - other);
  for (const index of byLargest.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts.map((part) => minor(totalMinor < 0 ? -part : part));
}

/**
 * As `allocate`, for exact weights beyond 2^53. Weights of both signs give each its signed share.
 *
 * @returns parts in minor units that add up to `totalMinor`; all zeros when the weights sum to 0.
 */
export function allocateExact(totalMinor: Minor, weights: readonly bigint[]): Minor[] {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  if (weightSum === 0n) return weights.map(() => minor(0));

  const direction = weightSum < 0n ? -1n : 1n;
  const magnitude = BigInt(Math.abs(totalMinor));
  const shares = weights.map((weight, index) => {
    const exact = magnitude * weight * direction;
    const part = floorDivide(exact, weightSum * direction);
    return { index, part, remainder: exact - part * weightSum * direction };
  });
  let left = magnitude - shares.reduce((sum, share) => sum + share.part, 0n);
  for (const share of [...shares].sort(byLargestRemainder)) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  assert(left === 0n, "the parts must add up to the total");
  const sign = totalMinor < 0 ? -1n : 1n;
  return shares.map((share) => minor(toSafeNumber(share.part * sign)));
}

type Share = { readonly index: number; part: bigint; readonly remainder: bigint };

function byLargestRemainder(left: Share, right: Share): number {
  if (left.remainder !== right.remainder) return left.remainder > right.remainder ? -1 : 1;
  return left.index - right.index;
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient;
}
