import type { Instant } from "../time";
import { instant, localTime } from "../time";

/** Where, when and to whom something is sold: all that prices and promotions may depend on. */
export type SellingContext = {
  readonly currency: string;
  readonly at: Instant;
  /** `YYYY-MM-DD` on the store's clock. */
  readonly localDate: string;
  /** ISO: Monday is 1. */
  readonly weekday: number;
  /** Minutes since the store's local midnight. */
  readonly localMinutes: number;
  readonly storeId: string;
  readonly customerGroupIds: readonly string[];
  /** Compared trimmed and in capitals. */
  readonly couponCodes: readonly string[];
  /** Known uses by coupon code, other carts' included. */
  readonly couponUses: ReadonlyMap<string, number>;
  /** Known uses by this customer, by coupon code; left out when none are known. */
  readonly customerCouponUses?: ReadonlyMap<string, number> | undefined;
};

const MS_PER_DAY = 86_400_000;
const DAYS_A_WEEK = 7;
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/** The store's wall clock at an instant, as prices and promotions look at it. */
export function localClock(
  at: Instant,
  timezone: string,
): Pick<SellingContext, "at" | "localDate" | "weekday" | "localMinutes"> {
  const { day, hour, minute } = localTime(at, timezone);
  const days = Math.floor(Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY);
  const weekday = ((days + EPOCH_WEEKDAY - 1) % DAYS_A_WEEK) + 1;
  return { at: instant(at), localDate: day, weekday, localMinutes: hour * 60 + minute };
}
