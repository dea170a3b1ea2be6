import { CASH_METHOD } from "../../core/cart/settle-cart";
import { DomainError } from "../../core/errors";
import { roundCash } from "../../core/money/cash-rounding";
import { exchangeMoney } from "../../core/money/exchange";
import { MINOR_MAX, type Minor, minor, sumMinor, ZERO_MINOR } from "../../core/money/minor";
import { repayTenders } from "../../core/money/repay-tenders";
import type { PaymentRequest } from "../../core/sale/build-sale-document";
import type { ForeignTender, PaymentMethod } from "../../core/sale/sale-document";
import type { StoreChange } from "../../core/sync/protocol-v1";
import type { CartRecord, ReturnedSale } from "../store/log-records";

/** What is still to pay, or to give back when it is negative. */
export type MoneyLeft = {
  /** Total and tip less what was paid. */
  readonly leftMinor: Minor;
  /** The same, as coins can pay it. */
  readonly cashDueMinor: Minor;
  readonly cashRoundingMinor: Minor;
};

export function cashIncrement(store: Pick<StoreChange, "cashIncrementMinor"> | null): Minor {
  return minor(Math.max(1, store?.cashIncrementMinor ?? 1));
}

/** Only the cash of a sale is rounded, and all of it together, whenever it was taken. */
export function moneyLeft(cart: CartRecord, totalMinor: Minor, incrementMinor: Minor): MoneyLeft {
  const paidMinor = sumMinor(cart.payments.map((payment) => payment.amountMinor));
  const cashMinor = cashTaken(cart);
  const leftMinor = minor(totalMinor + cart.tipMinor - paidMinor - depositPaid(cart));
  const { payableMinor } = roundCash(minor(leftMinor + cashMinor), incrementMinor, "HALF_UP");
  const cashDueMinor = minor(payableMinor - cashMinor);
  return { leftMinor, cashDueMinor, cashRoundingMinor: minor(cashDueMinor - leftMinor) };
}

function cashTaken(cart: CartRecord): Minor {
  return sumMinor(
    cart.payments.map((payment) =>
      payment.method === CASH_METHOD ? payment.amountMinor : ZERO_MINOR,
    ),
  );
}

/** What stands to the customer's credit of a layaway. */
export function depositPaid({ heldFrom }: Pick<CartRecord, "heldFrom">): Minor {
  return heldFrom?.kind === "layaway" ? heldFrom.paidMinor : ZERO_MINOR;
}

/** What was paid so far, as the sale will say it. */
export function paidSoFar(cart: CartRecord, depositId: string): readonly PaymentRequest[] {
  const deposit = depositPaid(cart);
  const parts = cart.payments.map((part): PaymentRequest => {
    const { paymentId, method, amountMinor, foreign, reference } = part;
    if (method !== CASH_METHOD) return { paymentId, method, amountMinor, reference };
    return { paymentId, method, tenderedMinor: amountMinor, foreign, reference };
  });
  if (deposit === 0) return parts;
  return [{ paymentId: depositId, method: "deposit", amountMinor: deposit }, ...parts];
}

/** What a payment by another method than cash must be so that it leaves nothing over. */
export function closingAmount(cart: CartRecord, left: MoneyLeft, incrementMinor: Minor): Minor {
  const cashMinor = cashTaken(cart);
  // Coins that cannot be paid were taken as notes of another currency: they come back as change.
  return minor(left.leftMinor + (cashMinor % incrementMinor));
}

/** @throws DomainError currency_rate_missing | invalid_money */
export function foreignTender(
  store: StoreChange,
  offered: { readonly currency: string; readonly tenderedMinor: Minor },
): { readonly foreign: ForeignTender; readonly worthMinor: Minor } {
  const { currency, tenderedMinor } = offered;
  const known = store.exchangeRates?.find((candidate) => candidate.currency === currency);
  if (!known) throw new DomainError("currency_rate_missing", { currency });
  if (!Number.isInteger(tenderedMinor) || tenderedMinor <= 0 || tenderedMinor > MINOR_MAX) {
    throw new DomainError("invalid_money");
  }
  const { rate } = known;
  return {
    foreign: { currency, tenderedMinor, rate },
    worthMinor: exchangeMoney(tenderedMinor, { rate, from: currency, to: store.currency }),
  };
}

export type Repayment = { readonly method: PaymentMethod; readonly amountMinor: Minor };

/**
 * How money goes back: by the tenders of the sales whose goods come back, cash otherwise. Amounts
 * are magnitudes; cash is what coins can pay.
 */
export function payoutPlan(cart: CartRecord, left: MoneyLeft, incrementMinor: Minor): Repayment[] {
  if (left.leftMinor >= 0) return [];
  const refundMinor = minor(-left.leftMinor);
  // Cash takes what no tender of before can.
  const paid = [
    ...cart.returnedSales.flatMap(stillHeld),
    { method: CASH_METHOD, amountMinor: ZERO_MINOR },
  ];
  const repaid = repayTenders({ paid, refundMinor, cashMethod: CASH_METHOD });
  const byMethod = new Map<string, Minor>();
  for (const { method, amountMinor } of repaid) {
    byMethod.set(method, minor((byMethod.get(method) ?? 0) + amountMinor));
  }
  return [...byMethod].map(([method, amountMinor]) => ({
    method: method as PaymentMethod,
    amountMinor:
      method === CASH_METHOD
        ? minor(-roundCash(minor(-amountMinor), incrementMinor, "HALF_UP").payableMinor)
        : amountMinor,
  }));
}

/** What each tender of a sale still holds after what went back before, by the same rule. */
function stillHeld({ paid, repaidMinor }: ReturnedSale): Repayment[] {
  // A deposit was money of some tender of its own, long ago: it goes back in cash.
  const tenders = paid.map(({ method, amountMinor }) => ({
    method: method === "deposit" ? CASH_METHOD : method,
    amountMinor,
  }));
  const wholeMinor = sumMinor(tenders.map((tender) => tender.amountMinor));
  const before = repayTenders({
    paid: [...tenders, { method: CASH_METHOD, amountMinor: ZERO_MINOR }],
    refundMinor: minor(Math.min(repaidMinor, Math.max(0, wholeMinor))),
    cashMethod: CASH_METHOD,
  });
  const gone = new Map<string, number>();
  for (const { method, amountMinor } of before) {
    gone.set(method, (gone.get(method) ?? 0) + amountMinor);
  }
  return tenders.map(({ method, amountMinor }) => {
    const taken = Math.min(amountMinor, gone.get(method) ?? 0);
    gone.set(method, (gone.get(method) ?? 0) - taken);
    return { method: method as PaymentMethod, amountMinor: minor(amountMinor - taken) };
  });
}
