import { formatMajor } from "../money/currency";
import { type Minor, minor } from "../money/minor";
import { formatQuantity, quantityMilli } from "../quantity/quantity";
import { type Instant, localTime } from "../time";
import type { ReceiptTexts } from "./receipt-texts";

const MINUS = "\u2212";

/** Signs that a customer reads faster than the code; other currencies are named by their code. */
const SYMBOLS: Readonly<Record<string, string>> = { EUR: "€", GBP: "£", USD: "$" };

/**
 * An amount as a receipt prints it: grouped by thousands, all decimals of the currency, a true
 * minus, no currency: 184500 in KES is "1,845.00".
 *
 * @param amountMinor minor units.
 * @throws DomainError unknown_currency
 */
export function receiptAmount(amountMinor: Minor, currency: string): string {
  const plain = formatMajor(minor(Math.abs(amountMinor)), currency);
  const [whole = "", fraction] = plain.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = amountMinor < 0 ? MINUS : "";
  return fraction === undefined ? `${sign}${grouped}` : `${sign}${grouped}.${fraction}`;
}

/**
 * The total with its currency, as a label and an amount: ["Total KES", "1,845.00"] or
 * ["Total", "£18.45"].
 *
 * @param amountMinor minor units.
 * @throws DomainError unknown_currency
 */
export function receiptTotal(
  word: string,
  amountMinor: Minor,
  currency: string,
): { label: string; amount: string } {
  const amount = receiptAmount(amountMinor, currency);
  const symbol = SYMBOLS[currency];
  if (symbol === undefined) return { label: `${word} ${currency}`, amount };
  const bare = amount.replace(MINUS, "");
  return { label: word, amount: `${amountMinor < 0 ? MINUS : ""}${symbol}${bare}` };
}

/** A quantity in thousandths as the shortest decimal with a true minus. */
export function receiptQuantity(milli: number): string {
  return formatQuantity(quantityMilli(milli)).replace("-", MINUS);
}

/** "21 Nov 2026, 13:46" on the store's wall clock. */
export function receiptMoment(at: Instant, timezone: string, texts: ReceiptTexts): string {
  const { day, hour, minute } = localTime(at, timezone);
  const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  return `${receiptDay(day, texts)}, ${clock}`;
}

/** "21 Nov 2026" of a date as `YYYY-MM-DD`. */
export function receiptDay(day: string, texts: ReceiptTexts): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(date)} ${texts.months[Number(month) - 1] ?? month} ${year}`;
}
