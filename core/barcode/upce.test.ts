import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isValidGtin } from "./gtin";
import { expandUpce } from "./upce";

describe("expandUpce", () => {
  it.each([
    ["04252614", "042100005264"],
    ["01234531", "012300000451"],
    ["02345673", "023456000073"],
    ["01234543", "012340000053"],
    ["01234505", "012000003455"],
  ])("[BC3] %s is %s", (code, upca) => {
    expect(expandUpce(code)).toStrictEqual({ upca, isCheckDigitRight: true });
  });

  it("[BC3] tells of a wrong check digit and gives the right one", () => {
    expect(expandUpce("04252615")).toStrictEqual({
      upca: "042100005264",
      isCheckDigitRight: false,
    });
  });

  it.each(["24252614", "0425261", "042526144", "0425261a", ""])("[BC3] refuses %j", (code) => {
    expect(expandUpce(code)).toBeNull();
  });

  it("[BC3] always expands to a valid UPC-A", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19_999_999 }), (number) => {
        const expanded = expandUpce(String(number).padStart(8, "0"));
        expect(expanded?.upca).toHaveLength(12);
        expect(isValidGtin(expanded?.upca ?? "")).toBe(true);
      }),
      { seed: 20_260_430 },
    );
  });
});
