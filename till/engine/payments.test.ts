import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { openMemoryStore } from "../store/memory-store";
import { change, SHOP, STORE_ID, SUPERVISOR_ID } from "../testing/fake-shop";
import { readFacts, readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill } from "../testing/test-till";

/** A shop that takes dollars and tips and rounds cash to whole shillings. */
async function tippingTill() {
  const shop = createTestShop();
  const exchangeRates = [{ currency: "USD", rate: "129.35" }];
  const store = { ...SHOP, exchangeRates, takesTips: true, cashIncrementMinor: 100 };
  shop.server.changes.push(change("store", STORE_ID, store));
  const till = await openSellingTill(shop);
  return { shop, till };
}

test("[TS11] a part payment survives a power cut with the cart, and the rest ends the sale", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  const part = { method: "mpesa", amountMinor: minor(10_000), reference: "SGH7A1" } as const;
  expect(await till.commands.addPayment(part)).toBeNull();
  expect(till.getSnapshot().cart).toMatchObject({ leftMinor: 6_500, cashDueMinor: 6_500 });
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  expect(again.getSnapshot().cart).toMatchObject({
    leftMinor: 6_500,
    payments: [{ method: "mpesa", amountMinor: 10_000 }],
  });
  const paid = await again.commands.takePayment({ method: "cash", tenderedMinor: minor(10_000) });
  expect(paid).toMatchObject({ changeMinor: 3_500 });
  const [sale] = await readSales(shop);
  expect(sale?.payments).toMatchObject([
    { method: "mpesa", amountMinor: 10_000, reference: "SGH7A1" },
    { method: "cash", amountMinor: 6_500, tenderedMinor: 10_000, changeMinor: 3_500 },
  ]);
});

test("a part that covers what is left ends the sale; one above it is refused", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  const above = { method: "card", amountMinor: minor(16_501) } as const;
  await expect(till.commands.addPayment(above)).rejects.toMatchObject({
    code: "payment_above_total",
  });
  const nothing = { method: "card", amountMinor: minor(0) } as const;
  await expect(till.commands.addPayment(nothing)).rejects.toMatchObject({ code: "invalid_money" });
  await till.commands.addPayment({ method: "card", amountMinor: minor(500) });
  const [part] = till.getSnapshot().cart.payments;
  till.commands.removePayment({ paymentId: part?.paymentId ?? "" });
  expect(till.getSnapshot().cart).toMatchObject({ leftMinor: 16_500, payments: [] });
  await till.commands.addPayment({ method: "cash", amountMinor: minor(6_500) });
  const paid = await till.commands.addPayment({ method: "card", amountMinor: minor(10_000) });
  expect(paid?.payments).toMatchObject([
    { method: "cash", amountMinor: 6_500 },
    { method: "card", amountMinor: 10_000 },
  ]);
});

test("dollars at the store's rate, change in shillings, both in the drawer's figures", async () => {
  const { shop, till } = await tippingTill();
  till.commands.scan("FLR-2");
  const foreign = { currency: "USD", tenderedMinor: minor(500) };
  const paid = await till.commands.takePayment({ method: "cash", foreign });
  expect(paid).toMatchObject({ tenderedMinor: 64_675, changeMinor: 48_175 });
  expect(paid.payments).toMatchObject([
    { foreign: { currency: "USD", tenderedMinor: 500, rate: "129.35" } },
  ]);
  expect(till.getSnapshot().till).toMatchObject({
    shift: {
      expectedCashMinor: 100_000 - 48_175,
      foreignCash: [{ currency: "USD", amountMinor: 500 }],
    },
  });
  till.commands.scan("FLR-2");
  const euros = { currency: "EUR", tenderedMinor: minor(500) };
  await expect(till.commands.takePayment({ method: "cash", foreign: euros })).rejects.toMatchObject(
    { code: "currency_rate_missing" },
  );
  await till.commands.voidCart({ reason: "changed their mind" });
  const countedForeign = [{ currency: "USD", countedMinor: minor(500) }];
  await till.commands.closeShift({ countedCashMinor: null, countedForeign });
  const facts = await readFacts(shop);
  expect(facts.at(-1)).toMatchObject({
    kind: "shift_closed",
    shift: { foreignCash: [{ currency: "USD", expectedMinor: 500, countedMinor: 500 }] },
  });
});

test("dollars and a card: the card pays what no coin can", async () => {
  const { shop, till } = await tippingTill();
  till.commands.scan("FLR-2");
  const foreign = { currency: "USD", tenderedMinor: minor(100) };
  await till.commands.addPayment({ method: "cash", amountMinor: minor(1), foreign });
  expect(till.getSnapshot().cart.leftMinor).toBe(16_500 - 12_935);
  const odd = { method: "cash", amountMinor: minor(150) } as const;
  await expect(till.commands.addPayment(odd)).rejects.toMatchObject({ code: "invalid_money" });
  await till.commands.takePayment({ method: "card" });
  const [sale] = await readSales(shop);
  expect(sale).toMatchObject({ totalMinor: 16_500, paidMinor: 16_500, roundingMinor: 0 });
  expect(sale?.payments).toMatchObject([{ amountMinor: 12_900 }, { amountMinor: 3_600 }]);
});

test("a tip is paid on top and counted by itself", async () => {
  const { shop, till } = await tippingTill();
  till.commands.scan("FLR-2");
  expect(() => till.commands.setTip(minor(-1))).toThrow("tip_not_valid");
  till.commands.setTip(minor(1_500));
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 16_500, leftMinor: 18_000 });
  const paid = await till.commands.takePayment({ method: "card" });
  expect(paid).toMatchObject({ totalMinor: 16_500, tipMinor: 1_500 });
  expect(till.getSnapshot().till).toMatchObject({
    shift: { tipsMinor: 1_500, salesTotalMinor: 16_500 },
  });
  expect(await readSales(shop)).toMatchObject([{ tipMinor: 1_500, paidMinor: 18_000 }]);
  const plain = await openSellingTill(createTestShop());
  plain.commands.scan("FLR-2");
  expect(() => plain.commands.setTip(minor(100))).toThrow("tip_not_valid");
});

test("money that the disk refused is not shown as taken", async () => {
  const shop = createTestShop();
  const store = openMemoryStore(shop.disk);
  let isFull = false;
  const till = await openSellingTill(shop, {
    store: {
      ...store,
      log: {
        ...store.log,
        write: (work) =>
          isFull
            ? Promise.reject(new DOMException("full", "QuotaExceededError"))
            : store.log.write(work),
      },
    },
  });
  till.commands.scan("FLR-2");
  isFull = true;
  const part = { method: "card", amountMinor: minor(1_000) } as const;
  await expect(till.commands.addPayment(part)).rejects.toMatchObject({ code: "storage_failed" });
  expect(till.getSnapshot().cart).toMatchObject({ payments: [], leftMinor: 16_500 });
});

test("[TS4] a cart with a part payment in two windows is still sold once", async () => {
  const shop = createTestShop();
  const first = await openSellingTill(shop);
  first.commands.scan("FLR-2");
  await first.commands.addPayment({ method: "card", amountMinor: minor(6_500) });
  const second = await openSellingTill(shop);
  expect(second.getSnapshot().cart.leftMinor).toBe(10_000);
  const both = await Promise.allSettled([
    first.commands.takePayment({ method: "cash" }),
    second.commands.takePayment({ method: "cash" }),
  ]);
  expect(both.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await readSales(shop)).toHaveLength(1);
});

test("a tip goes when the cart turns into a payout, and none is taken on it", async () => {
  const { shop, till } = await tippingTill();
  till.commands.scan("FLR-2");
  const { receiptNumber } = await till.commands.takePayment({ method: "cash" });
  await till.commands.switchCashier({ staffId: SUPERVISOR_ID, pin: "222222" });
  till.commands.scan("MLK-500");
  till.commands.setTip(minor(1_000));
  const sale = await till.commands.findReceipt(receiptNumber);
  const lines = sale.lines.map(({ line, leftMilli }) => ({
    lineId: line.lineId,
    quantityMilli: leftMilli,
  }));
  till.commands.addReturn({ sale, lines, reason: "torn" });
  expect(till.getSnapshot().cart).toMatchObject({
    tipMinor: 0,
    leftMinor: -10_500,
    isPayout: true,
  });
  expect(() => till.commands.setTip(minor(1_000))).toThrow("tip_not_valid");
  await till.commands.payOut();
  expect((await readSales(shop)).at(-1)).toMatchObject({ tipMinor: 0, paidMinor: -10_500 });
});
