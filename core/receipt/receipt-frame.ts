import { cleanLines, cleanText } from "./clean-text";
import type { ReceiptBlock, ReceiptRow } from "./receipt-document";
import { receiptMoment } from "./receipt-figures";
import { type ReceiptInput, receiptNumberOf, receiptProofOf } from "./receipt-input";
import { buildReceiptPayload } from "./receipt-payload";
import type { ReceiptTexts } from "./receipt-texts";

export const RULE: ReceiptBlock = { kind: "rule" };

export function receiptRow(label: string, value: string, isStrong = false): ReceiptRow {
  return { label: cleanText(label), value: cleanText(value), isStrong };
}

export function marksBlock(input: ReceiptInput, texts: ReceiptTexts): ReceiptBlock | null {
  const marks = [
    ...(input.isCopy ? [texts.copy] : []),
    ...(input.isTraining ? [texts.training] : []),
    ...(input.store.isDemo ? [texts.demo] : []),
  ];
  return marks.length === 0 ? null : { kind: "marks", marks };
}

export function headerBlock(
  { store }: ReceiptInput,
  currency: string,
  texts: ReceiptTexts,
): ReceiptBlock {
  const name = cleanText(store.tenantName);
  const place = cleanLines([store.name, ...store.addressLines]);
  const address = place[0] === name ? place.slice(1) : place;
  return {
    kind: "header",
    name,
    lines: cleanLines([
      address.join(", "),
      store.taxNumber ? `${taxNumberLabel(currency, texts)} ${store.taxNumber}` : "",
    ]),
  };
}

// A store says no country; its currency names the two tax offices whose own word is known.
function taxNumberLabel(currency: string, texts: ReceiptTexts): string {
  if (currency === "KES") return "PIN";
  return currency === "GBP" || currency === "EUR" ? texts.vatNumber : texts.taxNumber;
}

/** The document's own number under its own word, where and when, and the people. */
export function placeRows(
  input: ReceiptInput,
  numberLabel: string,
  texts: ReceiptTexts,
): ReceiptRow[] {
  const { shiftNumber } = input;
  const register = cleanText(input.registerName);
  const place = shiftNumber === null ? register : `${register}, ${texts.shift(shiftNumber)}`;
  return [
    receiptRow(numberLabel, receiptNumberOf(input), true),
    receiptRow(place, receiptMoment(input.soldAt, input.store.timezone, texts)),
    ...(input.cashierName ? [receiptRow(texts.servedBy, input.cashierName)] : []),
    ...(input.customerName ? [receiptRow(texts.customer, input.customerName)] : []),
  ];
}

/** The proof, the shop's own words around the number's bars, and the marks again. */
export function closingBlocks(input: ReceiptInput, texts: ReceiptTexts): (ReceiptBlock | null)[] {
  const footer = cleanLines(input.store.receiptFooter);
  return [
    proofBlock(input, texts),
    linesBlock(footer.slice(0, -1), false),
    { kind: "barcode", value: cleanText(receiptNumberOf(input)) },
    linesBlock(footer.slice(-1), true),
    marksBlock(input, texts),
  ];
}

function proofBlock(input: ReceiptInput, texts: ReceiptTexts): ReceiptBlock | null {
  const proof = receiptProofOf(input);
  if (!proof) return null;
  return {
    kind: "proof",
    payload: cleanText(signedCodeOf(input) ?? buildReceiptPayload(proof)),
    facts: [
      receiptRow(texts.terminal, proof.terminalCode),
      receiptRow(texts.record, String(proof.sequence)),
      receiptRow(texts.check, proof.hashShort),
    ],
  };
}

function signedCodeOf(input: ReceiptInput): string | null {
  return "signedCode" in input ? (input.signedCode ?? null) : null;
}

export function linesBlock(lines: readonly string[], isStrong: boolean): ReceiptBlock | null {
  return lines.length === 0 ? null : { kind: "lines", lines, isStrong };
}
