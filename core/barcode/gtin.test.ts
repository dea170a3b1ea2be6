import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import { computeCheckDigit, hasValidCheckDigit, isValidGtin, toGtin14 } from "./gtin";

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(""));

describe("check digits", () => {
  it.each([
    ["400638133393", 1],
    ["590123412345", 7],
    ["8711112", 5],
    ["1234567", 0],
    ["03600029145", 2],
    ["0200340", 5],
  ])("[BC1] %s is checked by %s", (body, digit) => {
    expect(computeCheckDigit(body)).toBe(digit);
    expect(hasValidCheckDigit(`${body}${digit}`)).toBe(true);
  });

  it.each([
    "4006381333932",
    "5901234123458",
    "0002",
    "",
    "40063813339a1",
    "400638133393",
    " 4006381333931",
  ])("[BC1] %j is no valid GTIN", (code) => {
    expect(isValidGtin(code)).toBe(false);
  });

  it("[BC1] is a bug to check anything but digits", () => {
    expect(() => computeCheckDigit("12a")).toThrow(AssertionError);
  });

  it("[BC1] catches every single wrong digit", () => {
    fc.assert(
      fc.property(
        digits(12),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (body, at, by) => {
          const code = `${body}${computeCheckDigit(body)}`;
          const wrong = (Number(code[at]) + by) % 10;
          expect(isValidGtin(code)).toBe(true);
          expect(isValidGtin(`${code.slice(0, at)}${wrong}${code.slice(at + 1)}`)).toBe(false);
        },
      ),
      { seed: 20_260_430 },
    );
  });
});

describe("toGtin14", () => {
  it.each([
    ["5901234123457", "05901234123457"],
    ["036000291452", "00036000291452"],
    ["0036000291452", "00036000291452"],
    ["12345670", "00000012345670"],
    ["10036000291459", "10036000291459"],
    ["5901234123458", null],
    ["12345", null],
  ])("[BC2] %s becomes %s", (code, gtin14) => {
    expect(toGtin14(code)).toBe(gtin14);
  });
});
