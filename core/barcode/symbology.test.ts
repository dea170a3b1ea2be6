import { describe, expect, it } from "vitest";
import { detectSymbologies, isValidForSymbology } from "./symbology";

describe("symbologies", () => {
  it.each([
    ["3046920029759", ["ean13"]],
    ["036000291452", ["upca"]],
    ["10036000291459", ["gtin14"]],
    ["87111125", ["ean8"]],
    ["04252614", ["upce"]],
    ["00000000", ["ean8", "upce"]],
    ["3046920029758", []],
    ["hello", []],
  ])("[BC4] %s can be %j", (code, symbologies) => {
    expect(detectSymbologies(code)).toEqual(symbologies);
  });

  it.each([
    ["12345670", "ean8", true],
    ["0002", "ean8", false],
    ["12345670", "ean13", false],
    ["04252614", "upce", true],
    ["04252615", "upce", false],
  ] as const)("[BC4] %s as %s: %s", (code, symbology, isValid) => {
    expect(isValidForSymbology(code, symbology)).toBe(isValid);
  });
});
