import { z } from "zod";
import { CASH_METHOD } from "../../core/cart/settle-cart";
import { type Minor, minor, sumMinor } from "../../core/money/minor";
import {
  computeCashDifference,
  computeExpectedCash,
  requireExpectedCash,
} from "../../core/shift/expected-cash";
import { firstOf, majorText, majorTextField, on } from "./fields";
import { computePeerScenario } from "./peer-scenarios";
import { settleOffers } from "./peer-tenders";

/** What a drawer's figures are called, first name first. */
const NAMES = {
  floatMinor: ["opening", "opening_float", "opening_cash", "opening_amount", "float"],
  cashSalesMinor: ["cash_sales", "cash_received"],
  cashRefundsMinor: ["cash_refunds", "cash_returns"],
  paidInMinor: ["cash_in", "paid_in"],
  paidOutMinor: ["cash_out", "paid_out"],
  statedMinor: ["stated_expected", "closing_expected"],
  countedMinor: ["counted", "counted_cash", "closing", "closing_cash", "closing_amount"],
} as const;

type Figure = keyof typeof NAMES;

const drawer = z
  .strictObject(
    Object.fromEntries(
      Object.values(NAMES)
        .flat()
        .map((name) => [name, majorTextField.optional()]),
    ),
  )
  .transform((given) => {
    const read = (figure: Figure): Minor | undefined =>
      NAMES[figure].map((name) => given[name]).find((amount) => amount !== undefined);
    return read;
  })
  .refine((read) => read("floatMinor") !== undefined, "a drawer is opened with a float");

/** The cash of one shift: what should be there, and what the count differs by. */
const cashOfShift = on(drawer, (read) => {
  const magnitude = (figure: Figure) => minor(Math.abs(read(figure) ?? 0));
  const movements = {
    floatMinor: magnitude("floatMinor"),
    cashSalesMinor: read("cashSalesMinor") ?? minor(0),
    cashRefundsMinor: magnitude("cashRefundsMinor"),
    paidInMinor: magnitude("paidInMinor"),
    paidOutMinor: magnitude("paidOutMinor"),
  };
  const statedMinor = read("statedMinor");
  if (statedMinor !== undefined) requireExpectedCash(statedMinor, movements);
  const expectedMinor = computeExpectedCash(movements);
  const countedMinor = read("countedMinor");
  const expected = majorText(expectedMinor);
  const shown = { expected, expected_cash: expected, expected_amount: expected };
  if (countedMinor === undefined) return shown;
  return {
    ...shown,
    difference: majorText(computeCashDifference(countedMinor, expectedMinor)),
  };
});

const method = z.string().transform((name) => name.toLowerCase());
const order = z.union([
  z.strictObject({ total: majorTextField, method }).transform(({ total, method: name }) => ({
    total,
    payments: [{ method: name, amount: total }],
  })),
  z.strictObject({
    total: majorTextField,
    payments: z.array(z.strictObject({ method, amount: majorTextField })),
  }),
]);

/** Orders of a shift, sold and taken back, by the methods that they were settled with. */
const ordersOfShift = on(
  z
    .strictObject({
      opening: majorTextField.default(minor(0)),
      orders: z.array(order).optional(),
      sales: z.array(order).optional(),
      counted: majorTextField.optional(),
    })
    .refine(({ orders, sales }) => (orders === undefined) !== (sales === undefined)),
  ({ opening, orders, sales, counted }) => {
    const all = orders ?? sales ?? [];
    const payments = all.flatMap((each) => settleOffers(each.total, each.payments).payments);
    const sumOf = (name: string) =>
      sumMinor(payments.filter((each) => each.method === name).map((each) => each.amountMinor));
    const expectedMinor = computeExpectedCash({
      floatMinor: opening,
      cashSalesMinor: sumOf(CASH_METHOD),
      ...{ cashRefundsMinor: minor(0), paidInMinor: minor(0), paidOutMinor: minor(0) },
    });
    const names = [...new Set(payments.map((each) => each.method))];
    const byMethod = Object.fromEntries(names.map((name) => [name, majorText(sumOf(name))]));
    const totalMinor = sumMinor(all.map((each) => each.total));
    return {
      ...byMethod,
      by_method: byMethod,
      total: majorText(totalMinor),
      order_count: all.length,
      expected_cash: majorText(expectedMinor),
      ...(counted === undefined
        ? {}
        : { difference: majorText(computeCashDifference(counted, expectedMinor)) }),
    };
  },
);

/** Shifts: their cash, their orders, and what may not be done to them. */
export const computePeerSession = firstOf(cashOfShift, ordersOfShift, computePeerScenario);
