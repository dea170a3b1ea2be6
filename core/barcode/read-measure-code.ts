import type { Minor } from "../money/minor";
import type { QuantityMilli } from "../quantity/quantity";
import { priceFromDigits, readImpliedMilli } from "./gs1-values";
import { hasValidCheckDigit, toGtin14 } from "./gtin";
import { type MeasurePattern, parseMeasurePattern, type ShopMeasureLayout } from "./measure-layout";
import { type MeasureSplit, splitVariableMeasure } from "./variable-measure";

/** A variable measure code; weights are thousandths of a kilogram, quantities of a piece. */
export type MeasureCode = {
  /** The code with the value zeroed and its check digit right again. */
  readonly baseCode: string;
  /** What to look the product up by, most specific first. */
  readonly lookupKeys: readonly string[];
} & (
  | { readonly kind: "weight"; readonly weightMilli: QuantityMilli }
  | { readonly kind: "price"; readonly priceMinor: Minor }
  | { readonly kind: "quantity"; readonly quantityMilli: QuantityMilli }
);

type Shop = { readonly layouts: readonly ShopMeasureLayout[]; readonly currency: string };

const UPCA_LENGTH = 12;

/**
 * Read a weight, a price or a quantity out of a shop's own code: the first layout that fits holds
 * [BC9]. UPC-A and EAN-13 with a zero in front are one code.
 *
 * @returns null when no layout fits, a check digit is wrong, the value is 0 (then the code is its
 *          own base code), or the price has decimals that the currency has not.
 * @throws DomainError unknown_currency
 */
export function readMeasureCode(code: string, { layouts, currency }: Shop): MeasureCode | null {
  if (!/^(?:\d{8}|\d{12,13})$/.test(code) || !hasValidCheckDigit(code)) return null;
  for (const layout of layouts) {
    const parsed = parseMeasurePattern(layout.pattern);
    if (!parsed.ok) continue;
    const split = splitFitting(code, parsed.pattern, layout.pattern);
    if (split) return readSplit(split, { layout, decimals: parsed.pattern.decimals, currency });
  }
  return null;
}

function splitFitting(code: string, pattern: MeasurePattern, text: string): MeasureSplit | null {
  const length = pattern.parts.reduce((sum, [, partLength]) => sum + partLength, 0);
  const digits = toLength(code, length);
  const split = digits === null ? null : splitVariableMeasure(digits, pattern.parts);
  if (digits === null || !split || split.isInnerValid === false) return null;
  // Braces, "V" and "C" say nothing about the digits there; the rest of the pattern does.
  const signs = text.replace(/\{(\w+)\}/, (_, value: string) => ".".repeat(value.length));
  const fits = [...signs].every((sign, at) => !/\d/.test(sign) || sign === digits[at]);
  if (!fits) return null;
  return { ...split, baseCode: toLength(split.baseCode, code.length) ?? split.baseCode };
}

function toLength(code: string, length: number): string | null {
  if (code.length === length) return code;
  if (code.length === UPCA_LENGTH && length === UPCA_LENGTH + 1) return `0${code}`;
  const isPadded = code.length === UPCA_LENGTH + 1 && length === UPCA_LENGTH && code[0] === "0";
  return isPadded ? code.slice(1) : null;
}

function readSplit(
  split: MeasureSplit,
  meaning: {
    readonly layout: ShopMeasureLayout;
    readonly decimals: number;
    readonly currency: string;
  },
): MeasureCode | null {
  if (split.value === 0) return null;
  const { layout, decimals, currency } = meaning;
  const { baseCode } = split;
  const gtin14 = toGtin14(baseCode);
  const base = { baseCode, lookupKeys: gtin14 === null ? [baseCode] : [gtin14, baseCode] };
  const digits = String(split.value);
  if (layout.measures === "price") {
    const priceMinor = priceFromDigits(digits, decimals, currency);
    return priceMinor === null ? null : { ...base, kind: "price", priceMinor };
  }
  // Scales print grams without a point.
  const isGrams = layout.measures === "weight" && decimals === 0;
  const measureMilli = readImpliedMilli(String(isGrams ? 3 : decimals), digits);
  if (measureMilli === null) return null;
  return layout.measures === "weight"
    ? { ...base, kind: "weight", weightMilli: measureMilli }
    : { ...base, kind: "quantity", quantityMilli: measureMilli };
}
