import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { type Minor, minor, negateMinor } from "../money/minor";
import { type PaymentOffer, type SettledPayments, settlePayments } from "./settle-cart";

const SEED = 20_260_430;

type Figures = { method: string; amount?: number; tendered?: number };

function settle(total: number, payments: readonly Figures[], increment = 1): SettledPayments {
  return settlePayments({
    totalMinor: minor(total),
    cashIncrementMinor: minor(increment),
    cashRoundingMode: "HALF_UP",
    payments: payments.map(
      ({ method, amount, tendered }): PaymentOffer => ({
        method,
        ...(amount === undefined ? {} : { amountMinor: minor(amount) }),
        ...(tendered === undefined ? {} : { tenderedMinor: minor(tendered) }),
      }),
    ),
  });
}

const cash = (tendered?: number): Figures =>
  tendered === undefined ? { method: "cash" } : { method: "cash", tendered };
const card = (amount: number): Figures => ({ method: "card", amount });

describe("settlePayments", () => {
  it("[ST1] takes exact cash in one tap", () => {
    expect(settle(184_500, [cash()])).toStrictEqual({
      roundingMinor: 0,
      paidMinor: 184_500,
      changeMinor: 0,
      payments: [{ method: "cash", amountMinor: 184_500, tenderedMinor: 184_500, changeMinor: 0 }],
    });
  });

  it("[ST1] takes a tip on top of the total, by any method", () => {
    const tipped = (total: number, tip: number, payments: PaymentOffer[]) =>
      settlePayments({
        totalMinor: minor(total),
        tipMinor: minor(tip),
        cashIncrementMinor: minor(100),
        cashRoundingMode: "HALF_UP",
        payments,
      });
    const byCard = tipped(10_050, 500, [{ method: "card", amountMinor: minor(10_550) }]);
    expect(byCard).toMatchObject({ roundingMinor: 0, paidMinor: 10_550 });
    const inCash = tipped(10_050, 500, [{ method: "cash", tenderedMinor: minor(11_000) }]);
    expect(inCash).toMatchObject({ roundingMinor: 50, paidMinor: 10_600, changeMinor: 400 });
    expect(() => tipped(100, -1, [{ method: "cash" }])).toThrow("tip_not_valid");
    expect(() => tipped(-100, 1, [{ method: "cash" }])).toThrow("tip_not_valid");
    const voided = tipped(-10_050, -500, [{ method: "card", amountMinor: minor(-10_550) }]);
    expect(voided).toMatchObject({ roundingMinor: 0, paidMinor: -10_550 });
    const free = tipped(0, -500, [{ method: "card", amountMinor: minor(-500) }]);
    expect(free).toMatchObject({ roundingMinor: 0, paidMinor: -500 });
  });

  it("[ST5] counts another currency for its worth and gives change at home", () => {
    const foreign = { currency: "USD", tenderedMinor: 5000, rate: "129.35" };
    const abroad = (payments: PaymentOffer[], currency: string | undefined = "KES") =>
      settlePayments({
        totalMinor: minor(600_000),
        currency,
        cashIncrementMinor: minor(1),
        cashRoundingMode: "HALF_UP",
        payments,
      });
    expect(abroad([{ method: "cash", foreign }])).toMatchObject({
      paidMinor: 600_000,
      changeMinor: 46_750,
      payments: [{ method: "cash", tenderedMinor: 646_750, amountMinor: 600_000 }],
    });
    const split = abroad([
      { method: "card", amountMinor: minor(100_000) },
      { method: "cash", foreign: { ...foreign, tenderedMinor: 2000 } },
      { method: "cash" },
    ]);
    expect(split.payments.map((payment) => payment.amountMinor)).toEqual([
      100_000, 258_700, 241_300,
    ]);
    expect(() => abroad([{ method: "card", foreign }])).toThrow("currency_rate_missing");
    expect(() => abroad([{ method: "cash", foreign: { ...foreign, rate: "0" } }])).toThrow(
      "invalid_rate",
    );
  });

  it("[ST1] rounds what is left for cash and nothing else", () => {
    expect(settle(5003, [cash(5000), card(2000)], 5)).toStrictEqual({
      roundingMinor: 2,
      paidMinor: 5005,
      changeMinor: 1995,
      payments: [
        { method: "cash", amountMinor: 3005, tenderedMinor: 5000, changeMinor: 1995 },
        { method: "card", amountMinor: 2000, tenderedMinor: 2000, changeMinor: 0 },
      ],
    });
    expect(settle(5003, [card(5003)], 5).roundingMinor).toBe(0);
  });

  it("[ST1] takes cash stated as the total before rounding for exact cash", () => {
    expect(settle(5003, [{ method: "cash", amount: 5003 }], 5)).toMatchObject({
      roundingMinor: 2,
      paidMinor: 5005,
      changeMinor: 0,
    });
    expect(settle(5002, [{ method: "cash", amount: 5002 }], 5)).toMatchObject({
      roundingMinor: -2,
      paidMinor: 5000,
      changeMinor: 0,
    });
  });

  it("[ST2] gives change in cash, from the last cash handed over", () => {
    const settled = settle(1500, [cash(1000), cash(1000)]);
    expect(settled.changeMinor).toBe(500);
    expect(settled.payments.map((payment) => payment.amountMinor)).toEqual([1000, 500]);
    expect(settle(1500, [{ method: "cash", amount: 1500, tendered: 2000 }]).changeMinor).toBe(500);
  });

  it("[ST2] refuses another method above the total", () => {
    const refusal = new DomainError("payment_above_total", { excessMinor: 1 });
    expect(() => settle(1000, [card(1001)])).toThrow(refusal);
    expect(() => settle(1000, [card(600), card(401), cash(500)])).toThrow(refusal);
  });

  it.each([
    ["no payment", [], 1000],
    ["a card for a part", [card(999)], 1],
    ["too little cash", [cash(900)], 100],
    ["cash below what is left", [card(500), cash(499)], 1],
  ] as const)("[ST3] refuses %s", (_, payments, missingMinor) => {
    const refusal = new DomainError("payment_below_total", { missingMinor });
    expect(() => settle(1000, payments)).toThrow(refusal);
  });

  it("[ST3] asks for nothing where nothing is due", () => {
    expect(settle(0, [])).toMatchObject({ paidMinor: 0, payments: [] });
    expect(settle(2, [cash()], 5)).toMatchObject({ roundingMinor: -2, paidMinor: 0 });
  });

  it.each([
    ["a card without an amount", 1000, [{ method: "card" }]],
    ["a payment out of a sale", 1000, [card(2000), card(-1000)]],
    ["a payment in of a refund", -1000, [card(1000)]],
    ["a card tendered below its amount", 1000, [{ method: "card", amount: 1000, tendered: 900 }]],
  ])("[ST3] refuses %s", (_, total, payments) => {
    expect(() => settle(total, payments)).toThrow("invalid_money");
  });

  it("[ST4] pays a refund out, rounded like the sale", () => {
    expect(settle(-5003, [cash()], 5)).toStrictEqual({
      roundingMinor: -2,
      paidMinor: -5005,
      changeMinor: 0,
      payments: [{ method: "cash", amountMinor: -5005, tenderedMinor: -5005, changeMinor: 0 }],
    });
    expect(settle(-1000, [card(-500), cash(-500)]).paidMinor).toBe(-1000);
  });

  it("[ST4] pays out neither more nor less than is due", () => {
    const above = new DomainError("payment_above_total", { excessMinor: 1 });
    expect(() => settle(-1000, [cash(-1001)])).toThrow(above);
    expect(() => settle(-1000, [card(-1001)])).toThrow(above);
    expect(() => settle(-1000, [card(-999)])).toThrow("payment_below_total");
  });
});

describe("any settlement", () => {
  const total = fc.integer({ min: 1, max: 10 ** 9 });
  const step = fc.constantFrom(1, 5, 10, 50, 100);

  it("[ST1] what stays adds up to total and rounding, each payment to tender less change", () => {
    const share = fc.integer({ min: 0, max: 100 });
    const over = fc.integer({ min: 0, max: 10 ** 6 });
    fc.assert(
      fc.property(total, share, over, step, (due, percentByCard, extra, increment) => {
        const byCard = Math.floor((due * percentByCard) / 100);
        const settled = settle(
          due,
          [card(byCard), cash(due - byCard + increment + extra)],
          increment,
        );
        const stays = settled.payments.reduce((sum, payment) => sum + payment.amountMinor, 0);
        expect(stays).toBe(due + settled.roundingMinor);
        expect(settled.paidMinor).toBe(stays);
        expect(Math.abs(settled.roundingMinor) * 2).toBeLessThanOrEqual(increment);
        for (const payment of settled.payments) {
          expect(payment.tenderedMinor - payment.changeMinor).toBe(payment.amountMinor);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it("[ST4] paying out mirrors taking in", () => {
    fc.assert(
      fc.property(total, step, (due, increment) => {
        const taken = settle(due, [cash()], increment);
        const paid = settle(-due, [cash()], increment);
        const turn = (amount: Minor) => negateMinor(amount);
        expect(paid.paidMinor).toBe(turn(taken.paidMinor));
        expect(paid.roundingMinor).toBe(turn(taken.roundingMinor));
      }),
      { seed: SEED },
    );
  });
});
