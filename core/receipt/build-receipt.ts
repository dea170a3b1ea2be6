import { type Minor, minor, negateMinor } from "../money/minor";
import type { SaleDocument, SaleLine, SalePayment } from "../sale/sale-document";
import type { StoreChange } from "../sync/protocol-v1";
import type { Instant } from "../time";
import { cleanLines, cleanText } from "./clean-text";
import type { ReceiptBlock, ReceiptDocument, ReceiptItem, ReceiptRow } from "./receipt-document";
import { receiptAmount, receiptMoment, receiptQuantity, receiptTotal } from "./receipt-figures";
import { buildReceiptPayload } from "./receipt-payload";
import { classOfGroups, taxBlock, taxWord } from "./receipt-taxes";
import { type ReceiptTexts, receiptLanguage, receiptTexts } from "./receipt-texts";

export type ReceiptStore = Pick<
  StoreChange,
  | "tenantName"
  | "name"
  | "addressLines"
  | "taxNumber"
  | "language"
  | "timezone"
  | "receiptFooter"
  | "isDemo"
>;

export type ReceiptInput = {
  readonly sale: SaleDocument;
  readonly store: ReceiptStore;
  readonly registerName: string;
  readonly terminalCode: string;
  /** Place of the sale's event in its terminal's log. */
  readonly sequence: number;
  /** First 8 hex digits of the event's hash. */
  readonly hashShort: string;
  readonly shiftNumber: number | null;
  readonly cashierName: string;
  readonly customerName: string | null;
  /** Of the sale that a refund gives back; null when unknown or no refund. */
  readonly originalReceiptNumber: string | null;
  readonly soldAt: Instant;
  readonly isCopy: boolean;
  readonly isTraining: boolean;
};

const RULE: ReceiptBlock = { kind: "rule" };

/**
 * Turn a sale into the receipt that every renderer prints [RC1]. Amounts are those of the sale
 * document, never computed anew; only their text is made here.
 *
 * @throws DomainError unknown_currency
 */
export function buildReceipt(input: ReceiptInput): ReceiptDocument {
  const { sale, store } = input;
  const language = receiptLanguage(store.language);
  const texts = receiptTexts(language);
  const title = titleOf(input, texts);
  const marks = marksOf(input, texts);
  const footer = cleanLines(store.receiptFooter);
  // A shop outside every tax would only print noise here.
  const isTaxed = sale.taxes.length > 0 || store.taxNumber !== null;
  const classes = isTaxed ? classOfGroups(sale) : new Map<string, string>();
  const blocks: (ReceiptBlock | null)[] = [
    marks,
    headerOf(input, texts),
    { kind: "title", text: title },
    RULE,
    { kind: "rows", rows: identityRows(input, texts) },
    RULE,
    { kind: "items", items: sale.lines.map((line) => itemOf(line, sale, { classes, texts })) },
    RULE,
    { kind: "rows", rows: sumRows(sale, texts) },
    { kind: "total", ...receiptTotal(texts.total, minor(sale.totalMinor), sale.currency) },
    { kind: "rows", rows: [...roundingRows(sale, texts), ...paymentRows(sale, texts)] },
    RULE,
    ...(isTaxed ? [taxBlock(sale, classes, texts), RULE] : []),
    {
      kind: "proof",
      payload: cleanText(buildReceiptPayload(input)),
      facts: factRows(input, texts),
    },
    linesBlock(footer.slice(0, -1), false),
    { kind: "barcode", value: cleanText(sale.receiptNumber) },
    linesBlock(footer.slice(-1), true),
    marks,
  ];
  return {
    language,
    receiptNumber: cleanText(sale.receiptNumber),
    title,
    blocks: blocks.filter((block) => block !== null),
  };
}

function row(label: string, value: string, isStrong = false): ReceiptRow {
  return { label, value: cleanText(value), isStrong };
}

function titleOf({ sale, store }: ReceiptInput, texts: ReceiptTexts): string {
  if (sale.kind === "refund") return texts.refundTitle;
  return store.taxNumber ? texts.taxInvoice : texts.receiptTitle;
}

function marksOf(input: ReceiptInput, texts: ReceiptTexts): ReceiptBlock | null {
  const marks = [
    ...(input.isCopy ? [texts.copy] : []),
    ...(input.isTraining ? [texts.training] : []),
    ...(input.store.isDemo ? [texts.demo] : []),
  ];
  return marks.length === 0 ? null : { kind: "marks", marks };
}

function headerOf({ sale, store }: ReceiptInput, texts: ReceiptTexts): ReceiptBlock {
  const name = cleanText(store.tenantName);
  const place = cleanLines([store.name, ...store.addressLines]);
  const address = place[0] === name ? place.slice(1) : place;
  return {
    kind: "header",
    name,
    lines: cleanLines([
      address.join(", "),
      store.taxNumber ? `${taxNumberLabel(sale.currency, texts)} ${store.taxNumber}` : "",
    ]),
  };
}

// A store says no country; its currency names the two tax offices whose own word is known.
function taxNumberLabel(currency: string, texts: ReceiptTexts): string {
  if (currency === "KES") return "PIN";
  return currency === "GBP" || currency === "EUR" ? texts.vatNumber : texts.taxNumber;
}

function identityRows(input: ReceiptInput, texts: ReceiptTexts): ReceiptRow[] {
  const { sale, shiftNumber } = input;
  const register = cleanText(input.registerName);
  const place = shiftNumber === null ? register : `${register}, ${texts.shift(shiftNumber)}`;
  const original = input.originalReceiptNumber;
  return [
    row(texts.receiptNumber, sale.receiptNumber, true),
    row(place, receiptMoment(input.soldAt, input.store.timezone, texts)),
    ...(input.cashierName ? [row(texts.servedBy, input.cashierName)] : []),
    ...(input.customerName ? [row(texts.customer, input.customerName)] : []),
    ...(original ? [row(texts.refundOf, original)] : []),
    ...(sale.kind === "refund" && sale.reason ? [row(texts.reason, sale.reason)] : []),
  ];
}

type ItemContext = { classes: ReadonlyMap<string, string>; texts: ReceiptTexts };

function itemOf(line: SaleLine, sale: SaleDocument, context: ItemContext): ReceiptItem {
  const { classes, texts } = context;
  const amountOf = (amount: number) => receiptAmount(minor(amount), sale.currency);
  const quantity = receiptQuantity(line.quantityMilli);
  const price = amountOf(line.unitPriceMinor);
  const note = line.note === null ? "" : cleanText(line.note);
  return {
    name: cleanText(line.name),
    detail: line.unit === "kg" ? `${quantity} kg × ${price} /kg` : `${quantity} × ${price}`,
    amount: amountOf(line.subtotalMinor),
    taxClass: classes.get(line.taxGroupCode) ?? "",
    discount:
      line.discountMinor === 0
        ? null
        : { label: texts.discount, amount: amountOf(-line.discountMinor) },
    note: note === "" ? null : note,
  };
}

/** Pieces count one each, a weighed line counts as one item however heavy. */
function itemCount(sale: SaleDocument): number {
  return Math.abs(
    sale.lines.reduce(
      (sum, line) =>
        sum + (line.unit === "each" ? line.quantityMilli : Math.sign(line.quantityMilli) * 1000),
      0,
    ),
  );
}

function sumRows(sale: SaleDocument, texts: ReceiptTexts): ReceiptRow[] {
  const amountOf = (amount: Minor) => receiptAmount(amount, sale.currency);
  const count = itemCount(sale);
  const savedMinor = negateMinor(minor(sale.discountMinor));
  const savedLabel = sale.kind === "refund" ? texts.discount : texts.saved;
  return [
    row(
      texts.subtotal(receiptQuantity(count), count === 1000),
      amountOf(minor(sale.subtotalMinor)),
    ),
    ...(savedMinor === 0 ? [] : [row(savedLabel, amountOf(savedMinor))]),
    ...(sale.pricesIncludeTax ? [] : [row(taxWord(sale, texts), amountOf(minor(sale.taxMinor)))]),
  ];
}

function roundingRows(sale: SaleDocument, texts: ReceiptTexts): ReceiptRow[] {
  if (sale.roundingMinor === 0) return [];
  const due = sale.kind === "refund" ? texts.toGiveBack : texts.toPay;
  return [
    row(texts.cashRounding, receiptAmount(minor(sale.roundingMinor), sale.currency)),
    row(due, receiptAmount(minor(sale.paidMinor), sale.currency), true),
  ];
}

function paymentRows(sale: SaleDocument, texts: ReceiptTexts): ReceiptRow[] {
  const change = minor(sale.changeMinor);
  return [
    ...sale.payments.flatMap((payment) => paymentRow(payment, texts)),
    ...(change === 0 ? [] : [row(texts.change, receiptAmount(change, sale.currency), true)]),
  ];
}

function paymentRow(payment: SalePayment, texts: ReceiptTexts): ReceiptRow[] {
  const reference = payment.reference === null ? "" : cleanText(payment.reference);
  return [
    row(
      texts.methods[payment.method],
      receiptAmount(minor(payment.tenderedMinor), payment.currency),
    ),
    ...(reference === "" ? [] : [row(texts.reference, reference)]),
  ];
}

function factRows(input: ReceiptInput, texts: ReceiptTexts): ReceiptRow[] {
  return [
    row(texts.terminal, input.terminalCode),
    row(texts.record, String(input.sequence)),
    row(texts.check, input.hashShort),
  ];
}

function linesBlock(lines: readonly string[], isStrong: boolean): ReceiptBlock | null {
  return lines.length === 0 ? null : { kind: "lines", lines, isStrong };
}
