import { minor } from "../../core/money/minor";
import type { WritePromotionsInput } from "../../server/catalog/write-promotions";

type PromotionInput = WritePromotionsInput["promotions"][number];

/** Ten percent off everything for everybody, until a test says otherwise. */
export function newPromotion(change: Partial<PromotionInput> = {}): PromotionInput {
  return {
    code: "TEN",
    name: "Ten percent",
    priority: 0,
    isExclusive: false,
    currency: "KES",
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
    storeIds: [],
    customerGroupIds: [],
    coupon: null,
    target: { productIds: [], categoryIds: [], tags: [], excludedProductIds: [] },
    minimumSpendMinor: null,
    usesPerCartMax: null,
    effect: { kind: "percent_off", percentPpm: 100_000 },
    ...change,
  };
}

/** A coupon promotion that takes an amount off the whole sale. */
export function newCoupon(
  code: string,
  change: Partial<PromotionInput> & { usesMax?: number; usesPerCustomerMax?: number } = {},
): PromotionInput {
  const { usesMax = null, usesPerCustomerMax = null, ...rest } = change;
  return newPromotion({
    code,
    name: `Coupon ${code}`,
    coupon: { code, usesMax, usesPerCustomerMax },
    effect: { kind: "order_amount_off", amountMinor: minor(1_000) },
    ...rest,
  });
}
