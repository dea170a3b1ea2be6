import { assert } from "../assert";

const GTIN_LENGTHS = [8, 12, 13, 14];
const ZERO = "0".charCodeAt(0);

/**
 * The check digit of a GTIN: weights 3, 1, 3… from the right of the body [BC1].
 *
 * @param body the digits before the check digit.
 * @throws AssertionError when `body` is not all digits.
 */
export function computeCheckDigit(body: string): number {
  assert(/^\d+$/.test(body), "a GTIN body is all digits");
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const weight = (body.length - index) % 2 === 1 ? 3 : 1;
    sum += (body.charCodeAt(index) - ZERO) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether `code` has 8, 12, 13 or 14 digits and the right check digit [BC1]. */
export function isValidGtin(code: string): boolean {
  return GTIN_LENGTHS.includes(code.length) && hasValidCheckDigit(code);
}

/** Whether `code` is two or more digits of which the last checks the others [BC1]. */
export function hasValidCheckDigit(code: string): boolean {
  if (!/^\d{2,}$/.test(code)) return false;
  return code.charCodeAt(code.length - 1) - ZERO === computeCheckDigit(code.slice(0, -1));
}

/**
 * The form in which GTINs are stored and compared: fourteen digits, zeros on the left, so that
 * UPC-A, EAN-13 and GTIN-14 of one product meet [BC2].
 *
 * @returns null when `code` is no valid GTIN.
 */
export function toGtin14(code: string): string | null {
  return isValidGtin(code) ? code.padStart(14, "0") : null;
}
