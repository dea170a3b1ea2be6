import { describe, expect, it } from "vitest";
import { ACCOUNTS, postCashDifference, postSuspense } from "./post-sale";

describe("postCashDifference", () => {
  it("[LG2] moves what was missing from the drawer to over and short", () => {
    expect(postCashDifference(-50, "KES")).toEqual([
      { account: ACCOUNTS.cash, currency: "KES", amountMinor: -50 },
      { account: ACCOUNTS.cashOverShort, currency: "KES", amountMinor: 50 },
    ]);
  });

  it("[LG2] posts nothing when the drawer agrees", () => {
    expect(postCashDifference(0, "KES")).toEqual([]);
  });
});

describe("postSuspense", () => {
  it("[LG3] keeps the drawer right and the money in sight", () => {
    expect(postSuspense(1_845, "KES")).toEqual([
      { account: ACCOUNTS.cash, currency: "KES", amountMinor: 1_845 },
      { account: ACCOUNTS.suspense, currency: "KES", amountMinor: -1_845 },
    ]);
  });
});
