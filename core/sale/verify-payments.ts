import { exchangeMoney } from "../money/exchange";
import { minor } from "../money/minor";
import { requireEqual, requireFit } from "./require-figures";
import type { SaleDocument, SalePayment } from "./sale-document";

/**
 * What a document claims besides its figures can be true [SA7]: only sold goods leave, a void takes
 * back one whole sale, tips go the way of the money, only cash is rounded.
 */
export function verifyCircumstances(document: SaleDocument): void {
  const { kind, lines, tipMinor, originalSaleId } = document;
  const isBack = kind !== "sale";
  lines.forEach((line, index) => {
    requireFit(`lines.${index}.quantityMilli`, !isBack || line.quantityMilli <= 0);
    const isOfSale = line.returned?.saleId === originalSaleId;
    requireFit(`lines.${index}.returned`, kind !== "void" || isOfSale);
  });
  requireFit("originalSaleId", kind !== "void" || originalSaleId !== null);
  requireFit("tipMinor", kind === "void" ? tipMinor <= 0 : tipMinor >= 0);
  requireFit("tipMinor", kind !== "refund" || tipMinor === 0);
  const hasCash = document.payments.some((payment) => payment.method === "cash");
  requireFit("roundingMinor", hasCash || document.roundingMinor === 0);
}

/** Payments add up, and each can have happened [SA7]. */
export function verifyPayments(document: SaleDocument): void {
  let paidMinor = 0;
  let changeMinor = 0;
  document.payments.forEach((payment, index) => {
    verifyPayment(document, payment, `payments.${index}`);
    const kept = payment.tenderedMinor - payment.changeMinor;
    requireEqual(`payments.${index}.amountMinor`, payment.amountMinor, kept);
    if (payment.foreign) {
      const { currency: from, rate, tenderedMinor } = payment.foreign;
      const worth = exchangeMoney(minor(tenderedMinor), { rate, from, to: document.currency });
      requireEqual(`payments.${index}.tenderedMinor`, payment.tenderedMinor, worth);
    }
    paidMinor += payment.amountMinor;
    changeMinor += payment.changeMinor;
  });
  const { totalMinor, roundingMinor, tipMinor } = document;
  requireEqual("paidMinor", document.paidMinor, totalMinor + roundingMinor + tipMinor);
  requireEqual("payments", paidMinor, document.paidMinor);
  requireEqual("changeMinor", document.changeMinor, changeMinor);
}

function verifyPayment(document: SaleDocument, payment: SalePayment, at: string): void {
  const { method, changeMinor, amountMinor, tenderedMinor } = payment;
  const sign = document.paidMinor < 0 ? -1 : 1;
  requireFit(`${at}.currency`, payment.currency === document.currency);
  requireFit(`${at}.amountMinor`, amountMinor * sign >= 0 && tenderedMinor * sign >= 0);
  requireFit(`${at}.changeMinor`, changeMinor === 0 || (changeMinor > 0 && method === "cash"));
  const isDepositUsed = document.kind === "sale" && document.heldCartId !== null;
  requireFit(`${at}.method`, method !== "deposit" || isDepositUsed);
}
