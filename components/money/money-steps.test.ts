import { expect, test } from "vitest";
import { CHANGE_SCALE, PAY_SCALE, stepFor, TOTAL_SCALE } from "./money-steps";

const total = (whole: string, fraction = ".00") => stepFor(TOTAL_SCALE, { whole, fraction }).px;

test("the total shrinks in steps as digits grow", () => {
  expect(total("45")).toBe(58);
  expect(total("1,845")).toBe(58);
  expect(total("12,845")).toBe(48);
  expect(total("128,450")).toBe(40);
});

test("beyond the steps it shrinks on rather than be cut", () => {
  expect(total("1,284,500")).toBeLessThan(40);
  expect(total("22,517,998,136,852")).toBeGreaterThan(8);
});

test("change takes the largest step that fits", () => {
  const change = (whole: string, fraction = ".00") => stepFor(CHANGE_SCALE, { whole, fraction }).px;
  expect(change("155")).toBe(172);
  expect(change("1,155", "")).toBe(136);
  expect(change("1,155")).toBe(104);
  expect(change("12,155")).toBe(104);
  expect(change("112,155")).toBe(84);
});

test("a pay key drops the currency code before its figures shrink", () => {
  const pay = (whole: string) => stepFor(PAY_SCALE, { whole, fraction: "", currency: "KES" });
  expect(pay("1,845")).toMatchObject({ px: 22, hasCurrency: true });
  expect(pay("128,450")).toMatchObject({ px: 22, hasCurrency: false });
  expect(pay("11,284,500")).toMatchObject({ px: 18, hasCurrency: false });
});
