"use client";

import { type Minor, negateMinor, subtractMinor, ZERO_MINOR } from "../../core/money/minor";
import type { CartLineView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { SegmentedControl } from "../ui/segmented-control";
import { CouponEntry } from "./coupon-entry";
import { DiscountEntry, type DiscountTarget } from "./discount-entry";
import { useCurrentLine, useSellPanel } from "./sell-state";

const SCOPES = ["line", "sale", "coupon"] as const;

export type DiscountScope = (typeof SCOPES)[number];

/** What stands on a line before a discount by hand: its subtotal less promotions. */
function lineTarget(line: CartLineView, setLineDiscount: SetLineDiscount): DiscountTarget {
  return {
    id: line.lineId,
    name: line.name,
    baseMinor: absoluteDifference(line.subtotalMinor, line.promotionMinor),
    limitOfMinor: absoluteDifference(line.subtotalMinor, ZERO_MINOR),
    current: line.lineDiscount,
    currentMinor: line.lineDiscountMinor,
    set: (discount, reason) => setLineDiscount({ lineId: line.lineId, discount, reason }),
  };
}

type SetLineDiscount = ReturnType<typeof useTillCommands>["setLineDiscount"];

function absoluteDifference(left: Minor, right: Minor): Minor {
  const difference = subtractMinor(left, right);
  return difference < 0 ? negateMinor(difference) : difference;
}

function useTargets(line: CartLineView | null) {
  const { tillPay } = useMessages();
  const { setLineDiscount, setOrderDiscount } = useTillCommands();
  const cart = useCart();
  const sale: DiscountTarget = {
    id: "sale",
    name: tillPay.scopeSale,
    baseMinor: absoluteDifference(
      cart.subtotalMinor,
      absoluteDifference(cart.discountMinor, cart.orderDiscountMinor),
    ),
    limitOfMinor: absoluteDifference(cart.subtotalMinor, ZERO_MINOR),
    current: cart.orderDiscount,
    currentMinor: cart.orderDiscountMinor,
    set: (discount, reason) => setOrderDiscount({ discount, reason }),
  };
  return { line: line && !line.returned ? lineTarget(line, setLineDiscount) : null, sale };
}

function scopeOf(subject: string | null): DiscountScope {
  return SCOPES.find((scope) => scope === subject) ?? "sale";
}

/** The one home of reductions: of the current line, of the whole sale, or by a coupon. */
export function DiscountPanel({ onClose }: { onClose: () => void }) {
  const { tillPay } = useMessages();
  const { subject, openPanel } = useSellPanel();
  const { line } = useCurrentLine();
  const targets = useTargets(line);
  const scope = scopeOf(subject);
  const tabs = (
    <SegmentedControl
      label={tillPay.discountScope}
      size="till"
      isFullWidth
      className="mb-3"
      segments={[
        { value: "line", label: tillPay.scopeLine },
        { value: "sale", label: tillPay.scopeSale },
        { value: "coupon", label: tillPay.scopeCoupon },
      ]}
      value={scope}
      onChange={(next) => openPanel("discount", next)}
    />
  );
  if (scope === "coupon") {
    return <CouponEntry tabs={tabs} onClose={onClose} />;
  }
  const target = targets[scope];
  return <DiscountEntry key={target?.id ?? scope} target={target} tabs={tabs} onClose={onClose} />;
}
