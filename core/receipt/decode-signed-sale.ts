import { PAYMENT_METHODS, SALE_KINDS } from "../sale/sale-document";
import { instant } from "../time";
import { type ByteReader, createByteReader } from "./byte-text";
import { LINE_FLAGS, PAYMENT_FLAGS, SALE_FLAGS, SIGNED_FORM } from "./encode-signed-sale";
import type { SignedLine, SignedPayment, SignedSale } from "./signed-sale";

const HASH_BYTES = 32;

/** What the bytes of a code say, under the receipt number that stands in front; null for no sale. */
export function decodeSignedSale(bytes: Uint8Array, receiptNumber: string): SignedSale | null {
  const reader = createByteReader(bytes);
  try {
    const sale = readSale(reader, receiptNumber);
    return reader.isEnd() ? sale : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readSale(reader: ByteReader, receiptNumber: string): SignedSale {
  if (reader.uint() !== SIGNED_FORM) throw new RangeError("another form");
  const flags = reader.uint();
  const kind = pick(SALE_KINDS, reader.uint());
  const head = {
    kind,
    receiptNumber,
    terminalCode: reader.text(),
    sequence: reader.uint(),
    hash: reader.hex(HASH_BYTES),
    saleId: reader.id(),
    originalSaleId: has(flags, SALE_FLAGS.original) ? reader.id() : null,
    heldCartId: has(flags, SALE_FLAGS.held) ? reader.id() : null,
    soldAt: instant(reader.uint()),
    businessDate: dateOf(reader.uint()),
    currency: reader.text(),
    pricesIncludeTax: has(flags, SALE_FLAGS.withTax),
    isTaxExempt: has(flags, SALE_FLAGS.exempt),
    taxRounding: has(flags, SALE_FLAGS.document) ? ("document" as const) : ("line" as const),
    totalMinor: reader.int(),
    roundingMinor: reader.int(),
    tipMinor: reader.int(),
    points: reader.int(),
  };
  const groups = readMany(reader, () => ({ code: reader.text(), netMinor: reader.int() }));
  const taxes = readMany(reader, () => readTax(reader, groups));
  const payments = readMany(reader, () => readPayment(reader));
  const lines = has(flags, SALE_FLAGS.lines)
    ? readMany(reader, () => readLine(reader, { groups, taxes }))
    : null;
  return { ...head, groups, taxes, payments, lines };
}

/** 20260430 is 2026-04-30. */
function dateOf(digits: number): string {
  return String(digits).replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}

function has(flags: number, bit: number): boolean {
  return Math.floor(flags / bit) % 2 === 1;
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError("nothing stands there");
  return value;
}

function readMany<Value>(reader: ByteReader, read: () => Value): Value[] {
  const values: Value[] = [];
  for (let left = reader.uint(); left > 0; left -= 1) values.push(read());
  return values;
}

function readTax(reader: ByteReader, groups: SignedSale["groups"]): SignedSale["taxes"][number] {
  const taxGroupCode = pick(groups, reader.uint()).code;
  const [code, name, ratePpm] = [reader.text(), reader.text(), reader.uint()];
  const [netMinor, taxMinor] = [reader.int(), reader.int()];
  return { taxGroupCode, code, name, ratePpm, netMinor, taxMinor, grossMinor: netMinor + taxMinor };
}

function readPayment(reader: ByteReader): SignedPayment {
  const method = pick(PAYMENT_METHODS, reader.uint());
  const flags = reader.uint();
  const amountMinor = reader.int();
  const changeMinor = reader.int();
  const foreign = has(flags, PAYMENT_FLAGS.foreign)
    ? { currency: reader.text(), tenderedMinor: reader.int(), rate: reader.text() }
    : null;
  const reference = has(flags, PAYMENT_FLAGS.reference) ? reader.text() : null;
  return { method, amountMinor, changeMinor, foreign, reference };
}

function readLine(reader: ByteReader, sale: Pick<SignedSale, "groups" | "taxes">): SignedLine {
  const flags = reader.uint();
  const lineId = reader.id();
  const isProduct = has(flags, LINE_FLAGS.product);
  const productId = isProduct ? reader.id() : null;
  const name = isProduct ? null : reader.text();
  const quantityMilli = reader.int();
  const unitPriceMinor = reader.int();
  const grossMinor = reader.int();
  const taxGroupCode = pick(sale.groups, reader.uint()).code;
  const stated = has(flags, LINE_FLAGS.plain) ? null : readReductions(reader);
  const parts = readMany(reader, () => ({
    tax: pick(sale.taxes, reader.uint()),
    taxMinor: reader.int(),
    behindNet: reader.int(),
  }));
  const taxMinor = parts.reduce((sum, part) => sum + part.taxMinor, 0);
  const netMinor = grossMinor - taxMinor;
  const pricesIncludeTax = has(flags, LINE_FLAGS.withTax);
  const plain = { subtotalMinor: pricesIncludeTax ? grossMinor : netMinor, ...NO_REDUCTIONS };
  return {
    lineId,
    productId,
    name,
    unit: has(flags, LINE_FLAGS.kilogram) ? "kg" : "each",
    isStocked: has(flags, LINE_FLAGS.stocked),
    pricesIncludeTax,
    quantityMilli,
    unitPriceMinor,
    netMinor,
    taxMinor,
    grossMinor,
    taxGroupCode,
    ...(stated ?? plain),
    taxes: parts.map(({ tax: { code, name: taxName, ratePpm }, ...part }) => ({
      code,
      name: taxName,
      ratePpm,
      netMinor: netMinor + part.behindNet,
      taxMinor: part.taxMinor,
    })),
  };
}

const NO_REDUCTIONS = { promotionMinor: 0, discountMinor: 0, points: 0 };

function readReductions(reader: ByteReader) {
  const [subtotalMinor, promotionMinor] = [reader.int(), reader.int()];
  const [discountMinor, points] = [reader.int(), reader.int()];
  return { subtotalMinor, promotionMinor, discountMinor, points };
}
