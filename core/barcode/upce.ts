import { computeCheckDigit } from "./gtin";

/**
 * Expand a UPC-E code (number system 0 or 1, six digits, check digit) to its UPC-A [BC3].
 *
 * @returns the UPC-A with its computed check digit, and whether the code's own digit agrees; null
 *          when `code` has no such form.
 */
export function expandUpce(code: string): { upca: string; isCheckDigitRight: boolean } | null {
  if (!/^[01]\d{7}$/.test(code)) return null;
  const body = code.slice(0, 1) + expandDigits(code.slice(1, 7));
  const checkDigit = computeCheckDigit(body);
  return { upca: `${body}${checkDigit}`, isCheckDigitRight: Number(code[7]) === checkDigit };
}

// The last of the six digits tells where the zeros were left out.
function expandDigits(six: string): string {
  const last = Number(six[5]);
  if (last <= 2) return `${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`;
  if (last === 3) return `${six.slice(0, 3)}00000${six.slice(3, 5)}`;
  if (last === 4) return `${six.slice(0, 4)}00000${six.slice(4, 5)}`;
  return `${six.slice(0, 5)}0000${last}`;
}
