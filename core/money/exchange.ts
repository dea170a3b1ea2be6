import { DomainError } from "../errors";
import { currencyExponent } from "./currency";
import { type Minor, minor } from "./minor";
import { divideExact, toSafeNumber } from "./mul-div";

const RATE_PATTERN = /^(\d{1,9})(?:\.(\d{1,9}))?$/;

/**
 * Money of one currency in another at a stated rate, rounded half away from zero once [FX1].
 *
 * @param amountMinor minor units of `from`.
 * @param rate units of `to` for one unit of `from`, an exact decimal such as "129.35".
 * @returns minor units of `to`.
 * @throws DomainError invalid_rate when the rate is no such decimal or 0 | unknown_currency.
 */
export function exchangeMoney(
  amountMinor: Minor,
  exchange: { rate: string; from: string; to: string },
): Minor {
  const match = RATE_PATTERN.exec(exchange.rate);
  const [, whole = "", fraction = ""] = match ?? [];
  const numerator = BigInt(`${whole}${fraction}` || "0");
  if (!match || numerator === 0n) throw new DomainError("invalid_rate", { rate: exchange.rate });
  const exponent = currencyExponent(exchange.to) - currencyExponent(exchange.from);
  const scaled = BigInt(amountMinor) * numerator * 10n ** BigInt(Math.max(0, exponent));
  const divisor = 10n ** BigInt(fraction.length + Math.max(0, -exponent));
  return minor(toSafeNumber(divideExact(scaled, divisor, "HALF_UP")));
}
