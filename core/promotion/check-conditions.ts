import type { SellingContext } from "../pricing/selling-context";
import { isWithinHours } from "../pricing/selling-hours";
import {
  type CompiledPromotion,
  type CompiledPromotions,
  normalizeCouponCode,
} from "./compile-promotions";
import type { Promotion } from "./promotion";

export type CouponStatus =
  | "applied"
  | "no_effect"
  | "unknown"
  | "expired"
  | "not_yet"
  | "used_up"
  | "not_for_customer";

export type CouponOutcome = { readonly code: string; readonly status: CouponStatus };

type ConditionCheck = (compiled: CompiledPromotion) => boolean;

/** Whether a promotion's conditions hold, apart from its minimum spend [PR2–PR4]. */
export function newConditionCheck(context: SellingContext): ConditionCheck {
  const uses = newUsesCheck(context);
  const given = new Set(context.couponCodes.map(normalizeCouponCode));
  const groups = new Set(context.customerGroupIds);
  return (compiled) => {
    const { promotion, couponCode } = compiled;
    const isClaimed = couponCode === null || (given.has(couponCode) && uses(compiled));
    return (
      isClaimed &&
      context.at >= compiled.validFromMs &&
      context.at < compiled.validUntilMs &&
      isWithinHours(promotion, context) &&
      isAtStore(promotion, context.storeId) &&
      isForGroups(promotion, groups) &&
      (!holdsMoney(promotion) || promotion.currency === context.currency)
    );
  };
}

function isAtStore({ storeIds }: Promotion, storeId: string): boolean {
  return storeIds.length === 0 || storeIds.includes(storeId);
}

/**
 * What became of each code given, in the order given [PR4]. Where several promotions share a code
 * the best answer counts.
 *
 * @param appliedRanks the promotions that took anything off.
 */
export function judgeCoupons(
  { byCoupon }: CompiledPromotions,
  context: SellingContext,
  appliedRanks: ReadonlySet<number>,
): CouponOutcome[] {
  const uses = newUsesCheck(context);
  const groups = new Set(context.customerGroupIds);
  const judge = (compiled: CompiledPromotion): CouponStatus => {
    if (appliedRanks.has(compiled.rank)) return "applied";
    if (context.at < compiled.validFromMs) return "not_yet";
    if (context.at >= compiled.validUntilMs) return "expired";
    if (!uses(compiled)) return "used_up";
    return isForGroups(compiled.promotion, groups) ? "no_effect" : "not_for_customer";
  };
  return context.couponCodes.map((code) => {
    const statuses = (byCoupon.get(normalizeCouponCode(code)) ?? []).map(judge);
    return { code, status: BEST_FIRST.find((status) => statuses.includes(status)) ?? "unknown" };
  });
}

const BEST_FIRST: readonly CouponStatus[] = [
  "applied",
  "no_effect",
  "not_for_customer",
  "used_up",
  "not_yet",
  "expired",
];

function newUsesCheck(context: SellingContext): ConditionCheck {
  const all = normalizeUses(context.couponUses);
  const byCustomer = normalizeUses(context.customerCouponUses ?? new Map());
  return ({ promotion: { coupon }, couponCode }) => {
    if (coupon === null || couponCode === null) return true;
    const { usesMax, usesPerCustomerMax } = coupon;
    if (usesMax !== null && (all.get(couponCode) ?? 0) >= usesMax) return false;
    return usesPerCustomerMax === null || (byCustomer.get(couponCode) ?? 0) < usesPerCustomerMax;
  };
}

function normalizeUses(uses: ReadonlyMap<string, number>): Map<string, number> {
  const normalized = new Map<string, number>();
  for (const [code, count] of uses) {
    const key = normalizeCouponCode(code);
    normalized.set(key, (normalized.get(key) ?? 0) + count);
  }
  return normalized;
}

function isForGroups({ customerGroupIds }: Promotion, groups: ReadonlySet<string>): boolean {
  return customerGroupIds.length === 0 || customerGroupIds.some((groupId) => groups.has(groupId));
}

function holdsMoney({ effect, minimumSpendMinor }: Promotion): boolean {
  return minimumSpendMinor !== null || "priceMinor" in effect || "amountMinor" in effect;
}
