import { currencyExponent, isoNumberOf } from "../money/currency";
import { MINOR_MAX, type Minor, minor } from "../money/minor";
import { divideExact } from "../money/mul-div";
import { QUANTITY_MILLI_MAX, type QuantityMilli, quantityMilli } from "../quantity/quantity";
import { readGs1Date } from "./gs1-date";
import type { Gs1Elements } from "./gs1-elements";

/** What the elements of a code say of the goods; what they do not say is left out. */
export type Gs1Values = {
  /** Thousandths of a kilogram, from 310n. */
  readonly weightMilli?: QuantityMilli;
  /** Thousandths of a piece, from 30 or 37. */
  readonly countMilli?: QuantityMilli;
  /** Price of the whole in minor units, from 392n, or 393n in the shop's currency. */
  readonly priceMinor?: Minor;
  readonly batch?: string;
  readonly serial?: string;
  /** Business dates, YYYY-MM-DD. */
  readonly producedOn?: string;
  readonly packedOn?: string;
  readonly bestBeforeOn?: string;
  readonly expiresOn?: string;
};

const DATES = [
  ["11", "producedOn"],
  ["13", "packedOn"],
  ["15", "bestBeforeOn"],
  ["17", "expiresOn"],
] as const;

/**
 * Read weight, count, price, dates, lot and serial out of GS1 elements [BC10]. A price in another
 * currency, one with more decimals than the currency has and an impossible date are left out:
 * nothing is guessed. A weight below one gram is rounded half up.
 *
 * @param shop `today` is YYYY-MM-DD and decides the century of dates alone [BC11].
 * @throws DomainError unknown_currency
 */
export function readGs1Values(
  elements: Gs1Elements,
  shop: { readonly currency: string; readonly today: string },
): Gs1Values {
  const weightMilli = readFirst(elements, /^310[0-5]$/, readImpliedMilli);
  const countMilli = readFirst(elements, /^3[07]$/, (_, digits) => readImpliedMilli("0", digits));
  const priceMinor = readFirst(elements, /^39[23]\d$/, (identifier, digits) =>
    readPrice(identifier, digits, shop.currency),
  );
  const values: { -readonly [Key in keyof Gs1Values]: Gs1Values[Key] } = {
    ...(weightMilli === null ? {} : { weightMilli }),
    ...(countMilli === null ? {} : { countMilli }),
    ...(priceMinor === null ? {} : { priceMinor }),
  };
  if (elements["10"] !== undefined) values.batch = elements["10"];
  if (elements["21"] !== undefined) values.serial = elements["21"];
  for (const [identifier, field] of DATES) {
    const date = readGs1Date(elements[identifier] ?? "", shop.today);
    if (date !== null) values[field] = date;
  }
  return values;
}

/**
 * A measure whose identifier ends in its number of decimals, as 3103 does, in thousandths [BC10].
 * Further decimals are rounded half up.
 *
 * @returns null when `digits` are no digits or the measure is out of range.
 */
export function readImpliedMilli(identifier: string, digits: string): QuantityMilli | null {
  const decimals = Number(identifier.at(-1));
  if (!/^\d+$/.test(digits) || !Number.isInteger(decimals)) return null;
  const thousandths = divideExact(BigInt(digits) * 1000n, 10n ** BigInt(decimals), "HALF_UP");
  return thousandths > BigInt(QUANTITY_MILLI_MAX) ? null : quantityMilli(Number(thousandths));
}

function readPrice(identifier: string, digits: string, currency: string): Minor | null {
  const hasCurrency = identifier.startsWith("393");
  if (hasCurrency && digits.slice(0, 3) !== isoNumberOf(currency)) return null;
  const decimals = Number(identifier.at(-1));
  return priceFromDigits(hasCurrency ? digits.slice(3) : digits, decimals, currency);
}

/**
 * A price written with a stated number of decimals, in minor units of a currency [BC9, BC10].
 *
 * @returns null when the currency has not so many decimals, or the price is out of range.
 * @throws DomainError unknown_currency
 */
export function priceFromDigits(digits: string, decimals: number, currency: string): Minor | null {
  const missing = currencyExponent(currency) - decimals;
  if (missing < 0 || !/^\d+$/.test(digits)) return null;
  const amount = BigInt(digits) * 10n ** BigInt(missing);
  return amount > BigInt(MINOR_MAX) ? null : minor(Number(amount));
}

function readFirst<Value>(
  elements: Gs1Elements,
  identifiers: RegExp,
  read: (identifier: string, digits: string) => Value | null,
): Value | null {
  const found = Object.entries(elements).find(([identifier]) => identifiers.test(identifier));
  return found ? read(...found) : null;
}
