import type { TraceStep } from "../../core/pricing/price-trace";
import type { CartLineRecord, CartRecord } from "../store/log-records";

/** The coupons whose promotions took something off a line. */
export function couponsIn(trace: readonly TraceStep[]): readonly string[] {
  const codes = trace.flatMap((step) =>
    step.kind === "promotion" && step.couponCode !== null ? [step.couponCode] : [],
  );
  return [...new Set(codes)];
}

/**
 * Coupons that a quote or layaway was promised with [TH5], each once. Their promotions are amounts
 * off by now, so no quote tells of them; a line that gave its promise up tells of none.
 */
export function promisedCoupons({ lines }: Pick<CartRecord, "lines">): readonly string[] {
  return [...new Set(lines.flatMap(codesOf))];
}

function codesOf({ promised, discount }: CartLineRecord): readonly string[] {
  return promised && discount?.reason === promised.number ? promised.couponCodes : [];
}
