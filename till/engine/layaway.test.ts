import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { change, FLOUR, LIST_ID, SHOP, STORE_ID, SUPERVISOR_ID } from "../testing/fake-shop";
import { readFacts } from "../testing/read-facts";
import { createTestShop, openSellingTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

/** A shop that asks a fifth first, and ten bags of flour on layaway with 500.00 paid. */
async function tillWithLayaway(): Promise<{
  shop: TestShop;
  till: TillEngine;
  heldCartId: string;
}> {
  const shop = createTestShop();
  shop.server.changes.push(change("store", STORE_ID, { ...SHOP, depositPpm: 200_000 }));
  const till = await openSellingTill(shop);
  till.commands.scan("10*FLR-2");
  const deposit = { method: "cash", amountMinor: minor(50_000) } as const;
  const paid = await till.commands.payDeposit({ ...deposit, tenderedMinor: minor(100_000) });
  expect(paid).toMatchObject({
    kind: "deposit",
    receiptNumber: "2026-04-30-A3-01",
    totalMinor: 50_000,
    changeMinor: 50_000,
  });
  const [held] = till.getSnapshot().heldCarts;
  return { shop, till, heldCartId: held?.heldCartId ?? "" };
}

test("[TL1] a first deposit puts the goods aside at their prices, and the last payment sells them", async () => {
  const { shop, till, heldCartId } = await tillWithLayaway();
  expect(till.getSnapshot()).toMatchObject({
    cart: { lines: [] },
    till: { status: "paid", shift: { depositsMinor: 50_000, expectedCashMinor: 150_000 } },
    heldCarts: [{ kind: "layaway", number: "L-A3-0001", totalMinor: 165_000, paidMinor: 50_000 }],
  });
  const dearer = { ...FLOUR, prices: [{ priceListId: LIST_ID, priceMinor: 20_000 }] };
  shop.server.changes.push(change("product", FLOUR.id, dearer));
  await till.stop();
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  await again.commands.recallCart(heldCartId);
  expect(again.getSnapshot().cart).toMatchObject({ totalMinor: 165_000, leftMinor: 115_000 });
  await again.commands.payDeposit({ method: "card", amountMinor: minor(15_000) });
  await again.commands.recallCart(heldCartId);
  expect(again.getSnapshot().cart.leftMinor).toBe(100_000);
  const paid = await again.commands.takePayment({ method: "mpesa", reference: "SGH" });
  expect(paid.payments).toMatchObject([
    { method: "deposit", amountMinor: 65_000 },
    { method: "mpesa", amountMinor: 100_000 },
  ]);
  expect(again.getSnapshot().heldCarts).toEqual([]);
  const facts = await readFacts(shop);
  expect(facts.slice(1).map((fact) => fact.kind)).toEqual(["deposit", "deposit", "sale"]);
  expect(facts[2]).toMatchObject({ deposit: { heldCartId, paidBeforeMinor: 50_000 } });
  expect(facts[3]).toMatchObject({ document: { heldCartId, totalMinor: 165_000 } });
});

test("[TL1] a first deposit has a least amount, and none is more than what is left", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  for (const amountMinor of [0, 16_501]) {
    const deposit = { method: "card", amountMinor: minor(amountMinor) } as const;
    await expect(till.commands.payDeposit(deposit)).rejects.toMatchObject({
      code: "deposit_not_valid",
    });
  }
  const { till: asking } = await tillWithLayaway();
  asking.commands.scan("FLR-2");
  const small = { method: "card", amountMinor: minor(3_299) } as const;
  await expect(asking.commands.payDeposit(small)).rejects.toMatchObject({
    code: "deposit_not_valid",
    details: { leastMinor: 3_300 },
  });
});

test("[TL2] a cancelled layaway gives everything back, once", async () => {
  const { shop, till, heldCartId } = await tillWithLayaway();
  const request = { heldCartId, reason: "moved away" };
  await expect(till.commands.cancelLayaway(request)).rejects.toMatchObject({
    code: "approval_required",
  });
  await till.commands.approve({ staffId: SUPERVISOR_ID, pin: "222222", reason: "moved away" });
  expect(till.getSnapshot()).toMatchObject({
    till: { paid: { kind: "deposit", totalMinor: -50_000 } },
    heldCarts: [],
  });
  await expect(till.commands.cancelLayaway(request)).rejects.toMatchObject({
    code: "layaway_closed",
  });
  const facts = await readFacts(shop);
  expect(facts.at(-1)).toMatchObject({
    kind: "deposit",
    deposit: {
      kind: "cancellation",
      amountMinor: -50_000,
      reason: "moved away",
      approvals: [{ permission: "sale.refund", approverId: SUPERVISOR_ID }],
    },
  });
});

test("[TL2] a layaway that one window cancels is not sold by another", async () => {
  const { shop, till, heldCartId } = await tillWithLayaway();
  const second = await openSellingTill(shop);
  shop.server.isDown = true;
  await second.commands.recallCart(heldCartId);
  const supervisor = { staffId: SUPERVISOR_ID, pin: "222222" };
  await till.commands.switchCashier(supervisor);
  const cancel = till.commands.cancelLayaway({ heldCartId, reason: "moved away" });
  await expect(cancel).rejects.toMatchObject({ code: "layaway_closed" });
  await second.commands.takePayment({ method: "cash" });
});

test("[TL1] a layaway that is looked at and let go stands as it stood", async () => {
  const { shop, till, heldCartId } = await tillWithLayaway();
  await till.commands.recallCart(heldCartId);
  await till.commands.parkCart();
  expect(till.getSnapshot().heldCarts).toMatchObject([{ kind: "layaway", paidMinor: 50_000 }]);
  await till.commands.recallCart(heldCartId);
  await till.commands.voidCart({ reason: "only asked" });
  expect(till.getSnapshot().heldCarts).toMatchObject([{ kind: "layaway", paidMinor: 50_000 }]);
  await expect(till.commands.dropHeldCart(heldCartId)).rejects.toMatchObject({
    code: "layaway_closed",
  });
  const facts = await readFacts(shop);
  expect(facts).toHaveLength(2);
});

test("[TL2] an open layaway that is cancelled is gone after a reload, and forgets no money", async () => {
  const { shop, till, heldCartId } = await tillWithLayaway();
  await till.commands.recallCart(heldCartId);
  await till.commands.addPayment({ method: "cash", amountMinor: minor(20_000) });
  const cancel = { heldCartId, reason: "moved away" };
  await expect(till.commands.cancelLayaway(cancel)).rejects.toMatchObject({
    code: "cart_has_payments",
  });
  const [part] = till.getSnapshot().cart.payments;
  till.commands.removePayment({ paymentId: part?.paymentId ?? "" });
  await expect(till.commands.cancelLayaway(cancel)).rejects.toMatchObject({
    code: "approval_required",
  });
  await till.commands.approve({ staffId: SUPERVISOR_ID, pin: "222222", reason: "ok" });
  await till.stop();
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  expect(again.getSnapshot()).toMatchObject({ cart: { lines: [] }, heldCarts: [] });
});

test("[TV1] the void of the sale that settled a layaway gives its deposits back in coins", async () => {
  const shop = createTestShop();
  shop.server.changes.push(change("store", STORE_ID, { ...SHOP, cashIncrementMinor: 100 }));
  const till = await openSellingTill(shop);
  till.commands.scan("10*FLR-2");
  await till.commands.payDeposit({ method: "card", amountMinor: minor(50_050) });
  const [held] = till.getSnapshot().heldCarts;
  await till.commands.recallCart(held?.heldCartId ?? "");
  const { saleId } = await till.commands.takePayment({ method: "mpesa" });
  await till.commands.switchCashier({ staffId: SUPERVISOR_ID, pin: "222222" });
  const paid = await till.commands.voidSale({ saleId, reason: "wrong customer" });
  expect(paid.payments).toMatchObject([
    { method: "cash", amountMinor: -50_100, tenderedMinor: -50_100 },
    { method: "mpesa", amountMinor: -114_950 },
  ]);
  expect(till.getSnapshot().till).toMatchObject({
    shift: { expectedCashMinor: 100_000 - 50_100 },
  });
  const facts = await readFacts(shop);
  expect(facts.at(-1)).toMatchObject({
    kind: "sale",
    document: { kind: "void", totalMinor: -165_000, roundingMinor: -50, paidMinor: -165_050 },
  });
});

test("[TB2] goods of a layaway that come back give its deposits back in cash", async () => {
  const { till, heldCartId } = await tillWithLayaway();
  await till.commands.recallCart(heldCartId);
  const { receiptNumber } = await till.commands.takePayment({ method: "card" });
  await till.commands.switchCashier({ staffId: SUPERVISOR_ID, pin: "222222" });
  const sale = await till.commands.findReceipt(receiptNumber);
  const lines = sale.lines.map(({ line, leftMilli }) => ({
    lineId: line.lineId,
    quantityMilli: leftMilli,
  }));
  till.commands.addReturn({ sale, lines, reason: "torn" });
  expect(till.getSnapshot().cart.payoutPlan).toEqual([
    { method: "cash", amountMinor: 50_000 },
    { method: "card", amountMinor: 115_000 },
  ]);
});
