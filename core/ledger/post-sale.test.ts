import { describe, expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { minor } from "../money/minor";
import { quantityMilli } from "../quantity/quantity";
import { buildSaleDocument } from "../sale/build-sale-document";
import type { Deposit } from "../sale/sale-document";
import { ACCOUNTS, postCashDifference, postDeposit, postSale, postSuspense } from "./post-sale";

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

const LINE = {
  productId: null,
  sku: "",
  name: "Tea",
  unit: "each" as const,
  discountMinor: minor(0),
  taxGroupCode: "A",
  isStocked: false,
};

function documentOf(kind: "sale" | "void", sign: number, change = {}) {
  const line = (name: string, pieces: number, price: number) => ({
    ...LINE,
    lineId: uuidFrom(name),
    quantityMilli: quantityMilli(sign * pieces * 1000),
    unitPriceMinor: minor(price),
  });
  return buildSaleDocument({
    saleId: uuidFrom("sale"),
    kind,
    receiptNumber: "2026-04-30-A1-01",
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: [{ code: "A", name: "Exempt", rates: [] }],
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: minor(0),
    lines: [line("sold", 1, 10_000), line("back", -1, 4000)],
    payments: [{ paymentId: uuidFrom("payment"), method: "cash" }],
    ...change,
  });
}

const byAccount = (
  postings: readonly { account: string; currency: string; amountMinor: number }[],
) =>
  Object.fromEntries(
    postings.map(({ account, currency, amountMinor }) => [`${account} ${currency}`, amountMinor]),
  );

describe("postSale", () => {
  it("[LG1] keeps sales and returns of an exchange apart, and a void takes both back", () => {
    expect(byAccount(postSale(documentOf("sale", 1)))).toEqual({
      "1000 KES": 6000,
      "4000 KES": -10_000,
      "4100 KES": 4000,
    });
    expect(byAccount(postSale(documentOf("void", -1)))).toEqual({
      "1000 KES": -6000,
      "4000 KES": 10_000,
      "4100 KES": -4000,
    });
  });

  it("[LG1] owes tips to the staff", () => {
    const tipped = documentOf("sale", 1, { tipMinor: minor(500) });
    expect(byAccount(postSale(tipped))).toMatchObject({ "1000 KES": 6500, "2310 KES": -500 });
  });

  it("[LG5] keeps another currency in its own drawer, every currency adding up to zero", () => {
    const foreign = { currency: "USD", tenderedMinor: 100, rate: "129.35" };
    const abroad = documentOf("sale", 1, {
      payments: [{ paymentId: uuidFrom("payment"), method: "cash", foreign }],
    });
    expect(byAccount(postSale(abroad))).toEqual({
      "1000 USD": 100,
      "1900 USD": -100,
      "1900 KES": 12_935,
      "1000 KES": -6935,
      "4000 KES": -10_000,
      "4100 KES": 4000,
    });
  });
});

describe("postDeposit", () => {
  it("[LG4] owes a deposit to the customer until the sale that it pays", () => {
    const deposit: Deposit = {
      depositId: uuidFrom("deposit"),
      heldCartId: uuidFrom("layaway"),
      heldNumber: "L-A1-1",
      receiptNumber: "2026-04-30-A1-02",
      kind: "deposit",
      customerId: null,
      currency: "KES",
      totalMinor: 6000,
      paidBeforeMinor: 0,
      amountMinor: 2000,
      roundingMinor: 0,
      paidMinor: 2000,
      changeMinor: 0,
      payments: [
        {
          paymentId: uuidFrom("payment"),
          method: "cash",
          amountMinor: 2000,
          tenderedMinor: 2000,
          changeMinor: 0,
          currency: "KES",
          foreign: null,
          reference: null,
        },
      ],
      cart: null,
      expiresOn: null,
      reason: null,
      approvals: [],
    };
    expect(byAccount(postDeposit(deposit))).toEqual({ "1000 KES": 2000, "2300 KES": -2000 });
    const settled = documentOf("sale", 1, {
      payments: [
        { paymentId: uuidFrom("deposit paid"), method: "deposit", amountMinor: minor(2000) },
        { paymentId: uuidFrom("payment"), method: "cash" },
      ],
    });
    expect(byAccount(postSale(settled))).toMatchObject({ "1000 KES": 4000, "2300 KES": 2000 });
  });
});
