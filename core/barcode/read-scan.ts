import type { Minor } from "../money/minor";
import type { QuantityMilli } from "../quantity/quantity";
import { readGs1Values } from "./gs1-values";
import { isValidGtin } from "./gtin";
import type { ShopMeasureLayout } from "./measure-layout";
import { type NormalizedScan, normalizeScan } from "./normalize-scan";
import { readMeasureCode } from "./read-measure-code";

/** What the till needs of a scan; what the code does not say is left out. */
export type ScanReading = {
  /** What was scanned, without the scanner's prefix and without blanks around it. */
  readonly scannedText: string;
  /** What to look up, in order. */
  readonly lookupKeys: readonly string[];
  /**
   * Those of the keys for which quantity and price hold. A code of the shop's own that reads like a
   * measured one is still found by its plain text, and then it is not measured.
   */
  readonly measuredKeys: readonly string[];
  /** Thousandths of a kilogram or of a piece, as `measuredAs` says. */
  readonly quantityMilli?: QuantityMilli;
  readonly measuredAs?: "weight" | "count";
  /** The price of the whole, in minor units. */
  readonly priceMinor?: Minor;
  readonly batch?: string;
  readonly serial?: string;
  /** YYYY-MM-DD. */
  readonly bestBeforeOn?: string;
  readonly expiresOn?: string;
  /** The code is of a GTIN's length and its check digit is wrong; its plain text may still be known. */
  readonly problem?: "wrong_check_digit";
};

export type ScanShop = {
  /** In the order in which they are tried. */
  readonly layouts: readonly ShopMeasureLayout[];
  readonly currency: string;
  /** YYYY-MM-DD; decides the century of a date alone. */
  readonly today: string;
};

/**
 * Read all that a scanned or typed code says [BC12]: what to look up, and the weight, count, price,
 * lot, serial and dates that it carries. Never fails: a text that is no code is looked up as it is.
 *
 * @throws DomainError unknown_currency
 */
export function readScan(text: string, shop: ScanShop): ScanReading {
  const scan = normalizeScan(text);
  const { scannedText, lookupKeys } = scan;
  if (scan.elements) return readElements(scan, shop);
  const measured = readMeasureCode(scannedText, shop);
  if (measured) {
    const measuredKeys = measured.lookupKeys;
    const keys = { scannedText, lookupKeys: [...measuredKeys, ...lookupKeys], measuredKeys };
    if (measured.kind === "price") return { ...keys, priceMinor: measured.priceMinor };
    return measured.kind === "weight"
      ? { ...keys, quantityMilli: measured.weightMilli, measuredAs: "weight" }
      : { ...keys, quantityMilli: measured.quantityMilli, measuredAs: "count" };
  }
  const keys = { scannedText, lookupKeys, measuredKeys: [] };
  return isMisreadScan(scan) ? { ...keys, problem: "wrong_check_digit" } : keys;
}

/** Whether a text is as long as a GTIN and its check digit is wrong [BC12]. */
export function isMisread(text: string): boolean {
  return isMisreadScan(normalizeScan(text));
}

function isMisreadScan({ symbologies, scannedText }: NormalizedScan): boolean {
  return symbologies.length === 0 && /^(?:\d{8}|\d{12,14})$/.test(scannedText);
}

function readElements(scan: NormalizedScan, shop: ScanShop): ScanReading {
  const { scannedText, lookupKeys, elements } = scan;
  const values = readGs1Values(elements ?? {}, shop);
  const { weightMilli, countMilli, producedOn, packedOn, ...rest } = values;
  const gtin = elements?.["01"] ?? elements?.["02"];
  const isWrong = gtin !== undefined && !isValidGtin(gtin);
  const keys = { scannedText, lookupKeys, measuredKeys: lookupKeys, ...rest };
  const problem = isWrong ? ({ problem: "wrong_check_digit" } as const) : {};
  if (weightMilli !== undefined) {
    return { ...keys, ...problem, quantityMilli: weightMilli, measuredAs: "weight" };
  }
  if (countMilli !== undefined) {
    return { ...keys, ...problem, quantityMilli: countMilli, measuredAs: "count" };
  }
  return { ...keys, ...problem };
}
