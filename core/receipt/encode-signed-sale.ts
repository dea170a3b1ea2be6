import { PAYMENT_METHODS, SALE_KINDS } from "../sale/sale-document";
import { type ByteWriter, createByteWriter } from "./byte-text";
import type { SignedLine, SignedPayment, SignedSale } from "./signed-sale";

/** The form of the bytes; another one gets another number. */
export const SIGNED_FORM = 1;

/** Bits of a sale, a line and a payment, lowest first; written for ever. */
export const SALE_FLAGS = {
  lines: 1,
  withTax: 2,
  exempt: 4,
  document: 8,
  original: 16,
  held: 32,
} as const;
export const LINE_FLAGS = { withTax: 1, kilogram: 2, stocked: 4, product: 8, plain: 16 } as const;
export const PAYMENT_FLAGS = { foreign: 1, reference: 2 } as const;

/** A sale as few bytes [RC10]. The receipt's number is not among them: it stands in front. */
export function encodeSignedSale(sale: SignedSale): Uint8Array {
  const writer = createByteWriter();
  writer.uint(SIGNED_FORM);
  writer.uint(
    flags([sale.lines !== null, SALE_FLAGS.lines]) +
      flags([sale.pricesIncludeTax, SALE_FLAGS.withTax]) +
      flags([sale.isTaxExempt, SALE_FLAGS.exempt]) +
      flags([sale.taxRounding === "document", SALE_FLAGS.document]) +
      flags([sale.originalSaleId !== null, SALE_FLAGS.original]) +
      flags([sale.heldCartId !== null, SALE_FLAGS.held]),
  );
  writer.uint(SALE_KINDS.indexOf(sale.kind));
  writer.text(sale.terminalCode);
  writer.uint(sale.sequence);
  writer.hex(sale.hash);
  writer.id(sale.saleId);
  if (sale.originalSaleId !== null) writer.id(sale.originalSaleId);
  if (sale.heldCartId !== null) writer.id(sale.heldCartId);
  writer.uint(sale.soldAt);
  writer.uint(Number(sale.businessDate.replaceAll("-", "")));
  writer.text(sale.currency);
  for (const figure of [sale.totalMinor, sale.roundingMinor, sale.tipMinor, sale.points]) {
    writer.int(figure);
  }
  writeTaxes(writer, sale);
  writer.uint(sale.payments.length);
  for (const payment of sale.payments) writePayment(writer, payment);
  if (sale.lines) {
    writer.uint(sale.lines.length);
    for (const line of sale.lines) writeLine(writer, line, sale);
  }
  return writer.bytes();
}

function flags([isSet, bit]: readonly [boolean, number]): number {
  return isSet ? bit : 0;
}

function writeTaxes(writer: ByteWriter, sale: SignedSale): void {
  writer.uint(sale.groups.length);
  for (const { code, netMinor } of sale.groups) {
    writer.text(code);
    writer.int(netMinor);
  }
  writer.uint(sale.taxes.length);
  for (const tax of sale.taxes) {
    writer.uint(sale.groups.findIndex((group) => group.code === tax.taxGroupCode));
    writer.text(tax.code);
    writer.text(tax.name);
    writer.uint(tax.ratePpm);
    writer.int(tax.netMinor);
    writer.int(tax.taxMinor);
  }
}

function writePayment(writer: ByteWriter, payment: SignedPayment): void {
  const { foreign, reference } = payment;
  writer.uint(PAYMENT_METHODS.indexOf(payment.method));
  writer.uint(
    flags([foreign !== null, PAYMENT_FLAGS.foreign]) +
      flags([reference !== null, PAYMENT_FLAGS.reference]),
  );
  writer.int(payment.amountMinor);
  writer.int(payment.changeMinor);
  if (foreign) {
    writer.text(foreign.currency);
    writer.int(foreign.tenderedMinor);
    writer.text(foreign.rate);
  }
  if (reference !== null) writer.text(reference);
}

function writeLine(writer: ByteWriter, line: SignedLine, sale: SignedSale): void {
  const isPlain = isPlainLine(line);
  writer.uint(
    flags([line.pricesIncludeTax, LINE_FLAGS.withTax]) +
      flags([line.unit === "kg", LINE_FLAGS.kilogram]) +
      flags([line.isStocked, LINE_FLAGS.stocked]) +
      flags([line.productId !== null, LINE_FLAGS.product]) +
      flags([isPlain, LINE_FLAGS.plain]),
  );
  writer.id(line.lineId);
  if (line.productId === null) writer.text(line.name ?? "");
  else writer.id(line.productId);
  writer.int(line.quantityMilli);
  writer.int(line.unitPriceMinor);
  writer.int(line.grossMinor);
  writer.uint(sale.groups.findIndex((group) => group.code === line.taxGroupCode));
  if (!isPlain) {
    writer.int(line.subtotalMinor);
    writer.int(line.promotionMinor);
    writer.int(line.discountMinor);
    writer.int(line.points);
  }
  writer.uint(line.taxes.length);
  for (const tax of line.taxes) {
    writer.uint(sale.taxes.findIndex((known) => isSameTax(known, line.taxGroupCode, tax)));
    writer.int(tax.taxMinor);
    writer.int(tax.netMinor - line.netMinor);
  }
}

/** Nothing came off and nothing was earned, so its price is its amount. */
function isPlainLine(line: SignedLine): boolean {
  const amountMinor = line.pricesIncludeTax ? line.grossMinor : line.netMinor;
  return (
    line.promotionMinor === 0 &&
    line.discountMinor === 0 &&
    line.points === 0 &&
    line.subtotalMinor === amountMinor
  );
}

function isSameTax(
  known: SignedSale["taxes"][number],
  taxGroupCode: string,
  tax: SignedLine["taxes"][number],
): boolean {
  return (
    known.taxGroupCode === taxGroupCode && known.code === tax.code && known.ratePpm === tax.ratePpm
  );
}
