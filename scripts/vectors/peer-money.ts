import { z } from "zod";
import { settlePayments } from "../../core/cart/settle-cart";
import { allocate } from "../../core/money/allocate";
import { formatMajor, parseMajorToMinor } from "../../core/money/currency";
import { minor, negateMinor, sumMinor } from "../../core/money/minor";
import { mulDiv } from "../../core/money/mul-div";
import { amountField, firstOf, on } from "./fields";

const TWO_DECIMALS = "KES";

/** A decimal amount in a currency of two decimals. */
export const majorField = z.string().transform((text, context) => {
  const parsed = parseMajorToMinor(text, TWO_DECIMALS);
  if (parsed.ok) return parsed.amountMinor;
  context.addIssue(parsed.reason);
  return z.NEVER;
});

const allocation = on(
  z.strictObject({ weights_minor: z.array(z.number().int()), total_minor: amountField }),
  ({ weights_minor, total_minor }) => {
    const shares = allocate(total_minor, weights_minor);
    return { shares_minor: shares, sum_minor: sumMinor(shares) };
  },
);

const division = on(
  z.strictObject({
    numerator: z.number().int(),
    denominator: z.number().int().positive(),
    mode: z.literal("half_even"),
  }),
  ({ numerator, denominator }) => ({
    result: mulDiv(numerator, 1, denominator, "HALF_EVEN"),
  }),
);

const paymentField = z.strictObject({ method: z.string(), amount: majorField });

const fullReturn = on(
  z.strictObject({
    total: majorField,
    payments: z.array(paymentField),
    return: z.literal("full"),
  }),
  ({ total, payments }) => {
    const settled = settlePayments({
      totalMinor: negateMinor(total),
      cashIncrementMinor: minor(1),
      cashRoundingMode: "HALF_UP",
      payments: payments.map(({ method, amount }) => ({
        method,
        amountMinor: negateMinor(amount),
      })),
    });
    return {
      refunds: settled.payments.map(({ method, amountMinor }) => ({
        method,
        amount: formatMajor(amountMinor, TWO_DECIMALS),
      })),
    };
  },
);

// A case without a total means any sale: one minor unit is the least there can be to pay.
const settlement = on(
  z.strictObject({ total: majorField.default(minor(1)), payments: z.array(paymentField) }),
  ({ total, payments }) => {
    const settled = settlePayments({
      totalMinor: total,
      cashIncrementMinor: minor(1),
      cashRoundingMode: "HALF_UP",
      payments: payments.map(({ method, amount }) => ({ method, amountMinor: amount })),
    });
    return {
      amount_paid: formatMajor(settled.paidMinor, TWO_DECIMALS),
      change: formatMajor(settled.changeMinor, TWO_DECIMALS),
    };
  },
);

export const computePeerMoney = firstOf(allocation, division, fullReturn, settlement);
