import type { Deposit } from "../../core/sale/sale-document";
import type { TestTenant } from "./new-tenant";

/** A deposit on a layaway of 1,000.00, paid in cash, as a till says it. */
export function newDeposit(tenant: TestTenant, change: Partial<Deposit> = {}): Deposit {
  const { runtime, currency } = tenant;
  const amountMinor = change.amountMinor ?? 20_000;
  return {
    depositId: runtime.newId(),
    heldCartId: runtime.newId(),
    heldNumber: "L-2026-04-30-01",
    receiptNumber: `2026-04-30-D-${runtime.newId().slice(-6)}`,
    kind: "deposit",
    customerId: null,
    currency,
    totalMinor: 100_000,
    // A cancellation gives back all that was paid before.
    paidBeforeMinor: Math.max(0, 0 - amountMinor),
    amountMinor,
    roundingMinor: 0,
    paidMinor: amountMinor,
    changeMinor: 0,
    payments: [
      {
        paymentId: runtime.newId(),
        method: "cash",
        amountMinor,
        tenderedMinor: amountMinor,
        changeMinor: 0,
        currency,
        foreign: null,
        reference: null,
      },
    ],
    cart: { lines: [{}] },
    expiresOn: "2026-06-30",
    reason: null,
    approvals: [],
    ...change,
  };
}
