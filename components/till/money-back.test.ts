import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import type { PaidSale } from "../../till/react/till-state";
import { handedOut, isPaidBack } from "./money-back";

type Payment = Pick<PaidSale["payments"][number], "method" | "amountMinor">;

function paid(payments: readonly Payment[], changeMinor = 0): PaidSale {
  return { payments, changeMinor: minor(changeMinor) } as unknown as PaidSale;
}

test("cash that goes back is what the customer gets, however many tenders it is split over", () => {
  const refund = paid([
    { method: "card", amountMinor: -500 },
    { method: "cash", amountMinor: -300 },
    { method: "cash", amountMinor: -30 },
  ]);
  expect(handedOut(refund)).toEqual({ kind: "give_back", amountMinor: 330 });
  expect(isPaidBack(refund)).toBe(true);
});

test("change is change, and nothing goes out for a card or an exact amount", () => {
  const sale = paid([{ method: "cash", amountMinor: 1_845 }], 155);
  expect(handedOut(sale)).toEqual({ kind: "change", amountMinor: 155 });
  expect(isPaidBack(sale)).toBe(false);
  expect(handedOut(paid([{ method: "card", amountMinor: -500 }])).kind).toBe("nothing");
  expect(handedOut(paid([{ method: "cash", amountMinor: 500 }])).kind).toBe("nothing");
});
