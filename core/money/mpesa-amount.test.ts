import { describe, expect, it } from "vitest";
import { minor } from "./minor";
import { computeMpesaAmount } from "./mpesa-amount";

describe("computeMpesaAmount", () => {
  it.each([
    [123_450, 1235, 50],
    [123_449, 1234, -49],
    [20_000, 200, 0],
    [-123_450, -1235, -50],
    [49, 0, -49],
  ])("[MN7] asks for whole shillings for %s cents", (total, shillings, rounding) => {
    expect(computeMpesaAmount(minor(total))).toStrictEqual({
      amountShillings: shillings,
      roundingMinor: rounding,
    });
  });
});
