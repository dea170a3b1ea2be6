import { DomainError } from "../errors";
import { roundCash } from "../money/cash-rounding";
import { exchangeMoney } from "../money/exchange";
import { addMinor, type Minor, minor, subtractMinor, sumMinor, ZERO_MINOR } from "../money/minor";
import type { RoundingMode } from "../money/mul-div";

/** The only method whose amount is rounded and that gives change. */
export const CASH_METHOD = "cash";

/** What a customer offers, in minor units; negative when a refund pays out. */
export type PaymentOffer = {
  readonly method: string;
  /** What is to stay of this payment. */
  readonly amountMinor?: Minor | undefined;
  /** What was handed over; cash alone may be more than what is due. */
  readonly tenderedMinor?: Minor | undefined;
  /** Cash of another currency and its rate; what it is worth is its tender. */
  readonly foreign?:
    | { readonly currency: string; readonly tenderedMinor: number; readonly rate: string }
    | null
    | undefined;
};

export type SettledPayment = {
  readonly method: string;
  /** What stays after change. */
  readonly amountMinor: Minor;
  readonly tenderedMinor: Minor;
  readonly changeMinor: Minor;
};

export type SettleInput = {
  readonly totalMinor: Minor;
  /** On top of the total, for the staff; negative where a void takes it back. */
  readonly tipMinor?: Minor | undefined;
  /** Needed where cash of another currency is offered. */
  readonly currency?: string | undefined;
  readonly cashIncrementMinor: Minor;
  readonly cashRoundingMode: RoundingMode;
  readonly payments: readonly PaymentOffer[];
};

export type SettledPayments = {
  readonly roundingMinor: Minor;
  readonly paidMinor: Minor;
  readonly changeMinor: Minor;
  /** In the order given. */
  readonly payments: readonly SettledPayment[];
};

/**
 * Settle payments against a total: other methods first, cash takes the rest, rounded to what coins
 * can pay when there is any cash at all. What stays adds up to total + tip + rounding [ST1], and each
 * payment's amount is its tender less its change. Cash without amounts is handed over exactly; so
 * is cash whose amount is the rest before rounding. Cash of another currency counts for what it is
 * worth at its rate, rounded once, and gets its change in the home currency [ST5]. A negative total pays out by the same rules,
 * with negative amounts and no change [ST4].
 *
 * @returns minor units of the total's sign.
 * @throws DomainError payment_below_total [ST3] | payment_above_total: another method than cash, or
 *         any payment out, above what is due [ST2] | invalid_money: another method without an
 *         amount, or a payment against the direction of the total | tip_not_valid: against
 *         the direction of the total | currency_rate_missing: another currency without a home currency.
 */
export function settlePayments(input: SettleInput): SettledPayments {
  const tipMinor = input.tipMinor ?? ZERO_MINOR;
  // Goods that cost nothing go back too, with the tip alone.
  const isPayingOut = input.totalMinor < 0 || (input.totalMinor === 0 && tipMinor < 0);
  const sign = isPayingOut ? -1 : 1;
  if (tipMinor * sign < 0) throw new DomainError("tip_not_valid");
  const offers = input.payments.map((payment, index) =>
    readOffer(atHome(payment, input.currency), index, sign),
  );
  const dueMinor = minor(addMinor(input.totalMinor, tipMinor) * sign);
  const otherMinor = sumMinor(
    offers.map((offer) => (offer.isCash ? ZERO_MINOR : (offer.handedMinor ?? ZERO_MINOR))),
  );
  const restMinor = subtractMinor(dueMinor, otherMinor);
  if (restMinor < 0) throw new DomainError("payment_above_total", { excessMinor: -restMinor });

  const hasCash = offers.some((offer) => offer.isCash);
  // Rounded with its own sign, so that a directed mode means the same on a refund.
  const signedRest = minor(restMinor * sign);
  const payableMinor = hasCash
    ? roundCash(signedRest, input.cashIncrementMinor, input.cashRoundingMode).payableMinor
    : signedRest;
  const cashDueMinor = minor(payableMinor * sign);
  const payments = takeCash(offers, restMinor, cashDueMinor);
  if (isPayingOut && payments.some((payment) => payment.changeMinor > 0)) {
    throw new DomainError("payment_above_total", {
      excessMinor: sumMinor(payments.map((payment) => payment.changeMinor)),
    });
  }
  const signed = payments.map((payment) => ({
    method: payment.method,
    amountMinor: minor(payment.amountMinor * sign),
    tenderedMinor: minor(payment.tenderedMinor * sign),
    changeMinor: payment.changeMinor,
  }));
  return {
    roundingMinor: subtractMinor(payableMinor, signedRest),
    paidMinor: sumMinor(signed.map((payment) => payment.amountMinor)),
    changeMinor: sumMinor(signed.map((payment) => payment.changeMinor)),
    payments: signed,
  };
}

/** An offer with the total's direction taken out; null is cash handed over exactly. */
type Offer = {
  readonly method: string;
  readonly isCash: boolean;
  readonly isTenderStated: boolean;
  readonly handedMinor: Minor | null;
};

function atHome(payment: PaymentOffer, currency: string | undefined): PaymentOffer {
  if (!payment.foreign) return payment;
  const { currency: from, rate, tenderedMinor } = payment.foreign;
  if (currency === undefined || payment.method !== CASH_METHOD) {
    throw new DomainError("currency_rate_missing", { currency: from });
  }
  const worthMinor = exchangeMoney(minor(tenderedMinor), { rate, from, to: currency });
  return { method: payment.method, tenderedMinor: worthMinor };
}

function readOffer(payment: PaymentOffer, index: number, sign: number): Offer {
  const isCash = payment.method === CASH_METHOD;
  const isTenderStated = payment.tenderedMinor !== undefined;
  const stated = isCash
    ? (payment.tenderedMinor ?? payment.amountMinor)
    : (payment.amountMinor ?? payment.tenderedMinor);
  const isBackwards = (amount: Minor | undefined) => amount !== undefined && amount * sign < 0;
  const isShort =
    payment.amountMinor !== undefined &&
    payment.tenderedMinor !== undefined &&
    payment.amountMinor * sign > payment.tenderedMinor * sign;
  if (
    isBackwards(payment.amountMinor) ||
    isBackwards(payment.tenderedMinor) ||
    (isShort && !isCash) ||
    (stated === undefined && !isCash)
  ) {
    throw new DomainError("invalid_money", { field: `payments.${index}.amountMinor` });
  }
  const handedMinor = stated === undefined ? null : minor(stated * sign);
  return { method: payment.method, isCash, isTenderStated, handedMinor };
}

function takeCash(
  offers: readonly Offer[],
  restMinor: Minor,
  cashDueMinor: Minor,
): SettledPayment[] {
  let restLeftMinor = restMinor;
  let dueLeftMinor = cashDueMinor;
  const payments = offers.map(({ method, isCash, isTenderStated, handedMinor }) => {
    if (!isCash) {
      const amountMinor = handedMinor ?? ZERO_MINOR;
      return { method, amountMinor, tenderedMinor: amountMinor, changeMinor: ZERO_MINOR };
    }
    const isExact = handedMinor === null || (!isTenderStated && handedMinor === restLeftMinor);
    const tenderedMinor = isExact ? dueLeftMinor : handedMinor;
    const amountMinor = minor(Math.min(tenderedMinor, dueLeftMinor));
    dueLeftMinor = subtractMinor(dueLeftMinor, amountMinor);
    restLeftMinor = subtractMinor(restLeftMinor, amountMinor);
    const changeMinor = subtractMinor(tenderedMinor, amountMinor);
    return { method, amountMinor, tenderedMinor, changeMinor };
  });
  if (dueLeftMinor > 0)
    throw new DomainError("payment_below_total", { missingMinor: dueLeftMinor });
  return payments;
}
