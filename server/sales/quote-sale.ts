import type { Quote } from "../../core/cart/quote-cart";
import { quoteCart } from "../../core/cart/quote-cart";
import type { Discount, QuoteInput, QuoteLine } from "../../core/cart/quote-input";
import { DomainError, type DomainErrorCode } from "../../core/errors";
import { minor } from "../../core/money/minor";
import { localClock } from "../../core/pricing/selling-context";
import type { CouponStatus } from "../../core/promotion/check-conditions";
import type { SaleLineItem } from "../../core/sale/build-sale-document";
import type { Instant } from "../../core/time";
import type { SellingRules } from "../catalog/load-selling-rules";
import type { CouponUses } from "./load-coupon-uses";
import type { SaleCustomer } from "./load-sale-customer";
import type { SaleGoods } from "./load-sale-goods";
import { discountOf, type RequestedLine } from "./to-line-item";

export type QuoteSaleInput = {
  readonly rules: SellingRules;
  readonly goods: SaleGoods;
  readonly customer: SaleCustomer | null;
  readonly couponCodes: readonly string[];
  readonly uses: CouponUses;
  readonly at: Instant;
  readonly businessDate: string;
  /** As they were asked for, and as a document takes them; one for each other. */
  readonly asked: readonly RequestedLine[];
  readonly lines: readonly SaleLineItem[];
  readonly orderDiscount: Discount | null;
};

/**
 * Quote a sale that was asked for over the API: prices from the lists unless they are stated,
 * promotions, discounts that are not more than what they are taken of, taxes.
 *
 * @throws DomainError coupon_unknown | coupon_expired | coupon_not_yet_valid | coupon_used_up |
 *         coupon_not_for_customer | coupon_without_effect | discount_exceeds_amount |
 *         price_not_valid | invalid_rate
 */
export function quoteSale(input: QuoteSaleInput): Quote {
  const plain = quoteCart(quoteInput(input, () => null));
  for (const coupon of plain.coupons) requireApplied(coupon);
  const discounts = input.asked.map((line, index) => {
    const quoted = plain.lines[index];
    const left = (quoted?.subtotalMinor ?? 0) - (quoted?.promotionMinor ?? 0);
    return discountOf(line, minor(Math.abs(left)), index);
  });
  const { orderDiscount } = input;
  if (orderDiscount === null && discounts.every((discount) => discount === null)) return plain;
  return quoteCart({ ...quoteInput(input, (index) => discounts[index] ?? null), orderDiscount });
}

function quoteInput(
  input: QuoteSaleInput,
  discountAt: (index: number) => Discount | null,
): QuoteInput {
  const { rules, goods, customer, couponCodes, uses } = input;
  const { store } = goods;
  return {
    rules: {
      book: { lists: rules.lists, defaultListId: store.priceListId },
      promotions: rules.promotions,
      taxGroups: rules.taxGroups,
      taxRounding: store.taxRounding,
      pointsPpm: store.pointsPpm,
    },
    context: {
      currency: store.currency,
      ...localClock(input.at, store.timezone),
      storeId: store.id,
      customerGroupIds: customer?.groupIds ?? [],
      couponCodes,
      ...uses,
    },
    businessDate: input.businessDate,
    pricesIncludeTax: store.pricesIncludeTax,
    isTaxExempt: customer?.isTaxExempt ?? false,
    earnsPoints: customer !== null,
    lines: input.lines.map((line, index) => quoteLine(input, line, index, discountAt(index))),
    orderDiscount: null,
  };
}

function quoteLine(
  input: QuoteSaleInput,
  line: SaleLineItem,
  index: number,
  discount: Discount | null,
): QuoteLine {
  const product = input.goods.products[index];
  const unitPriceMinor = input.asked[index]?.unitPriceMinor;
  return {
    lineId: line.lineId,
    productId: line.productId,
    categoryId: product?.categoryId ?? null,
    tags: product?.tags ?? [],
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    prices: product?.prices ?? [],
    stated:
      unitPriceMinor === undefined
        ? null
        : {
            why: "given",
            unitPriceMinor: minor(unitPriceMinor),
            pricesIncludeTax: null,
            reason: null,
          },
    embeddedMinor: null,
    discount,
    taxGroupCode: line.taxGroupCode,
    returned: null,
  };
}

const COUPON_REFUSALS: Readonly<Record<Exclude<CouponStatus, "applied">, DomainErrorCode>> = {
  unknown: "coupon_unknown",
  expired: "coupon_expired",
  not_yet: "coupon_not_yet_valid",
  used_up: "coupon_used_up",
  not_for_customer: "coupon_not_for_customer",
  no_effect: "coupon_without_effect",
};

function requireApplied({ code, status }: Quote["coupons"][number]): void {
  if (status !== "applied") throw new DomainError(COUPON_REFUSALS[status], { code });
}
