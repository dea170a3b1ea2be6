import { z } from "zod";
import { CASH_METHOD, type SettledPayments, settlePayments } from "../../core/cart/settle-cart";
import {
  addMinor,
  type Minor,
  minor,
  negateMinor,
  subtractMinor,
  sumMinor,
} from "../../core/money/minor";
import type { RoundingMode } from "../../core/money/mul-div";
import { repayTenders } from "../../core/money/repay-tenders";
import { addExclusiveTax } from "../../core/tax/split-tax";
import { firstOf, majorText, majorTextField, on, percentField } from "./fields";

const method = z.string().transform((name) => name.toLowerCase());
const payment = z.strictObject({ method, amount: majorTextField });
const NO_ROUNDING = { cashIncrementMinor: minor(1), cashRoundingMode: "HALF_UP" } as const;

type Payment = z.output<typeof payment>;

/** Settle a total, or pay it back when it is negative, without any cash rounding. */
export function settleOffers(totalMinor: Minor, payments: readonly Payment[]): SettledPayments {
  return settlePayments({
    ...NO_ROUNDING,
    totalMinor,
    payments: payments.map(({ method: name, amount }) => ({ method: name, amountMinor: amount })),
  });
}

// A case without a total means any sale: one minor unit is the least there can be to pay.
const sale = on(
  z.strictObject({ total: majorTextField.default(minor(1)), payments: z.array(payment) }),
  ({ total, payments }) => {
    const settled = settleOffers(total, payments);
    return {
      amount_paid: majorText(settled.paidMinor),
      change: majorText(settled.changeMinor),
      change_amount: majorText(settled.changeMinor),
      tendered: majorText(sumMinor(settled.payments.map((each) => each.tenderedMinor))),
      payments: describePayments(settled),
    };
  },
);

const returnOfSale = z
  .strictObject({
    total: majorTextField,
    payments: z.array(payment).min(1),
    return: z.enum(["full", "partial"]).default("partial"),
    return_total: majorTextField.optional(),
    return_amount: majorTextField.optional(),
    refund_total: majorTextField.optional(),
    refund_amount: majorTextField.optional(),
  })
  .transform(({ total, payments, ...rest }, context) => {
    const stated =
      rest.return_total ?? rest.return_amount ?? rest.refund_total ?? rest.refund_amount;
    const refund = rest.return === "full" ? total : stated;
    if (refund === undefined) context.addIssue("no amount goes back");
    return refund === undefined
      ? z.NEVER
      : { total, payments, refundMinor: minor(Math.abs(refund)) };
  });

/** What a return pays out by which method, from what the sale took. */
const repayment = on(returnOfSale, ({ total, payments, refundMinor }) => {
  const sold = settleOffers(total, payments);
  const repaid = repayTenders({ paid: sold.payments, refundMinor, cashMethod: CASH_METHOD });
  const settled = settleOffers(
    negateMinor(refundMinor),
    repaid.map((tender) => ({ method: tender.method, amount: negateMinor(tender.amountMinor) })),
  );
  return { refunds: describePayments(settled), refund_total: majorText(settled.paidMinor) };
});

function describePayments({ payments }: SettledPayments) {
  return payments.map(({ method: name, amountMinor }) => ({
    method: name,
    amount: majorText(amountMinor),
  }));
}

const CASH_MODES = {
  half_up: "HALF_UP",
  half_down: "HALF_DOWN",
  half_even: "HALF_EVEN",
  up: "UP",
  down: "DOWN",
} as const satisfies Record<string, RoundingMode>;

const roundedSale = z.strictObject({
  net: majorTextField,
  tax_rate: percentField,
  total: majorTextField.optional(),
  cash_unit: majorTextField,
  method: z.enum(["half_up", "half_down", "half_even", "up", "down"]),
  paid_by_card_first: majorTextField.default(minor(0)),
  rest_paid_in: z.enum(["cash", "card", "bank"]).default("cash"),
  only_cash_is_rounded: z.boolean().default(true),
});

/** A sale paid by card in part; what is left for cash is rounded, the tax is not. */
export const computePeerCashRounding = on(roundedSale, (input) => {
  const isCashRest = input.rest_paid_in === "cash";
  // There a total can be rounded without any cash; here only cash is.
  if (!isCashRest && !input.only_cash_is_rounded) return null;
  const { grossMinor, taxMinor } = addExclusiveTax(input.net, input.tax_rate, "HALF_UP");
  const card = input.paid_by_card_first;
  const restMinor = subtractMinor(grossMinor, card);
  const rest = isCashRest ? { method: CASH_METHOD } : { method: "card", amountMinor: restMinor };
  const settled = settlePayments({
    totalMinor: grossMinor,
    cashIncrementMinor: input.cash_unit,
    cashRoundingMode: CASH_MODES[input.method],
    payments: card === 0 ? [rest] : [{ method: "card", amountMinor: card }, rest],
  });
  return {
    tax: majorText(taxMinor),
    total: majorText(grossMinor),
    remaining_before_cash: majorText(restMinor),
    rounding_adjustment: majorText(settled.roundingMinor),
    amount_paid: majorText(settled.paidMinor),
    change: majorText(settled.changeMinor),
    amount_due: majorText(addMinor(grossMinor, settled.roundingMinor)),
  };
});

/** Payments of a sale, and what its return pays out. */
export const computePeerTender = firstOf(repayment, sale);
