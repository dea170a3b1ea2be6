import { DomainError } from "../../core/errors";
import { currencyExponent } from "../../core/money/currency";
import { MINOR_MAX } from "../../core/money/minor";
import type { ProductPrice } from "../../core/pricing/price-list";
import { QUANTITY_MILLI_MAX } from "../../core/quantity/quantity";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { SaleStore } from "./load-sale-goods";

/** Room above the goods for the taxes on them, so that no sum of a sale leaves ±MINOR_MAX. */
const TAX_ROOM = 64n;
const GOODS_MINOR_MAX = BigInt(MINOR_MAX) / TAX_ROOM;
const TIP_MINOR_MAX = MINOR_MAX / 2;

export type BoundedLine = {
  readonly quantityMilli: number;
  readonly unitPriceMinor: number | undefined;
  readonly prices: readonly Pick<ProductPrice, "priceMinor">[];
  readonly taxGroup: TaxGroup | undefined;
};

/**
 * Refuse goods of more than a sale can hold, before anything is computed with them: quantities of
 * more than one line may have, prices × quantities (of the dearest price that a product has) of
 * more than money can be with its taxes.
 *
 * @throws DomainError invalid_quantity | validation_failed naming the first line that is too much.
 */
export function requireGoodsBounds(lines: readonly BoundedLine[]): void {
  let quantitySum = 0;
  let amountSum = 0n;
  for (const [index, line] of lines.entries()) {
    quantitySum += line.quantityMilli;
    if (quantitySum > QUANTITY_MILLI_MAX)
      throw new DomainError("invalid_quantity", { line: index });
    amountSum += dearestUnit(line) * BigInt(line.quantityMilli);
    if (amountSum > GOODS_MINOR_MAX * 1000n) {
      throw new DomainError("validation_failed", { field: `lines.${index}.quantity`, line: index });
    }
  }
}

/** With the duties on one unit, which no share of its price bounds. */
function dearestUnit({ unitPriceMinor, prices, taxGroup }: BoundedLine): bigint {
  const listed = prices.map((price) => price.priceMinor);
  const dearestMinor = unitPriceMinor ?? Math.max(0, ...listed);
  const duties = (taxGroup?.rates ?? []).map((rate) => BigInt(rate.amountMinor ?? 0));
  return duties.reduce((sum, duty) => sum + duty, BigInt(dearestMinor));
}

export type BoundedPayment = {
  readonly currency?: string | undefined;
  readonly amountMinor: number;
  readonly tenderedMinor?: number | undefined;
};

/**
 * Refuse a tip or payments of more than money can be in the currency of the store.
 *
 * @throws DomainError validation_failed naming the first field that is too much.
 */
export function requirePaymentBounds(
  sale: { tipMinor?: number | undefined; payments: readonly BoundedPayment[] },
  store: Pick<SaleStore, "currency" | "exchangeRates">,
): void {
  if ((sale.tipMinor ?? 0) > TIP_MINOR_MAX) {
    throw new DomainError("validation_failed", { field: "tipMinor" });
  }
  let sum = 0n;
  for (const [index, payment] of sale.payments.entries()) {
    sum += worthAtMost(payment, store);
    if (sum > BigInt(MINOR_MAX)) {
      throw new DomainError("validation_failed", { field: `payments.${index}.amountMinor` });
    }
  }
}

/** At its rate rounded up to whole units; 0 where the currency has no rate, which is refused later. */
function worthAtMost(
  payment: BoundedPayment,
  store: Pick<SaleStore, "currency" | "exchangeRates">,
): bigint {
  const handed = BigInt(Math.max(payment.amountMinor, payment.tenderedMinor ?? 0));
  const { currency = store.currency } = payment;
  if (currency === store.currency) return handed;
  const known = store.exchangeRates.find((each) => each.currency === currency);
  if (!known) return 0n;
  const [whole = ""] = known.rate.split(".");
  const exponent = currencyExponent(store.currency) - currencyExponent(currency);
  return handed * (BigInt(whole || "0") + 1n) * 10n ** BigInt(Math.max(0, exponent));
}
