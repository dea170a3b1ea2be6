import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalBarcode } from "../../core/barcode/normalize-scan";
import { barcodeKey } from "./barcode-key";

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(""));

/** A right check digit for each, so that the quick way is taken as often as the other. */
const ean13 = digits(12).map((twelve) => {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
});

test("a barcode has the same key by the quick way and by the long one", () => {
  const code = fc.oneof(
    ean13,
    ean13.map((right) => `01${right.slice(2)}`),
    ean13.map((right) => `${right} `),
    digits(13),
    digits(12),
    digits(14),
    digits(8),
    fc.string({ maxLength: 16 }),
  );
  fc.assert(
    fc.property(code, (text) => {
      expect(barcodeKey(text)).toBe(canonicalBarcode(text));
    }),
    { numRuns: 3_000, seed: 20_260_430 },
  );
});
