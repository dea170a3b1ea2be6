/** A decimal price as it stands in a file: an integer of `10^-scale` major units. */
export type ExactPrice = { readonly units: bigint; readonly scale: number };

/** Read a decimal exactly; null when it is none. */
export function parseExactPrice(text: string): ExactPrice | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  const units = BigInt(`${match[2]}${fraction}`) * (match[1] === "-" ? -1n : 1n);
  return { units, scale: fraction.length };
}

/**
 * Quantity × price in minor units: rounded once, half away from zero, and what the rounding left
 * over, as an exact decimal of minor units.
 *
 * @param quantityMilli thousandths.
 */
export function exactAmount(
  price: ExactPrice,
  quantityMilli: number,
  exponent: number,
): { minor: number; remainder: string } {
  // units × milli ÷ 10^(scale + 3) major units = … × 10^exponent minor units.
  const numerator = price.units * BigInt(quantityMilli) * 10n ** BigInt(exponent);
  const denominator = 10n ** BigInt(price.scale + 3);
  const sign = numerator < 0n ? -1n : 1n;
  const absolute = numerator * sign;
  const rounded = (2n * absolute + denominator) / (2n * denominator);
  const left = (absolute - rounded * denominator) * sign;
  return { minor: Number(rounded * sign), remainder: decimalText(left, price.scale + 3) };
}

/**
 * A price in whole minor units, rounded away from zero where the file's price is finer.
 *
 * @param price not negative.
 */
export function wholeUnitPrice(
  price: ExactPrice,
  exponent: number,
): { unitPriceMinor: number; isExact: boolean } {
  const numerator = price.units * 10n ** BigInt(exponent);
  const denominator = 10n ** BigInt(price.scale);
  const isExact = numerator % denominator === 0n;
  const whole = numerator / denominator + (isExact ? 0n : 1n);
  return { unitPriceMinor: Number(whole), isExact };
}

function decimalText(units: bigint, scale: number): string {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const fraction = digits.slice(-scale).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -scale)}${fraction === "" ? "" : `.${fraction}`}`;
}
