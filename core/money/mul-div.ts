import { assert } from "../assert";

/**
 * How a quotient becomes an integer [RD1]. HALF_UP takes a half away from zero and UP everything;
 * HALF_DOWN and DOWN go to zero. HALF_CEIL and CEIL go to plus infinity, HALF_FLOOR and FLOOR to
 * minus infinity.
 */
export const ROUNDING_MODES = [
  "HALF_UP",
  "HALF_DOWN",
  "HALF_EVEN",
  "FLOOR",
  "CEIL",
  "DOWN",
  "UP",
  "HALF_CEIL",
  "HALF_FLOOR",
] as const;

export type RoundingMode = (typeof ROUNDING_MODES)[number];

/**
 * amount × numerator ÷ denominator, rounded once: the only division of money and quantities [RD1].
 * The product is exact, however large; the result is never -0.
 *
 * @param rounding there is no default: every division names its own.
 * @throws AssertionError on a non-integer, a denominator below 1 or a result beyond the safe integers.
 */
export function mulDiv(
  amount: number,
  numerator: number,
  denominator: number,
  rounding: RoundingMode,
): number {
  assert(
    Number.isSafeInteger(amount) && Number.isSafeInteger(numerator),
    "mulDiv multiplies integers",
  );
  assert(
    Number.isSafeInteger(denominator) && denominator > 0,
    "mulDiv divides by an integer above 0",
  );
  const product = amount * numerator;
  if (!Number.isSafeInteger(product)) {
    return toSafeNumber(
      divideExact(BigInt(amount) * BigInt(numerator), BigInt(denominator), rounding),
    );
  }
  const magnitude = Math.abs(product);
  const remainder = magnitude % denominator;
  let quotient = (magnitude - remainder) / denominator;
  if (remainder !== 0) {
    const mode = product < 0 ? MIRRORED[rounding] : rounding;
    // remainder * 2 may leave the safe integers; the distance to the next integer does not.
    const half = Math.sign(remainder - (denominator - remainder));
    if (roundsUp(mode, half, quotient % 2 === 1)) quotient += 1;
  }
  return product < 0 && quotient !== 0 ? -quotient : quotient;
}

/**
 * The integer nearest to `dividend ÷ divisor` under `rounding`, for products beyond 2^53 [RD1].
 *
 * @throws AssertionError when `divisor` is below 1.
 */
export function divideExact(dividend: bigint, divisor: bigint, rounding: RoundingMode): bigint {
  assert(divisor > 0n, "divideExact divides by an integer above 0");
  const isNegative = dividend < 0n;
  const magnitude = isNegative ? -dividend : dividend;
  const remainder = magnitude % divisor;
  let quotient = magnitude / divisor;
  if (remainder !== 0n) {
    const distance = remainder * 2n - divisor;
    const half = distance > 0n ? 1 : distance < 0n ? -1 : 0;
    const mode = isNegative ? MIRRORED[rounding] : rounding;
    if (roundsUp(mode, half, quotient % 2n === 1n)) quotient += 1n;
  }
  return isNegative ? -quotient : quotient;
}

const DECIMAL_PATTERN = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * An exact decimal such as "-2.5" as an integer [RD2]; never -0.
 *
 * @throws AssertionError when `text` is no plain decimal or the result leaves the safe integers.
 */
export function roundDecimal(text: string, rounding: RoundingMode): number {
  const match = DECIMAL_PATTERN.exec(text);
  assert(match !== null, "roundDecimal needs a plain decimal");
  const [, sign = "", whole = "", fraction = ""] = match;
  const scaled = BigInt(`${sign}${whole}${fraction}`);
  return toSafeNumber(divideExact(scaled, 10n ** BigInt(fraction.length), rounding));
}

/**
 * A BigInt as a number.
 *
 * @throws AssertionError when it is beyond the safe integers.
 */
export function toSafeNumber(value: bigint): number {
  const converted = Number(value);
  assert(Number.isSafeInteger(converted), "the result is beyond the safe integers");
  return converted;
}

/** The mode that does to a magnitude what the key does to the negative number. */
const MIRRORED: Record<RoundingMode, RoundingMode> = {
  HALF_UP: "HALF_UP",
  HALF_DOWN: "HALF_DOWN",
  HALF_EVEN: "HALF_EVEN",
  HALF_CEIL: "HALF_FLOOR",
  HALF_FLOOR: "HALF_CEIL",
  FLOOR: "CEIL",
  CEIL: "FLOOR",
  DOWN: "DOWN",
  UP: "UP",
};

/** `half` compares a remainder that is not 0 with one half: -1 below, 0 exactly, 1 above. */
function roundsUp(mode: RoundingMode, half: number, isOddQuotient: boolean): boolean {
  switch (mode) {
    case "HALF_UP":
    case "HALF_CEIL":
      return half >= 0;
    case "HALF_DOWN":
    case "HALF_FLOOR":
      return half > 0;
    case "HALF_EVEN":
      return half > 0 || (half === 0 && isOddQuotient);
    case "CEIL":
    case "UP":
      return true;
    case "FLOOR":
    case "DOWN":
      return false;
  }
}
