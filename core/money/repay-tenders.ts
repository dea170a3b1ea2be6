import { assert } from "../assert";
import { DomainError } from "../errors";
import { type Minor, minor, subtractMinor, ZERO_MINOR } from "./minor";

/** What a method took for a sale and has not given back yet, in minor units, not negative. */
export type PaidTender = { readonly method: string; readonly amountMinor: Minor };

/**
 * Which methods a return repays: those that are not cash first, in the order in which they paid and
 * each at most what it took; cash takes what is left [RP1]. So a full return repays each method
 * what it took, and a card sale cannot be turned into cash as long as the card can take it back.
 * Cash alone may give more than it took, by what cash rounding had kept.
 *
 * @param refundMinor what goes back in all, as a magnitude in minor units.
 * @returns a magnitude for each method that gives something back, in the order of the payments.
 * @throws DomainError payment_above_total when nothing was paid in cash and more goes back than was
 *         paid.
 */
export function repayTenders(input: {
  readonly paid: readonly PaidTender[];
  readonly refundMinor: Minor;
  readonly cashMethod: string;
}): PaidTender[] {
  const { paid, refundMinor, cashMethod } = input;
  assert(refundMinor >= 0, "what goes back is stated as a magnitude");
  let leftMinor = refundMinor;
  const take = (tender: PaidTender, isLast: boolean): PaidTender => {
    const amountMinor = isLast ? leftMinor : minor(Math.min(leftMinor, tender.amountMinor));
    leftMinor = subtractMinor(leftMinor, amountMinor);
    return { ...tender, amountMinor };
  };
  const others = paid.map((tender) => (tender.method === cashMethod ? null : take(tender, false)));
  const lastCash = paid.findLastIndex((tender) => tender.method === cashMethod);
  const repaid = paid.map((tender, index) => others[index] ?? take(tender, index === lastCash));
  if (leftMinor > 0) throw new DomainError("payment_above_total", { excessMinor: leftMinor });
  return repaid.filter((tender) => tender.amountMinor !== ZERO_MINOR);
}
