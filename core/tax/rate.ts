import { assert } from "../assert";

declare const ratePpmBrand: unique symbol;

/** A tax or discount rate in parts per million: 16 % is 160_000 [TX14]. */
export type RatePpm = number & { readonly [ratePpmBrand]: true };

/** The whole: 100 % in parts per million. */
export const PPM = 1_000_000;

/** Largest rate: 1000 %. */
export const RATE_PPM_MAX = 10 * PPM;

/**
 * Brand an integer as a rate in parts per million.
 *
 * @throws AssertionError when it is no integer from 0 to RATE_PPM_MAX.
 */
export function ratePpm(partsPerMillion: number): RatePpm {
  assertRatePpm(partsPerMillion);
  return (partsPerMillion + 0) as RatePpm;
}

/**
 * @throws AssertionError when `partsPerMillion` is no integer from 0 to RATE_PPM_MAX.
 */
export function assertRatePpm(partsPerMillion: number): asserts partsPerMillion is RatePpm {
  assert(Number.isInteger(partsPerMillion), "a rate must be an integer of parts per million");
  assert(partsPerMillion >= 0 && partsPerMillion <= RATE_PPM_MAX, "a rate is out of range");
}

const PERCENT_PATTERN = /^(\d{1,4})(?:\.(\d{1,4}))?$/;

/**
 * Read a percentage such as "16" or "8.875", at most four decimals [TX14].
 *
 * @returns parts per million, or null when `text` is no such decimal or above 1000 %.
 */
export function parsePercent(text: string): RatePpm | null {
  const match = PERCENT_PATTERN.exec(text);
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  const partsPerMillion = Number(whole) * 10_000 + Number(fraction.padEnd(4, "0"));
  return partsPerMillion > RATE_PPM_MAX ? null : ratePpm(partsPerMillion);
}

/** Write a rate as the shortest decimal percentage, without the sign: 88_750 is "8.875". */
export function formatPercent(rate: RatePpm): string {
  const fraction = String(rate % 10_000)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `${Math.floor(rate / 10_000)}${fraction === "" ? "" : `.${fraction}`}`;
}
