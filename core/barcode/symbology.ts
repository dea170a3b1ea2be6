import { hasValidCheckDigit } from "./gtin";
import { expandUpce } from "./upce";

export const SYMBOLOGIES = ["ean13", "ean8", "upca", "upce", "gtin14"] as const;

export type Symbology = (typeof SYMBOLOGIES)[number];

const LENGTHS: Readonly<Record<Symbology, number>> = {
  ean13: 13,
  ean8: 8,
  upca: 12,
  upce: 8,
  gtin14: 14,
};

/** Whether `code` has the length and the check digit of a symbology [BC4]. */
export function isValidForSymbology(code: string, symbology: Symbology): boolean {
  if (symbology === "upce") return expandUpce(code)?.isCheckDigitRight ?? false;
  return code.length === LENGTHS[symbology] && hasValidCheckDigit(code);
}

/**
 * What a bare code can be, likeliest first: eight digits may be both EAN-8 and UPC-E [BC4].
 *
 * @returns nothing for a code whose check digit fits no symbology.
 */
export function detectSymbologies(code: string): Symbology[] {
  return SYMBOLOGIES.filter((symbology) => isValidForSymbology(code, symbology));
}
