import { expect, test } from "vitest";
import { CHANGE_STEPS, stepFor, TOTAL_STEPS } from "./money-steps";

const total = (whole: string, fraction = ".00") =>
  stepFor(TOTAL_STEPS, { whole, fraction, availablePx: 216 }).px;

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

test("change that fits stays at its largest", () => {
  const change = (whole: string, fraction = ".00") =>
    stepFor(CHANGE_STEPS, { whole, fraction, availablePx: 408 }).px;
  expect(change("155")).toBe(172);
  expect(change("1,155")).toBe(104);
  expect(change("12,155", "")).toBe(104);
});
