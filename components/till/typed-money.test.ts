import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { addToTyped, typedMinor } from "./typed-money";

test.each([
  ["", 0],
  ["2000", 200_000],
  ["12.", 1_200],
  ["12.5", 1_250],
  ["0.05", 5],
])("typing %s means %d cents", (text, amount) => {
  expect(typedMinor(text, "KES")).toBe(amount);
});

test("a tapped note adds to what is typed", () => {
  expect(addToTyped("", minor(100_000), "KES")).toBe("1000");
  expect(addToTyped("1000", minor(50_000), "KES")).toBe("1500");
  expect(addToTyped("12.5", minor(2_000), "KES")).toBe("32.5");
  expect(addToTyped("1000", minor(500), "UGX")).toBe("1500");
});
