import { z } from "zod";
import type { Minor } from "../../core/money/minor";
import { minor } from "../../core/money/minor";
import {
  computeCashDifference,
  computeExpectedCash,
  requireExpectedCash,
} from "../../core/shift/expected-cash";
import { firstOf, majorText, majorTextField, on } from "./fields";
import { computePeerScenario } from "./peer-scenarios";

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

/** Shifts: their cash, and what may not be done to them. */
export const computePeerSession = firstOf(cashOfShift, computePeerScenario);
