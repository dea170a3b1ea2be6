import { assert } from "../../core/assert";
import { breakDownChange, isCurrencyCode } from "../../core/money/currency";
import { minor, sumMinor } from "../../core/money/minor";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { Deposit, SaleDocument } from "../../core/sale/sale-document";
import type { StoreChange } from "../../core/sync/protocol-v1";
import { instant, parseIso } from "../../core/time";
import type { PaidSale } from "../react/till-state";
import type { OutboxRow } from "../store/log-records";
import { countItems } from "./cart-view";
import { depositDocument } from "./deposit-document";
import { depositOf, isTraining, saleDocumentOf } from "./pending-event";

/** Digits of the hash that stand on paper. */
const HASH_SHORT = 8;

/** What is on the paper of an event: its sale, or the slip of a deposit; null for other events. */
export function paperOf(row: OutboxRow): SaleDocument | null {
  const deposit = depositOf(row);
  return deposit ? depositDocument(deposit) : saleDocumentOf(row);
}

/** What the Paid screen says of an event that is in the log. */
export function paidSaleOf(row: OutboxRow, store: StoreChange): PaidSale {
  const document = paperOf(row);
  assert(document !== null, "only a sale or a deposit is paid");
  const changeMinor = minor(document.changeMinor);
  const { totalMinor, roundingMinor, tipMinor } = document;
  return {
    saleId: document.saleId,
    receiptNumber: document.receiptNumber,
    currency: document.currency,
    paidAt: row.storedAt,
    itemCount: countItems(document.lines),
    totalMinor: minor(totalMinor),
    roundingMinor: minor(roundingMinor),
    dueMinor: minor(totalMinor + roundingMinor),
    tipMinor: minor(tipMinor),
    kind: row.envelope.type === "DEPOSIT" ? "deposit" : document.kind,
    isTraining: isTraining(row),
    tenderedMinor: sumMinor(document.payments.map((payment) => minor(payment.tenderedMinor))),
    changeMinor,
    changePieces: isCurrencyCode(document.currency)
      ? breakDownChange(changeMinor, document.currency)
      : [],
    payments: document.payments,
    receipt: receiptInputOf({ row, document, store, isCopy: false }),
  };
}

export function receiptInputOf(source: {
  row: OutboxRow;
  document: SaleDocument;
  store: StoreChange;
  isCopy: boolean;
}): ReceiptInput {
  const { row, document, store, isCopy } = source;
  const { envelope, printed } = row;
  const frame = {
    store,
    registerName: printed?.registerName ?? "",
    terminalCode: terminalCodeOf(document.receiptNumber),
    sequence: envelope.sequence,
    hashShort: envelope.hash.slice(0, HASH_SHORT),
    shiftNumber: printed?.shiftNumber ?? null,
    cashierName: printed?.cashierName ?? "",
    customerName: printed?.customerName ?? null,
    soldAt: parseIso(envelope.createdAt) ?? instant(row.storedAt),
    isCopy,
    isTraining: isTraining(row),
  };
  // A deposit is no sale: its slip says what is left to pay, and that it is no tax receipt.
  return envelope.type === "DEPOSIT"
    ? { ...frame, deposit: envelope.payload as Deposit, goods: null }
    : { ...frame, sale: document, originalReceiptNumber: originalOf(document) };
}

/** The receipt that goods came back to; null when they came back to several or to none. */
function originalOf(document: SaleDocument): string | null {
  const numbers = new Set(document.lines.flatMap((line) => line.returned?.receiptNumber ?? []));
  const [only = null] = numbers;
  return numbers.size === 1 ? only : null;
}

/** `2026-04-30-A3-01` was made by `A3`, whatever this browser is enrolled as today. */
function terminalCodeOf(receiptNumber: string): string {
  return receiptNumber.split("-")[3] ?? "";
}
