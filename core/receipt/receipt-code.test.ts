import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cash, type LineSketch, sale, uuid } from "../../tests/escpos/sample-parts";
import { uuidFrom } from "../ids";
import { minor } from "../money/minor";
import type { SaleDocument } from "../sale/sale-document";
import { instant } from "../time";
import { qrModules } from "./qr-code";
import {
  bytesToSign,
  RECEIPT_CODE_MAX,
  readReceiptCode,
  receiptTextToSign,
  signedReceiptCode,
} from "./receipt-code";
import { signedSaleOf } from "./signed-sale";

const HASH = "9f3a00c1".repeat(8);
const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicKey = createPublicKey(privateKey);

const sourceOf = (document: SaleDocument) => ({
  sale: document,
  terminalCode: "A3",
  sequence: 412,
  hash: HASH,
  soldAt: instant(Date.UTC(2026, 10, 21, 10, 46, 22, 123)),
  businessDate: "2026-11-21",
});

function codeOf(document: SaleDocument): string {
  const text = receiptTextToSign(sourceOf(document), "A3") ?? "";
  const key = { key: privateKey, dsaEncoding: "ieee-p1363" as const };
  return signedReceiptCode(text, sign("sha256", bytesToSign(text), key));
}

function isGenuine(code: string): boolean {
  const signed = readReceiptCode(code)?.signed;
  if (!signed) return false;
  const key = { key: publicKey, dsaEncoding: "ieee-p1363" as const };
  return verify("sha256", bytesToSign(signed.text), key, signed.signature);
}

const product = (index: number) => uuid(100_000 + index);
/** Ids as tills make them: lines of one minute begin alike, products of one year. */
const lineId = (index: number) => `019a1b2c-3d${uuidFrom("line", String(index)).slice(11)}`;
const productId = (index: number) => `0198${uuidFrom("product", String(index)).slice(4)}`;

const lines = (count: number): LineSketch[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Goods ${index}`,
    lineId: lineId(index),
    productId: productId(index),
    quantity: 1_000 * (1 + (index % 3)),
    price: 4_500 + 125 * index,
    taxGroupCode: index % 4 === 0 ? "A" : "B",
  }));

const sketches = fc.record({
  name: fc.string({ minLength: 1, maxLength: 30 }).map((text) => `x${text}`),
  quantity: fc.integer({ min: 1, max: 40 }).map((units) => units * 250),
  price: fc.integer({ min: 0, max: 2_000_000 }),
  taxGroupCode: fc.constantFrom("A", "B", "C", "beer"),
  isStocked: fc.boolean(),
  unit: fc.constantFrom("each" as const, "kg" as const),
  discountMinor: fc.constantFrom(0, 0, 100).map(minor),
  hasProduct: fc.boolean(),
});

describe("the code of a signed receipt", () => {
  it("[RC10] reads back what was said of any sale", () => {
    fc.assert(
      fc.property(
        fc.array(sketches, { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        fc.constantFrom("line" as const, "document" as const),
        (drawn, pricesIncludeTax, taxRounding) => {
          const goods = drawn.map(({ hasProduct, ...sketch }, index) => ({
            ...sketch,
            quantity: sketch.unit === "kg" ? sketch.quantity : sketch.quantity * 4,
            discountMinor: sketch.price < 1_000 ? minor(0) : sketch.discountMinor,
            productId: hasProduct ? product(index) : null,
          }));
          const document = sale(goods, { pricesIncludeTax, taxRounding });
          const read = readReceiptCode(codeOf(document));
          expect(read?.receiptNumber).toBe(document.receiptNumber);
          expect(read?.signed?.sale).toEqual(signedSaleOf(sourceOf(document)));
        },
      ),
      { seed: 20261121, numRuns: 150 },
    );
  });

  it("[RC10] carries tenders of every kind, and what a void takes back", () => {
    const foreign = { currency: "USD", tenderedMinor: minor(2_000), rate: "129.5" };
    const document = sale(lines(2), {
      payments: [
        { paymentId: uuid(901), method: "card", amountMinor: minor(1_000), reference: "AUTH 9" },
        { ...cash(), foreign, tenderedMinor: minor(259_000) },
      ],
    });
    const taken = { ...document, kind: "void" as const, originalSaleId: uuid(77) };
    for (const each of [document, taken]) {
      expect(readReceiptCode(codeOf(each))?.signed?.sale).toEqual(signedSaleOf(sourceOf(each)));
    }
    expect(readReceiptCode(codeOf(taken))?.signed?.sale.lines).toBeNull();
  });

  it("[RC9] is refused when any one character of it was altered", () => {
    const code = codeOf(sale(lines(2)));
    expect(isGenuine(code)).toBe(true);
    expect(isGenuine(` ${code.toLowerCase()}\n`)).toBe(true);
    const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:-";
    for (let at = 0; at < code.length; at += 1) {
      const other = alphabet[(alphabet.indexOf(code[at] ?? "") + 1 + at) % alphabet.length] ?? "";
      const altered = code.slice(0, at) + other + code.slice(at + 1);
      expect(altered === code || !isGenuine(altered), `${at}: ${other}`).toBe(true);
      expect(isGenuine(code.slice(0, at) + code.slice(at + 1)), `without ${at}`).toBe(false);
    }
  });

  it("[RC11] carries a dozen lines within what prints well, and totals alone beyond", () => {
    const sizes = [1, 5, 10, 12, 14, 40, 400].map((count) => {
      const code = codeOf(sale(lines(count)));
      expect(code.length).toBeLessThanOrEqual(RECEIPT_CODE_MAX);
      expect(qrModules(code).length).toBeLessThanOrEqual(24 * 4 + 17);
      expect(isGenuine(code)).toBe(true);
      return [count, code.length, readReceiptCode(code)?.signed?.sale.lines?.length ?? null];
    });
    expect(sizes).toEqual([
      [1, 340, 1],
      [5, 667, 5],
      [10, 1_027, 10],
      [12, 1_174, 12],
      [14, 315, null],
      [40, 315, null],
      [400, 324, null],
    ]);
  });

  it("[RC9] is not made where it could not be read back or printed", () => {
    const odd = sale(lines(1), { receiptNumber: "No. 7/a" });
    expect(receiptTextToSign(sourceOf(odd), "A3")).toBeNull();
    const payments = Array.from({ length: 40 }, (_, index) => ({
      paymentId: uuid(900 + index),
      method: "card" as const,
      amountMinor: minor(1),
      reference: "R".repeat(40),
    }));
    const document = sale(lines(1));
    const split = {
      ...document,
      payments: payments.map((payment) => ({ ...document.payments[0], ...payment })),
    };
    expect(receiptTextToSign(sourceOf(split as SaleDocument), "A3")).toBeNull();
  });

  it("[RC9] without a signature tells the receipt's number and proves nothing", () => {
    const code = "KAUNTA1:A3:412:KES:-184500:9F3A00C1:2026-04-30-A3-01";
    expect(readReceiptCode(code)).toEqual({ receiptNumber: "2026-04-30-A3-01", signed: null });
    for (const text of ["", "5449000000996", "KAUNTA1:A3", "KAUNTA2:A3:2026-04-30-A3-01:AE:AE"]) {
      expect(readReceiptCode(text)).toBeNull();
    }
  });
});
