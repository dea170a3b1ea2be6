"use client";

import { useMessages } from "../../messages/use-messages";
import type { DeviationItem } from "../office-outputs";

const MS_PER_MINUTE = 60_000;

/** What contradicts, in one sentence. */
export function useDeviationWords(): (item: DeviationItem) => string {
  const words = useMessages().officeSync.deviation;
  return (item) => {
    const { details, subjectName } = item;
    const text = (name: string) => String(details[name] ?? "");
    const count = (name: string) => Number(details[name] ?? 0);
    const product = subjectName ?? words.aProduct;
    const sentences: Readonly<Record<string, () => string>> = {
      event_conflict: () =>
        count("sequence") > 0 ? words.event_conflict(text("sequence")) : words.event_conflictPlain,
      possible_clone: () => words.possible_clone,
      clock_skew: () => words.clock_skew(Math.round(Math.abs(count("skewMs")) / MS_PER_MINUTE)),
      terminal_wiped: () => words.terminal_wiped,
      retired_terminal_sold: () => words.retired_terminal_sold(count("count")),
      stale_price: () => words.stale_price(text("receiptNumber")),
      shift_not_known: () => words.shift_not_known,
      oversold: () => words.oversold(product),
      duplicate_receipt_number: () => words.duplicate_receipt_number(text("receiptNumber")),
      returned_more_than_sold: () => words.returned_more_than_sold(product),
      held_cart_sold_twice: () => words.held_cart_sold_twice(subjectName || words.aCart),
      pin_locked: () => words.pin_locked(subjectName ?? words.somebody, text("wrongCount")),
      card_number_in_event: () => words.card_number_in_event(text("receiptNumber")),
      audit_broken: () => words.audit_broken(text("sequence")),
      coupon_overused: () => words.coupon_overused(text("code")),
    };
    return sentences[item.kind]?.() ?? words.unknown;
  };
}
