import { expect, test } from "vitest";
import { isPinLongEnough, permissionsByPin } from "./pin-rule";

const REFUNDER = ["sale.record", "sale.refund", "sale.refund_without_receipt"];
const SELLER = ["sale.record"];

test("[PE5] who may give money back has a PIN of six digits, or gives none back by it", () => {
  for (const [digits, permissions, isLong] of [
    [4, SELLER, true],
    [4, REFUNDER, false],
    [5, REFUNDER, false],
    [6, REFUNDER, true],
  ] as const) {
    const pin = { role: "night", digits };
    expect(isPinLongEnough(pin, permissions)).toBe(isLong);
    expect(permissionsByPin(pin, permissions)).toEqual(isLong ? permissions : SELLER);
  }
});

test("[PE5] a PIN of unknown length has what its role asked for as the product comes", () => {
  for (const [role, isLong] of [
    ["supervisor", true],
    ["cashier", false],
    ["night", false],
  ] as const) {
    expect(isPinLongEnough({ role, digits: null }, REFUNDER)).toBe(isLong);
    expect(isPinLongEnough({ role, digits: null }, SELLER)).toBe(true);
  }
});
