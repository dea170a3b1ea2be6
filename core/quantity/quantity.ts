import { assert } from "../assert";
import { type Minor, minor } from "../money/minor";
import { mulDiv, type RoundingMode } from "../money/mul-div";

declare const quantityMilliBrand: unique symbol;

/** A quantity in thousandths of its unit: 1 each is 1000, 0.355 kg is 355 [QT1]. */
export type QuantityMilli = number & { readonly [quantityMilliBrand]: true };

/** One whole unit. */
export const ONE_UNIT = 1000 as QuantityMilli;

/** Largest magnitude of a quantity, in thousandths: a thousand million units. */
export const QUANTITY_MILLI_MAX = 10 ** 12;

/**
 * Brand an integer as a quantity in thousandths; negative for returned goods. Turns -0 into 0 [QT1].
 *
 * @throws AssertionError when it is no integer within ±QUANTITY_MILLI_MAX.
 */
export function quantityMilli(thousandths: number): QuantityMilli {
  assertQuantityMilli(thousandths);
  return (thousandths + 0) as QuantityMilli;
}

/**
 * @throws AssertionError when `thousandths` is no integer within ±QUANTITY_MILLI_MAX [QT1].
 */
export function assertQuantityMilli(thousandths: number): asserts thousandths is QuantityMilli {
  assert(Number.isInteger(thousandths), "a quantity must be an integer of thousandths");
  assert(Math.abs(thousandths) <= QUANTITY_MILLI_MAX, "a quantity is out of range");
}

const QUANTITY_PATTERN = /^(-?)(\d{1,10})(?:\.(\d{1,3}))?$/;

/**
 * Read a decimal quantity such as "0.625", "6" or "-2" [QT1]. No grouping, exponent, sign "+",
 * blank or fourth decimal.
 *
 * @returns thousandths, or null when `text` is not such a decimal or is out of range.
 */
export function parseQuantity(text: string): QuantityMilli | null {
  const match = QUANTITY_PATTERN.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  const magnitude = Number(whole) * 1000 + Number(fraction.padEnd(3, "0"));
  if (magnitude > QUANTITY_MILLI_MAX) return null;
  return quantityMilli(sign === "-" ? -magnitude : magnitude);
}

/** Write a quantity as the shortest decimal: 625 is "0.625", 6000 is "6" [QT1]. */
export function formatQuantity(quantity: QuantityMilli): string {
  const magnitude = Math.abs(quantity);
  const fraction = String(magnitude % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  const whole = String(Math.floor(magnitude / 1000));
  return `${quantity < 0 ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/**
 * Price of a quantity, rounded once [QT2]. For weighed goods the price is per kilogram and the
 * thousandths are grams [QT3].
 *
 * @param unitPriceMinor price of one whole unit, in minor units.
 * @returns minor units, of the sign of price times quantity.
 * @throws AssertionError when the amount leaves ±MINOR_MAX.
 */
export function lineAmount(
  unitPriceMinor: Minor,
  quantity: QuantityMilli,
  rounding: RoundingMode,
): Minor {
  return minor(mulDiv(unitPriceMinor, quantity, ONE_UNIT, rounding));
}
