import { computeCheckDigit, hasValidCheckDigit } from "./gtin";
import { computePriceCheckDigit } from "./price-check-digit";

/** Parts of a code that carries a weight or a price; `value_check` checks the value alone. */
export const MEASURE_PARTS = ["prefix", "item", "value_check", "value", "check"] as const;

export type MeasurePart = (typeof MEASURE_PARTS)[number];

/** The parts from left to right with their numbers of digits; a shop chooses its own layouts. */
export type MeasureLayout = readonly (readonly [part: MeasurePart, length: number])[];

export type MeasureSplit = {
  readonly prefix: string;
  readonly item: string;
  /** Grams or minor units, whichever the layout's owner says. */
  readonly value: number;
  readonly isOuterValid: boolean;
  /** Null when the layout has no `value_check`. */
  readonly isInnerValid: boolean | null;
  /** The code with the value taken out and its check digit right again: what to look up. */
  readonly baseCode: string;
};

/**
 * Split a variable measure code by a layout [BC6].
 *
 * @returns null when the code is not all digits or not as long as the layout.
 */
export function splitVariableMeasure(code: string, layout: MeasureLayout): MeasureSplit | null {
  const length = layout.reduce((sum, [, partLength]) => sum + partLength, 0);
  if (code.length !== length || !/^\d+$/.test(code)) return null;
  const parts: Record<MeasurePart, string> = {
    prefix: "",
    item: "",
    value_check: "",
    value: "",
    check: "",
  };
  let base = "";
  let offset = 0;
  for (const [part, partLength] of layout) {
    const digits = code.slice(offset, offset + partLength);
    parts[part] += digits;
    base += part === "value" || part === "value_check" ? "0".repeat(partLength) : digits;
    offset += partLength;
  }
  const isOuterChecked = layout.at(-1)?.[0] === "check";
  return {
    prefix: parts.prefix,
    item: parts.item,
    value: Number(parts.value),
    isOuterValid: isOuterChecked ? hasValidCheckDigit(code) : true,
    isInnerValid:
      parts.value_check === ""
        ? null
        : Number(parts.value_check) === computePriceCheckDigit(parts.value),
    baseCode: isOuterChecked ? `${base.slice(0, -1)}${computeCheckDigit(base.slice(0, -1))}` : base,
  };
}
