import { minor } from "../money/minor";
import { cleanText } from "./clean-text";
import type { ReceiptBlock, ReceiptDocument, ReceiptRow } from "./receipt-document";
import { receiptAmount, receiptDay, receiptTotal } from "./receipt-figures";
import {
  closingBlocks,
  headerBlock,
  linesBlock,
  marksBlock,
  placeRows,
  RULE,
  receiptRow,
} from "./receipt-frame";
import { receiptItems, savedRows, sumRows } from "./receipt-goods";
import type {
  DepositReceiptInput,
  QuoteReceiptInput,
  ReceiptGoods,
  ReceiptInput,
} from "./receipt-input";
import { dueRows, paymentRows } from "./receipt-payments";
import { classOfGroups, taxBlock } from "./receipt-taxes";
import { type ReceiptTexts, receiptLanguage, receiptTexts } from "./receipt-texts";

/** The slip of a quote: the goods and their total as a receipt has them, and until when they hold. */
export function buildQuoteSlip(input: QuoteReceiptInput): ReceiptDocument {
  const { quote, store } = input;
  const { goods, expiresOn } = quote;
  const texts = textsOf(input);
  const classes = goods.taxes.length > 0 ? classOfGroups(goods) : new Map<string, string>();
  const note = cleanText(quote.note ?? "");
  return document(input, texts.quoteTitle, [
    marksBlock(input, texts),
    headerBlock(input, goods.currency, texts),
    { kind: "title", text: texts.quoteTitle },
    RULE,
    {
      kind: "rows",
      rows: [
        ...placeRows(input, texts.quoteNumber, texts),
        ...dayRows(texts.validUntil, expiresOn, texts),
      ],
    },
    RULE,
    { kind: "items", items: receiptItems(goods, { classes, texts }) },
    RULE,
    { kind: "rows", rows: sumRows(goods, texts) },
    { kind: "total", ...receiptTotal(texts.total, minor(goods.totalMinor), goods.currency) },
    ...rowsBlock(savedRows(goods, texts)),
    RULE,
    ...(goods.taxes.length > 0 ? [taxBlock(goods, classes, texts), RULE] : []),
    linesBlock(note === "" ? [texts.notTaxReceipt] : [note, texts.notTaxReceipt], false),
    ...closingBlocks({ ...input, store: { ...store, receiptFooter: [] } }, texts),
  ]);
}

/**
 * The slip of a deposit on a layaway, or of giving it back: what the goods cost, what had been
 * paid, what was paid now and what is left.
 */
export function buildDepositSlip(input: DepositReceiptInput): ReceiptDocument {
  const { deposit, goods } = input;
  const texts = textsOf(input);
  const isCancelled = deposit.kind === "cancellation";
  const title = isCancelled ? texts.depositBackTitle : texts.depositTitle;
  const label = isCancelled ? texts.depositBack : texts.depositNow;
  const { currency, amountMinor } = deposit;
  return document(input, title, [
    marksBlock(input, texts),
    headerBlock(input, currency, texts),
    { kind: "title", text: title },
    RULE,
    { kind: "rows", rows: depositRows(input, texts) },
    RULE,
    ...goodsBlocks(goods, texts),
    { kind: "rows", rows: beforeRows(input, texts) },
    { kind: "total", ...receiptTotal(label, minor(amountMinor), currency) },
    {
      kind: "rows",
      rows: [
        ...dueRows({ ...deposit, tipMinor: 0 }, texts),
        ...paymentRows({ ...deposit, tipMinor: 0 }, texts),
        ...leftRows(input, texts),
      ],
    },
    linesBlock([texts.notTaxReceipt], false),
    RULE,
    ...closingBlocks(input, texts),
  ]);
}

function textsOf({ store }: ReceiptInput): ReceiptTexts {
  return receiptTexts(receiptLanguage(store.language));
}

function document(
  input: QuoteReceiptInput | DepositReceiptInput,
  title: string,
  blocks: readonly (ReceiptBlock | null)[],
): ReceiptDocument {
  const number = "quote" in input ? input.quote.number : input.deposit.receiptNumber;
  return {
    language: receiptLanguage(input.store.language),
    receiptNumber: cleanText(number),
    title,
    blocks: blocks.filter((block) => block !== null),
  };
}

function rowsBlock(rows: readonly ReceiptRow[]): ReceiptBlock[] {
  return rows.length === 0 ? [] : [{ kind: "rows", rows }];
}

function dayRows(label: string, day: string | null, texts: ReceiptTexts): ReceiptRow[] {
  return day === null ? [] : [receiptRow(label, receiptDay(day, texts))];
}

function depositRows(input: DepositReceiptInput, texts: ReceiptTexts): ReceiptRow[] {
  const { deposit } = input;
  const isCancelled = deposit.kind === "cancellation";
  return [
    ...placeRows(input, texts.receiptNumber, texts),
    receiptRow(texts.layawayNumber, deposit.heldNumber, true),
    ...(isCancelled ? [] : dayRows(texts.collectBy, deposit.expiresOn, texts)),
    ...(isCancelled && deposit.reason ? [receiptRow(texts.reason, deposit.reason)] : []),
  ];
}

/** Goods on a layaway are not sold yet, so their taxes are not shown. */
function goodsBlocks(goods: ReceiptGoods | null, texts: ReceiptTexts): ReceiptBlock[] {
  if (goods === null) return [];
  const classes = new Map<string, string>();
  return [
    { kind: "items", items: receiptItems(goods, { classes, texts }) },
    RULE,
    { kind: "rows", rows: sumRows(goods, texts) },
  ];
}

function beforeRows({ deposit }: DepositReceiptInput, texts: ReceiptTexts): ReceiptRow[] {
  const amountOf = (amount: number) => receiptAmount(minor(amount), deposit.currency);
  return [
    receiptRow(texts.goodsTotal, amountOf(deposit.totalMinor), true),
    ...(deposit.paidBeforeMinor === 0
      ? []
      : [receiptRow(texts.paidBefore, amountOf(deposit.paidBeforeMinor))]),
  ];
}

function leftRows({ deposit }: DepositReceiptInput, texts: ReceiptTexts): ReceiptRow[] {
  if (deposit.kind === "cancellation") return [];
  const leftMinor = deposit.totalMinor - deposit.paidBeforeMinor - deposit.amountMinor;
  return [receiptRow(texts.leftToPay, receiptAmount(minor(leftMinor), deposit.currency), true)];
}
