import { describe, expect, it } from "vitest";
import { priceFromDigits, readGs1Values, readImpliedMilli } from "./gs1-values";

const SHOP = { currency: "KES", today: "2026-05-01" };

describe("readGs1Values", () => {
  it.each([
    [{ "3103": "001250" }, { weightMilli: 1250 }],
    [{ "3100": "000012" }, { weightMilli: 12_000 }],
    [{ "3105": "123456" }, { weightMilli: 1235 }],
    [{ "30": "24" }, { countMilli: 24_000 }],
    [{ "02": "09521234543213", "37": "6" }, { countMilli: 6000 }],
    [{ "3922": "34990" }, { priceMinor: 34_990 }],
    [{ "3920": "350" }, { priceMinor: 35_000 }],
    [{ "3932": "40434990" }, { priceMinor: 34_990 }],
    [
      { "10": "A1", "21": "77" },
      { batch: "A1", serial: "77" },
    ],
    [
      { "11": "260401", "13": "260402", "15": "260500", "17": "260601" },
      {
        producedOn: "2026-04-01",
        packedOn: "2026-04-02",
        bestBeforeOn: "2026-05-31",
        expiresOn: "2026-06-01",
      },
    ],
    [{ "01": "09521234543213" }, {}],
  ])("[BC10] reads %o", (elements, values) => {
    expect(readGs1Values(elements, SHOP)).toStrictEqual(values);
  });

  it.each([
    ["a price in another currency", { "3932": "84034990" }],
    ["a price with more decimals than the currency", { "3923": "34990" }],
    ["an impossible date", { "17": "260231" }],
    ["a count that is none", { "30": "2x" }],
    ["an amount to pay, which is no price", { "3902": "34990" }],
  ])("[BC10] leaves out %s", (_, elements) => {
    expect(readGs1Values(elements, SHOP)).toStrictEqual({});
  });

  it("[BC10] a measure has as many decimals as its identifier says", () => {
    expect(readImpliedMilli("3364", "0025000")).toBe(2500);
    expect(readImpliedMilli("3360", "25")).toBe(25_000);
    expect(readImpliedMilli("3360", "999999999999")).toBeNull();
  });

  it("[BC10] a price takes the decimals of its currency", () => {
    expect(priceFromDigits("350", 0, "UGX")).toBe(350);
    expect(priceFromDigits("350", 1, "KWD")).toBe(35_000);
    expect(priceFromDigits("350", 2, "UGX")).toBeNull();
    expect(priceFromDigits("9".repeat(16), 0, "KES")).toBeNull();
  });
});
