import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GROUP_SEPARATOR as GS } from "./gs1-elements";
import { computeCheckDigit } from "./gtin";
import { defaultMeasureLayouts } from "./measure-layout";
import { normalizeScan } from "./normalize-scan";
import { readScan } from "./read-scan";

const SHOP = { layouts: defaultMeasureLayouts("KES"), currency: "KES", today: "2026-05-01" };

function withCheck(body: string): string {
  return `${body}${computeCheckDigit(body)}`;
}

describe("readScan", () => {
  it("[BC12] a plain code has its keys and nothing else", () => {
    expect(readScan(" 5901234123457\r", SHOP)).toStrictEqual({
      scannedText: "5901234123457",
      lookupKeys: ["05901234123457", "5901234123457"],
      measuredKeys: [],
    });
  });

  it("[BC12] a measured code is looked up by its base code first, by its text last", () => {
    const code = withCheck("215432101755");
    const base = withCheck("215432100000");
    expect(readScan(`]E0${code}`, SHOP)).toStrictEqual({
      scannedText: code,
      lookupKeys: [`0${base}`, base, `0${code}`, code],
      measuredKeys: [`0${base}`, base],
      quantityMilli: 1755,
      measuredAs: "weight",
    });
    expect(readScan(withCheck("204321034990"), SHOP)).toMatchObject({ priceMinor: 34_990 });
  });

  it("[BC12] reads pieces where a layout counts", () => {
    const layouts = [{ name: "Bakery", pattern: "26.....{NNNNN}C", measures: "quantity" }] as const;
    const code = withCheck("265432100012");
    expect(readScan(code, { ...SHOP, layouts })).toMatchObject({
      quantityMilli: 12_000,
      measuredAs: "count",
    });
  });

  it("[BC12] reads what an element string carries", () => {
    const text = `]C1010952123454321331030012501726123110L7${GS}392234990${GS}21S9`;
    expect(readScan(text, SHOP)).toMatchObject({
      lookupKeys: ["09521234543213", text.slice(3)],
      measuredKeys: ["09521234543213", text.slice(3)],
      quantityMilli: 1250,
      measuredAs: "weight",
      priceMinor: 34_990,
      batch: "L7",
      serial: "S9",
      expiresOn: "2026-12-31",
    });
  });

  it("[BC12] reads a Digital Link, and the pieces in a case", () => {
    const link = "https://id.example.com/01/9521234543213/10/L7?15=260600&30=6";
    expect(readScan(link, SHOP)).toMatchObject({
      quantityMilli: 6000,
      measuredAs: "count",
      batch: "L7",
      bestBeforeOn: "2026-06-30",
    });
    const inside = readScan("]C102095212345432133712", SHOP);
    expect(inside).toMatchObject({ lookupKeys: ["09521234543213", "02095212345432133712"] });
    expect(inside.quantityMilli).toBe(12_000);
  });

  it.each([
    "5901234123458",
    "12345671",
    "036000291453",
    "19521234543219",
    withCheck("215432101755").replace(/.$/, (digit) => String((Number(digit) + 1) % 10)),
  ])("[BC12] says that the check digit of %s is wrong and still looks it up", (text) => {
    expect(readScan(text, SHOP)).toStrictEqual({
      scannedText: text,
      lookupKeys: [text],
      measuredKeys: [],
      problem: "wrong_check_digit",
    });
  });

  it("[BC12] says so of a GTIN inside an element string too", () => {
    const scan = readScan("]C1010952123454321217261231", SHOP);
    expect(scan).toMatchObject({ problem: "wrong_check_digit", expiresOn: "2026-12-31" });
  });

  it.each(["SKU-77", "1234567", "123456789", "590123412345X", ""])(
    "[BC12] %j has no check digit to be wrong",
    (text) => {
      expect(readScan(text, SHOP).problem).toBeUndefined();
    },
  );

  it("[BC12] never fails, and keeps every key of the plain text", () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("0", "1", "2", "3", "7", "9", GS, "]", "C", "/") }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const scan = readScan(text, SHOP);
        expect(scan.lookupKeys).toEqual(
          expect.arrayContaining([...normalizeScan(text).lookupKeys, ...scan.measuredKeys]),
        );
      }),
      { seed: 20_260_430, numRuns: 1000 },
    );
  });
});
