import { assert } from "../assert";
import { DomainError } from "../errors";
import { type Minor, minor, subtractMinor } from "./minor";
import { mulDiv, type RoundingMode } from "./mul-div";

/**
 * Round an amount due in cash to what coins can pay [CR1]. Never touches tax. Under the HALF modes
 * and DOWN a refund mirrors the sale [CR3].
 *
 * @param totalMinor amount due, in minor units; negative when cash is paid out.
 * @param incrementMinor smallest step cash can pay, in minor units, at least 1 (1 rounds nothing).
 * @returns payable - total = rounding, all in minor units.
 * @throws AssertionError on an increment below 1.
 */
export function roundCash(
  totalMinor: Minor,
  incrementMinor: Minor,
  mode: RoundingMode,
): { payableMinor: Minor; roundingMinor: Minor } {
  assert(incrementMinor >= 1, "a cash increment is at least one minor unit");
  const payableMinor = minor(mulDiv(totalMinor, 1, incrementMinor, mode) * incrementMinor);
  return { payableMinor, roundingMinor: subtractMinor(payableMinor, totalMinor) };
}

export type TenderInput = {
  readonly totalMinor: Minor;
  /** What other methods have paid already. */
  readonly nonCashMinor: Minor;
  readonly incrementMinor: Minor;
  readonly mode: RoundingMode;
  readonly tenderedMinor: Minor;
};

export type TenderSettled = {
  readonly cashRemainderMinor: Minor;
  readonly cashDueMinor: Minor;
  readonly roundingMinor: Minor;
  readonly changeMinor: Minor;
};

/**
 * Settle a split tender: only what is left for cash is rounded, and the change is what was tendered
 * less the rounded amount due [CR2]. All in minor units.
 *
 * @throws DomainError payment_below_total when the cash does not cover what is due;
 *         payment_above_total when the other methods paid more than the total.
 */
export function settleTender(input: TenderInput): TenderSettled {
  const cashRemainderMinor = subtractMinor(input.totalMinor, input.nonCashMinor);
  if (cashRemainderMinor < 0) {
    throw new DomainError("payment_above_total", { excessMinor: -cashRemainderMinor });
  }
  const rounded = roundCash(cashRemainderMinor, input.incrementMinor, input.mode);
  const changeMinor = subtractMinor(input.tenderedMinor, rounded.payableMinor);
  if (changeMinor < 0) throw new DomainError("payment_below_total", { missingMinor: -changeMinor });
  return {
    cashRemainderMinor,
    cashDueMinor: rounded.payableMinor,
    roundingMinor: rounded.roundingMinor,
    changeMinor,
  };
}
