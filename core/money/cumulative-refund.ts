import { assert } from "../assert";
import { DomainError } from "../errors";
import type { QuantityMilli } from "../quantity/quantity";
import { type Minor, minor, subtractMinor } from "./minor";
import { mulDiv } from "./mul-div";

/** A sold line as it stands in the ledger, and what has gone back of it so far: all positive. */
export type RefundableLine = {
  readonly soldQuantityMilli: QuantityMilli;
  readonly soldGrossMinor: Minor;
  readonly soldTaxMinor: Minor;
  readonly refundedQuantityMilli: QuantityMilli;
  readonly refundedGrossMinor: Minor;
  readonly refundedTaxMinor: Minor;
};

export type RefundAmounts = {
  readonly grossMinor: Minor;
  readonly taxMinor: Minor;
  readonly netMinor: Minor;
};

/**
 * What to give back for a part of a sold line: what should have gone back by now, rounded half away
 * from zero, less what has gone back already, for gross and tax each [RF1]. However a line is
 * returned in parts, the last part closes to the sold amounts exactly [RF2].
 *
 * @param refundQuantityMilli how much comes back now, above 0.
 * @returns positive minor units; a refund document carries them negated.
 * @throws DomainError quantity_not_positive; invalid_quantity when more comes back than is left of
 *         what was sold [RF3].
 */
export function computeCumulativeRefund(
  line: RefundableLine,
  refundQuantityMilli: QuantityMilli,
): RefundAmounts {
  assert(line.soldQuantityMilli > 0, "a refundable line was sold in a positive quantity");
  if (refundQuantityMilli <= 0) throw new DomainError("quantity_not_positive");
  const quantitySoFar = line.refundedQuantityMilli + refundQuantityMilli;
  if (quantitySoFar > line.soldQuantityMilli) {
    throw new DomainError("invalid_quantity", {
      leftMilli: line.soldQuantityMilli - line.refundedQuantityMilli,
      requestedMilli: refundQuantityMilli,
    });
  }
  const dueSoFar = (soldMinor: Minor) =>
    minor(mulDiv(soldMinor, quantitySoFar, line.soldQuantityMilli, "HALF_UP"));
  const grossMinor = subtractMinor(dueSoFar(line.soldGrossMinor), line.refundedGrossMinor);
  const taxMinor = subtractMinor(dueSoFar(line.soldTaxMinor), line.refundedTaxMinor);
  return { grossMinor, taxMinor, netMinor: subtractMinor(grossMinor, taxMinor) };
}
