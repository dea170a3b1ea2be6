import { minor } from "../money/minor";
import type { SalePayment } from "../sale/sale-document";
import { cleanText } from "./clean-text";
import type { ReceiptRow } from "./receipt-document";
import { receiptAmount } from "./receipt-figures";
import { receiptRow } from "./receipt-frame";
import type { ReceiptTexts } from "./receipt-texts";

/** What a document says about the money: due, handed over, given back. */
export type ReceiptMoney = {
  readonly currency: string;
  readonly tipMinor: number;
  readonly roundingMinor: number;
  readonly paidMinor: number;
  readonly changeMinor: number;
  readonly payments: readonly SalePayment[];
};

/** Tip and cash rounding, and with either of them what is to be paid. */
export function dueRows(money: ReceiptMoney, texts: ReceiptTexts): ReceiptRow[] {
  const { tipMinor, roundingMinor } = money;
  if (tipMinor === 0 && roundingMinor === 0) return [];
  const amountOf = (amount: number) => receiptAmount(minor(amount), money.currency);
  const due = money.paidMinor < 0 ? texts.toGiveBack : texts.toPay;
  return [
    ...(tipMinor === 0 ? [] : [receiptRow(texts.tip, amountOf(tipMinor))]),
    ...(roundingMinor === 0 ? [] : [receiptRow(texts.cashRounding, amountOf(roundingMinor))]),
    receiptRow(due, amountOf(money.paidMinor), true),
  ];
}

/** Each payment as it was handed over, then the change. */
export function paymentRows(money: ReceiptMoney, texts: ReceiptTexts): ReceiptRow[] {
  const changeMinor = minor(money.changeMinor);
  return [
    ...money.payments.flatMap((payment) => paymentRow(payment, texts)),
    ...(changeMinor === 0
      ? []
      : [receiptRow(texts.change, receiptAmount(changeMinor, money.currency), true)]),
  ];
}

function paymentRow(payment: SalePayment, texts: ReceiptTexts): ReceiptRow[] {
  const reference = payment.reference === null ? "" : cleanText(payment.reference);
  return [
    receiptRow(
      tenderLabel(payment, texts),
      receiptAmount(minor(payment.tenderedMinor), payment.currency),
    ),
    ...(reference === "" ? [] : [receiptRow(texts.reference, reference)]),
  ];
}

/** Cash of another currency with its own amount and rate, beside what it was worth. */
function tenderLabel({ method, foreign }: SalePayment, texts: ReceiptTexts): string {
  const word = texts.methods[method];
  if (!foreign) return word;
  const amount = receiptAmount(minor(foreign.tenderedMinor), foreign.currency);
  return `${word} ${foreign.currency} ${amount} × ${foreign.rate}`;
}
