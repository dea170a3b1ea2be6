import { describe, expect, it } from "vitest";
import { type MeasureLayout, splitVariableMeasure } from "./variable-measure";

const WEIGHT: MeasureLayout = [
  ["prefix", 2],
  ["item", 5],
  ["value", 5],
  ["check", 1],
];
const CHECKED_PRICE: MeasureLayout = [
  ["prefix", 2],
  ["item", 5],
  ["value_check", 1],
  ["value", 4],
  ["check", 1],
];

describe("splitVariableMeasure", () => {
  it("[BC6] reads item and value", () => {
    expect(splitVariableMeasure("2112345012346", WEIGHT)).toStrictEqual({
      prefix: "21",
      item: "12345",
      value: 1234,
      isOuterValid: true,
      isInnerValid: null,
      baseCode: "2112345000008",
    });
  });

  it("[BC6] checks the value's own digit where there is one", () => {
    const right = splitVariableMeasure("0212345928754", CHECKED_PRICE);
    expect(right).toMatchObject({ item: "12345", value: 2875, isInnerValid: true });
    const wrong = splitVariableMeasure("0212345828754", CHECKED_PRICE);
    expect(wrong).toMatchObject({ value: 2875, isInnerValid: false });
  });

  it("[BC6] tells of a wrong outer digit and still gives the base code right", () => {
    const split = splitVariableMeasure("2212345610250", WEIGHT);
    expect(split).toMatchObject({ isOuterValid: false, value: 61_025 });
    expect(split?.baseCode).toBe("2212345000005");
    const cents = splitVariableMeasure("2212345610259", [
      ["prefix", 2],
      ["item", 6],
      ["value", 4],
      ["check", 1],
    ]);
    expect(cents).toMatchObject({ isOuterValid: true, value: 1025, baseCode: "2212345600007" });
  });

  it.each(["211234501234", "21123450123467", "21123450123a6", ""])("[BC6] refuses %j", (code) => {
    expect(splitVariableMeasure(code, WEIGHT)).toBeNull();
  });

  it("[BC6] a layout without a check digit has nothing to fail", () => {
    const split = splitVariableMeasure("991234", [
      ["prefix", 2],
      ["value", 4],
    ]);
    expect(split).toMatchObject({ value: 1234, isOuterValid: true, baseCode: "990000" });
  });
});
