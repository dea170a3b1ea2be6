import { DomainError } from "../errors";
import { addMinor, type Minor, subtractMinor } from "../money/minor";

/** What moved through a drawer in one shift, each as a magnitude in minor units. */
export type DrawerMovements = {
  readonly floatMinor: Minor;
  /** Cash that stayed of sales, change taken off. */
  readonly cashSalesMinor: Minor;
  readonly cashRefundsMinor: Minor;
  readonly paidInMinor: Minor;
  readonly paidOutMinor: Minor;
};

/**
 * What a drawer should hold: float + cash sales - cash refunds + paid in - paid out, in minor units
 * [SH1].
 *
 * @throws AssertionError when a sum leaves ±MINOR_MAX.
 */
export function computeExpectedCash(movements: DrawerMovements): Minor {
  const { floatMinor, cashSalesMinor, cashRefundsMinor, paidInMinor, paidOutMinor } = movements;
  const takenMinor = addMinor(addMinor(floatMinor, cashSalesMinor), paidInMinor);
  return subtractMinor(subtractMinor(takenMinor, cashRefundsMinor), paidOutMinor);
}

/** Counted less expected: above 0 is over, below 0 short [SH1]. */
export function computeCashDifference(countedMinor: Minor, expectedMinor: Minor): Minor {
  return subtractMinor(countedMinor, expectedMinor);
}

/**
 * Refuse a close that states another expected amount than its movements give [SH1].
 *
 * @throws DomainError event_totals_mismatch
 */
export function requireExpectedCash(statedMinor: Minor, movements: DrawerMovements): void {
  const expectedMinor = computeExpectedCash(movements);
  if (statedMinor === expectedMinor) return;
  throw new DomainError("event_totals_mismatch", { statedMinor, expectedMinor });
}
