import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GROUP_SEPARATOR as GS } from "./gs1-elements";
import { canonicalBarcode, normalizeScan } from "./normalize-scan";

describe("normalizeScan", () => {
  it.each([
    ["5901234123457", ["05901234123457", "5901234123457"]],
    ["036000291452", ["00036000291452", "036000291452"]],
    ["0036000291452", ["00036000291452", "0036000291452"]],
    ["04252614", ["00042100005264", "04252614"]],
    ["00000000", ["00000000000000", "00000000"]],
    ["SKU-77", ["SKU-77"]],
    ["5901234123458", ["5901234123458"]],
    ["  5901234123457\r\n", ["05901234123457", "5901234123457"]],
    ["]E05901234123457", ["05901234123457", "5901234123457"]],
    ["]E487111125", ["00000087111125", "87111125"]],
    ["", []],
  ])("[BC8] looks %j up as %j", (text, keys) => {
    expect(normalizeScan(text).lookupKeys).toEqual(keys);
  });

  it("[BC8] looks eight digits that can be both up as EAN-8 and as UPC-E", () => {
    const scan = normalizeScan("01000009");
    expect(scan.symbologies).toEqual(["ean8", "upce"]);
    expect(scan.lookupKeys).toEqual(["00000001000009", "00010000000009", "01000009"]);
    expect(normalizeScan("]E401000009").symbologies).toEqual(["ean8"]);
    expect(normalizeScan("]E001000009").symbologies).toEqual(["upce"]);
  });

  it.each([
    `]C101095212345432131724123110ABC123${GS}2112345`,
    `${GS}01095212345432131724123110ABC123${GS}2112345`,
    `01095212345432131724123110ABC123${GS}2112345`,
  ])("[BC8] finds the GTIN, lot and expiry in %j", (text) => {
    const scan = normalizeScan(text);
    expect(scan.lookupKeys[0]).toBe("09521234543213");
    expect(scan.elements).toMatchObject({ "10": "ABC123", "17": "241231", "21": "12345" });
  });

  it("[BC8] finds the GTIN in a Digital Link on any host", () => {
    const scan = normalizeScan(
      "https://id.example.com/shop/01/9521234543213/10/A%2FB/21/7?17=241231&3103=001250",
    );
    expect(scan.lookupKeys[0]).toBe("09521234543213");
    expect(scan.elements).toStrictEqual({
      "01": "09521234543213",
      "10": "A/B",
      "21": "7",
      "17": "241231",
      "3103": "001250",
    });
    const bare = "https://example.com/menu?x=%";
    expect(normalizeScan(bare)).toMatchObject({ lookupKeys: [bare], elements: null });
    expect(normalizeScan("https://e.com/01/9521234543213/10/%E0%A4").elements).toMatchObject({
      "10": "%E0%A4",
    });
  });

  it("[BC8] never fails, and the text itself is always a key", () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("0", "1", "3", "9", GS, "]", "C", "A", "/", ":") }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const { scannedText, lookupKeys } = normalizeScan(text);
        expect(lookupKeys.at(-1) ?? "").toBe(scannedText);
        expect(new Set(lookupKeys).size).toBe(lookupKeys.length);
      }),
      { seed: 20_260_430, numRuns: 1000 },
    );
  });
});

describe("canonicalBarcode", () => {
  it.each([
    ["036000291452", "00036000291452"],
    ["04252614", "00042100005264"],
    [" shelf 4 ", "shelf 4"],
    ["", ""],
  ])("[BC8] stores %j as %j", (text, stored) => {
    expect(canonicalBarcode(text)).toBe(stored);
  });

  it("[BC8] every scan of a stored code finds it", () => {
    for (const code of ["036000291452", "0036000291452", "00036000291452"]) {
      expect(normalizeScan(code).lookupKeys).toContain(canonicalBarcode("036000291452"));
    }
  });

  it("[BC8] is the first lookup key of any text", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 14 });
    const thirteen = fc.string({
      unit: fc.constantFrom(..."0123456789"),
      minLength: 13,
      maxLength: 13,
    });
    fc.assert(
      fc.property(fc.oneof(digits, thirteen, fc.string()), (text) => {
        expect(canonicalBarcode(text)).toBe(normalizeScan(text).lookupKeys[0] ?? "");
      }),
      { seed: 20_260_430, numRuns: 1000 },
    );
  });
});
