import { z } from "zod";
import { allocateOrderDiscount, computePercentDiscount } from "../../core/cart/discount";
import { allocate } from "../../core/money/allocate";
import { roundCash, settleTender } from "../../core/money/cash-rounding";
import { type Minor, minor, negateMinor, subtractMinor, sumMinor } from "../../core/money/minor";
import { computeMpesaAmount } from "../../core/money/mpesa-amount";
import { ROUNDING_MODES, roundDecimal } from "../../core/money/mul-div";
import { lineAmount, quantityMilli } from "../../core/quantity/quantity";
import { computeReturn, type ReturnedLine } from "../../core/sale/return-line";
import { amountField, on, percentField, quantityField, roundingField } from "./fields";
import type { Computation } from "./verdict";

const cashRounding = on(
  z.object({
    total: amountField,
    increment: amountField,
    mode: roundingField.default("HALF_UP"),
  }),
  ({ total, increment, mode }) => {
    const { payableMinor, roundingMinor } = roundCash(total, increment, mode);
    return { payableCash: payableMinor, rounding: roundingMinor };
  },
);

const splitTender = on(
  z.object({
    total: amountField,
    increment: amountField,
    mode: roundingField.default("HALF_UP"),
    nonCash: z.array(amountField).default([]),
    cashTendered: amountField.optional(),
    tendered: amountField.optional(),
  }),
  ({ total, increment, mode, nonCash, cashTendered, tendered }) => {
    const nonCashMinor = sumMinor(nonCash);
    const remainder = subtractMinor(total, nonCashMinor);
    const due = roundCash(remainder, increment, mode).payableMinor;
    const settled = settleTender({
      totalMinor: total,
      nonCashMinor,
      incrementMinor: increment,
      mode,
      tenderedMinor: cashTendered ?? tendered ?? due,
    });
    return {
      cashRemainder: settled.cashRemainderMinor,
      cashDue: settled.cashDueMinor,
      due: settled.cashDueMinor,
      rounding: settled.roundingMinor,
      change: settled.changeMinor,
    };
  },
);

const orderDiscount = on(
  z.object({ lines: z.array(amountField), discount: amountField }),
  ({ lines, discount }) => describeDiscount(lines, discount),
);

const percentDiscount = on(
  z.object({ lines: z.array(amountField), pct: percentField }),
  ({ lines, pct }) =>
    describeDiscount(lines, computePercentDiscount(sumMinor(lines), pct, "HALF_UP")),
);

function describeDiscount(lines: readonly Minor[], discount: Minor) {
  const lineDiscounts = allocateOrderDiscount(lines, discount);
  const linesAfter = lines.map((line, index) =>
    subtractMinor(line, lineDiscounts[index] ?? minor(0)),
  );
  return {
    appliedDiscount: sumMinor(lineDiscounts),
    lineDiscounts,
    linesAfter,
    total: sumMinor(linesAfter),
  };
}

const cumulativeRefund = on(
  z.object({
    soldQty: quantityField,
    lineGross: amountField,
    lineTax: amountField,
    refundQtys: z.array(quantityField),
  }),
  ({ soldQty, lineGross, lineTax, refundQtys }) => {
    const soldNet = subtractMinor(lineGross, lineTax);
    const tax = { code: "VAT", name: "VAT", ratePpm: 0, netMinor: soldNet, taxMinor: lineTax };
    const line: ReturnedLine = {
      saleId: "",
      lineId: "",
      receiptNumber: "",
      soldQuantityMilli: soldQty,
      returnedBeforeMilli: 0,
      sold: {
        subtotalMinor: lineGross,
        discountMinor: 0,
        netMinor: soldNet,
        taxMinor: lineTax,
        grossMinor: lineGross,
        points: 0,
        taxes: [tax],
      },
    };
    let returnedBeforeMilli = 0;
    const refunds = refundQtys.map((refundQty) => {
      const part = computeReturn({ ...line, returnedBeforeMilli }, refundQty);
      returnedBeforeMilli += refundQty;
      const { grossMinor, taxMinor, netMinor } = part;
      return {
        gross: negateMinor(grossMinor),
        tax: negateMinor(taxMinor),
        net: negateMinor(netMinor),
      };
    });
    return {
      refunds,
      refundedGross: sumMinor(refunds.map((part) => part.gross)),
      refundedTax: sumMinor(refunds.map((part) => part.tax)),
    };
  },
);

const weighed = on(
  z.object({ pricePerKg: amountField, grams: z.coerce.number().int() }),
  ({ pricePerKg, grams }) => ({
    amount: lineAmount(pricePerKg, quantityMilli(grams), "HALF_UP"),
  }),
);

/** Rules of pos-vectors/1 on rounding, allocation, cash, discounts and refunds. */
export const POS_MONEY_RULES: Readonly<Record<string, Computation>> = {
  R12: cashRounding,
  R12b: cashRounding,
  R13: splitTender,
  R14: on(z.object({ value: z.string() }), ({ value }) =>
    Object.fromEntries(ROUNDING_MODES.map((mode) => [mode, roundDecimal(value, mode)])),
  ),
  R15: on(
    z.object({ amount: amountField, weights: z.array(z.number().int()) }),
    ({ amount, weights }) => ({ parts: allocate(amount, weights) }),
  ),
  R16: orderDiscount,
  R17: percentDiscount,
  R19: cumulativeRefund,
  R20: weighed,
  R22: on(z.object({ total: amountField }), ({ total }) => {
    const { amountShillings, roundingMinor } = computeMpesaAmount(total);
    return { stkAmountKes: amountShillings, rounding: roundingMinor };
  }),
};
