import { minor } from "../money/minor";
import { buildDepositSlip, buildQuoteSlip } from "./build-slip";
import { cleanText } from "./clean-text";
import type { ReceiptBlock, ReceiptDocument, ReceiptRow } from "./receipt-document";
import { receiptTotal } from "./receipt-figures";
import {
  closingBlocks,
  headerBlock,
  marksBlock,
  placeRows,
  RULE,
  receiptRow,
} from "./receipt-frame";
import { hasReturns, receiptItems, savedRows, sumRows } from "./receipt-goods";
import type { ReceiptInput, SaleReceiptInput } from "./receipt-input";
import { dueRows, paymentRows } from "./receipt-payments";
import { classOfGroups, taxBlock } from "./receipt-taxes";
import { type ReceiptTexts, receiptLanguage, receiptTexts } from "./receipt-texts";

export type { ReceiptInput } from "./receipt-input";

/**
 * Turn a sale, a deposit or a quote into the receipt that every renderer prints [RC1]. Amounts are
 * those of the document, never computed anew; only their text is made here.
 *
 * @throws DomainError unknown_currency
 */
export function buildReceipt(input: ReceiptInput): ReceiptDocument {
  if ("deposit" in input) return buildDepositSlip(input);
  return "quote" in input ? buildQuoteSlip(input) : buildSaleReceipt(input);
}

function buildSaleReceipt(input: SaleReceiptInput): ReceiptDocument {
  const { sale, store } = input;
  const language = receiptLanguage(store.language);
  const texts = receiptTexts(language);
  const title = titleOf(input, texts);
  // A shop outside every tax would only print noise here.
  const isTaxed = sale.taxes.length > 0 || store.taxNumber !== null;
  const classes = isTaxed ? classOfGroups(sale) : new Map<string, string>();
  const blocks: (ReceiptBlock | null)[] = [
    marksBlock(input, texts),
    headerBlock(input, sale.currency, texts),
    { kind: "title", text: title },
    RULE,
    { kind: "rows", rows: identityRows(input, texts) },
    RULE,
    { kind: "items", items: receiptItems(sale, { classes, texts }) },
    RULE,
    { kind: "rows", rows: sumRows(sale, texts) },
    { kind: "total", ...receiptTotal(texts.total, minor(sale.totalMinor), sale.currency) },
    {
      kind: "rows",
      rows: [
        ...dueRows(sale, texts),
        ...paymentRows(sale, texts),
        ...savedRows(sale, texts),
        ...pointRows(input, texts),
      ],
    },
    RULE,
    ...(isTaxed ? [taxBlock(sale, classes, texts), RULE] : []),
    ...closingBlocks(input, texts),
  ];
  return {
    language,
    receiptNumber: cleanText(sale.receiptNumber),
    title,
    blocks: blocks.filter((block) => block !== null),
  };
}

/** What was only practised is no tax invoice, whatever the shop is. */
function titleOf({ sale, store, isTraining }: SaleReceiptInput, texts: ReceiptTexts): string {
  if (sale.kind === "void") return texts.voidTitle;
  if (sale.kind === "refund") return texts.refundTitle;
  if (hasReturns(sale)) {
    const isExchange = sale.lines.some((line) => line.quantityMilli > 0);
    return isExchange ? texts.exchangeTitle : texts.refundTitle;
  }
  return store.taxNumber && !isTraining ? texts.taxInvoice : texts.receiptTitle;
}

function identityRows(input: SaleReceiptInput, texts: ReceiptTexts): ReceiptRow[] {
  const { sale, originalReceiptNumber: original } = input;
  const isBack = sale.kind !== "sale";
  const originalLabel = sale.kind === "void" ? texts.voidOf : texts.refundOf;
  return [
    ...placeRows(input, texts.receiptNumber, texts),
    ...(sale.isTaxExempt ? [receiptRow(texts.taxExempt, texts.yes)] : []),
    ...(original ? [receiptRow(originalLabel, original)] : []),
    ...(isBack && sale.reason ? [receiptRow(texts.reason, sale.reason)] : []),
  ];
}

function pointRows({ sale }: SaleReceiptInput, texts: ReceiptTexts): ReceiptRow[] {
  if (sale.points === 0) return [];
  const label = sale.points > 0 ? texts.pointsEarned : texts.pointsTakenBack;
  return [receiptRow(label, String(Math.abs(sale.points)))];
}
