import { assert } from "../assert";
import { DomainError } from "../errors";
import { MINOR_MAX, type Minor, minor } from "./minor";

type Currency = {
  /** Decimals of the major unit. */
  readonly exponent: 0 | 2 | 3;
  /** Coins and notes in everyday use, ascending, in minor units. */
  readonly denominationsMinor: readonly number[];
};

/** Currencies a store can trade in, by ISO 4217 code [MN3]. */
export const CURRENCIES = {
  AED: {
    exponent: 2,
    denominationsMinor: [25, 50, 100, ...hundreds(5, 10, 20, 50, 100, 200, 500)],
  },
  AUD: { exponent: 2, denominationsMinor: [5, 10, 20, 50, ...hundreds(1, 2, 5, 10, 20, 50, 100)] },
  BHD: { exponent: 3, denominationsMinor: [5, 10, 25, 50, 100, 500, 1000, 5000, 10_000, 20_000] },
  CAD: { exponent: 2, denominationsMinor: [5, 10, 25, ...hundreds(1, 2, 5, 10, 20, 50, 100)] },
  CHF: {
    exponent: 2,
    denominationsMinor: [5, 10, 20, 50, ...hundreds(1, 2, 5, 10, 20, 50, 100, 200)],
  },
  CZK: {
    exponent: 2,
    denominationsMinor: hundreds(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000),
  },
  DKK: { exponent: 2, denominationsMinor: [50, ...hundreds(1, 2, 5, 10, 20, 50, 100, 200, 500)] },
  ETB: { exponent: 2, denominationsMinor: [25, 50, ...hundreds(1, 5, 10, 50, 100, 200)] },
  EUR: {
    exponent: 2,
    denominationsMinor: [1, 2, 5, 10, 20, 50, ...hundreds(1, 2, 5, 10, 20, 50, 100, 200)],
  },
  GBP: {
    exponent: 2,
    denominationsMinor: [1, 2, 5, 10, 20, 50, ...hundreds(1, 2, 5, 10, 20, 50)],
  },
  GHS: {
    exponent: 2,
    denominationsMinor: [10, 20, 50, ...hundreds(1, 2, 5, 10, 20, 50, 100, 200)],
  },
  INR: { exponent: 2, denominationsMinor: hundreds(1, 2, 5, 10, 20, 50, 100, 200, 500) },
  JPY: {
    exponent: 0,
    denominationsMinor: [1, 5, 10, 50, 100, 500, 1000, 2000, 5000, 10_000],
  },
  KES: { exponent: 2, denominationsMinor: hundreds(1, 5, 10, 20, 50, 100, 200, 500, 1000) },
  KRW: { exponent: 0, denominationsMinor: [10, 50, 100, 500, 1000, 5000, 10_000, 50_000] },
  KWD: {
    exponent: 3,
    denominationsMinor: [5, 10, 20, 50, 100, 250, 500, 1000, 5000, 10_000, 20_000],
  },
  NGN: { exponent: 2, denominationsMinor: hundreds(5, 10, 20, 50, 100, 200, 500, 1000) },
  NOK: { exponent: 2, denominationsMinor: hundreds(1, 5, 10, 20, 50, 100, 200, 500, 1000) },
  NZD: { exponent: 2, denominationsMinor: [10, 20, 50, ...hundreds(1, 2, 5, 10, 20, 50, 100)] },
  PLN: {
    exponent: 2,
    denominationsMinor: [1, 2, 5, 10, 20, 50, ...hundreds(1, 2, 5, 10, 20, 50, 100, 200, 500)],
  },
  RWF: { exponent: 0, denominationsMinor: [5, 10, 20, 50, 100, 500, 1000, 2000, 5000] },
  SEK: { exponent: 2, denominationsMinor: hundreds(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) },
  TZS: { exponent: 2, denominationsMinor: hundreds(50, 100, 200, 500, 1000, 2000, 5000, 10_000) },
  UGX: {
    exponent: 0,
    denominationsMinor: [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000],
  },
  USD: { exponent: 2, denominationsMinor: [1, 5, 10, 25, ...hundreds(1, 5, 10, 20, 50, 100)] },
  XAF: { exponent: 0, denominationsMinor: [5, 10, 25, 50, 100, 500, 1000, 2000, 5000, 10_000] },
  XOF: { exponent: 0, denominationsMinor: [5, 10, 25, 50, 100, 500, 1000, 2000, 5000, 10_000] },
  ZAR: {
    exponent: 2,
    denominationsMinor: [10, 20, 50, ...hundreds(1, 2, 5, 10, 20, 50, 100, 200)],
  },
} as const satisfies Record<string, Currency>;

export type CurrencyCode = keyof typeof CURRENCIES;

/** Whether a store can trade in `code`, an ISO 4217 code in capitals [MN3]. */
export function isCurrencyCode(code: string): code is CurrencyCode {
  return Object.hasOwn(CURRENCIES, code);
}

/**
 * Decimals of a currency's major unit: KES 2, JPY 0, KWD 3 [MN3].
 *
 * @throws DomainError unknown_currency
 */
export function currencyExponent(code: string): number {
  return getCurrency(code).exponent;
}

/**
 * Coins and notes of a currency in minor units, ascending.
 *
 * @throws DomainError unknown_currency
 */
export function currencyDenominations(code: string): readonly Minor[] {
  return getCurrency(code).denominationsMinor.map(minor);
}

/** ISO 4217 numbers, as barcodes state a currency. */
const ISO_NUMBERS: Readonly<Record<CurrencyCode, string>> = {
  AED: "784",
  AUD: "036",
  BHD: "048",
  CAD: "124",
  CHF: "756",
  CZK: "203",
  DKK: "208",
  ETB: "230",
  EUR: "978",
  GBP: "826",
  GHS: "936",
  INR: "356",
  JPY: "392",
  KES: "404",
  KRW: "410",
  KWD: "414",
  NGN: "566",
  NOK: "578",
  NZD: "554",
  PLN: "985",
  RWF: "646",
  SEK: "752",
  TZS: "834",
  UGX: "800",
  USD: "840",
  XAF: "950",
  XOF: "952",
  ZAR: "710",
};

/**
 * The three digits that stand for a currency in a barcode: KES is "404" [MN3].
 *
 * @throws DomainError unknown_currency
 */
export function isoNumberOf(code: string): string {
  if (!isCurrencyCode(code)) throw new DomainError("unknown_currency", { currency: code });
  return ISO_NUMBERS[code];
}

export const MAJOR_PARSE_FAILURES = ["not_a_number", "too_many_decimals", "too_large"] as const;

export type MajorParseFailure = (typeof MAJOR_PARSE_FAILURES)[number];

export type MajorParsed =
  | { readonly ok: true; readonly amountMinor: Minor }
  | { readonly ok: false; readonly reason: MajorParseFailure };

const MAJOR_PATTERN = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Read an amount as people write it, "12.50", into minor units, exactly [MN4]. No grouping, blank,
 * exponent or "+"; never rounds: more decimals than the currency has are refused.
 *
 * @throws DomainError unknown_currency
 */
export function parseMajorToMinor(text: string, currency: string): MajorParsed {
  const exponent = currencyExponent(currency);
  const match = MAJOR_PATTERN.exec(text);
  if (!match) return { ok: false, reason: "not_a_number" };
  const [, sign, whole = "", fraction = ""] = match;
  if (fraction.length > exponent) return { ok: false, reason: "too_many_decimals" };
  const magnitude = BigInt(whole + fraction.padEnd(exponent, "0"));
  if (magnitude > BigInt(MINOR_MAX)) return { ok: false, reason: "too_large" };
  return { ok: true, amountMinor: minor(sign === "-" ? -Number(magnitude) : Number(magnitude)) };
}

/**
 * Write an amount as a plain decimal of the major unit, without grouping or symbol: 184500 in KES
 * is "1845.00" [MN4]. Surfaces format for people; this is for files and forms.
 *
 * @throws DomainError unknown_currency
 */
export function formatMajor(amountMinor: Minor, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  const sign = amountMinor < 0 ? "-" : "";
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

const QUICK_TENDER_COUNT_MAX = 3;

/**
 * Amounts a customer would really hand over for a total, besides the exact one: at most three,
 * ascending, each above the total [MN5]. KES 1,845 gives 1,900 and 2,000. An amount counts when
 * no coin or note in it could be left out, fewest pieces first; coins far smaller than the total
 * are not thought of.
 *
 * @param totalMinor minor units; nothing is offered for 0 or less.
 * @throws DomainError unknown_currency
 */
export function quickTenders(totalMinor: Minor, currency: string): Minor[] {
  if (totalMinor <= 0) return [];
  const denominations = currencyDenominations(currency);
  const largest = denominations.at(-1) ?? minor(1);
  const candidates = new Map<number, Candidate>();
  for (const denomination of denominations) {
    if (denomination * 20 < totalMinor && denomination !== largest) continue;
    const amount = Math.ceil(totalMinor / denomination) * denomination;
    if (amount <= totalMinor || amount > totalMinor * 10) continue;
    const pieces = breakDownChange(minor(amount), currency);
    const smallest = pieces.at(-1)?.denominationMinor ?? 0;
    if (amount - smallest >= totalMinor) continue;
    const pieceCount = pieces.reduce((sum, piece) => sum + piece.count, 0);
    candidates.set(amount, { amountMinor: minor(amount), pieceCount, kindCount: pieces.length });
  }
  return [...candidates.values()]
    .sort(byLikelihood)
    .slice(0, QUICK_TENDER_COUNT_MAX)
    .map((candidate) => candidate.amountMinor)
    .sort((left, right) => left - right);
}

type Candidate = {
  readonly amountMinor: Minor;
  readonly pieceCount: number;
  readonly kindCount: number;
};

function byLikelihood(left: Candidate, right: Candidate): number {
  return (
    left.pieceCount - right.pieceCount ||
    left.kindCount - right.kindCount ||
    left.amountMinor - right.amountMinor
  );
}

/**
 * Which coins and notes make up an amount of change, largest first [MN6]. What is smaller than the
 * smallest coin is left out.
 *
 * @param changeMinor minor units, not negative.
 * @throws AssertionError on a negative amount; DomainError unknown_currency.
 */
export function breakDownChange(
  changeMinor: Minor,
  currency: string,
): { denominationMinor: Minor; count: number }[] {
  assert(changeMinor >= 0, "change is handed out, not taken");
  const pieces: { denominationMinor: Minor; count: number }[] = [];
  let leftMinor: number = changeMinor;
  for (const denominationMinor of [...currencyDenominations(currency)].reverse()) {
    const count = Math.floor(leftMinor / denominationMinor);
    if (count === 0) continue;
    pieces.push({ denominationMinor, count });
    leftMinor -= count * denominationMinor;
  }
  return pieces;
}

function getCurrency(code: string): Currency {
  if (!isCurrencyCode(code)) throw new DomainError("unknown_currency", { currency: code });
  return CURRENCIES[code];
}

function hundreds(...majors: readonly number[]): readonly number[] {
  return majors.map((major) => major * 100);
}
