import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { change, FLOUR, SHOP, STORE_ID, SUPERVISOR_ID } from "../testing/fake-shop";
import { readFacts, readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill, openTill } from "../testing/test-till";

const SUPERVISOR = { staffId: SUPERVISOR_ID, pin: "222222" };

test("[TV1] a void takes a whole sale back by its tenders, and the sale is as it had never been", async () => {
  const shop = createTestShop();
  shop.server.changes.push(change("store", STORE_ID, { ...SHOP, takesTips: true }));
  const till = await openSellingTill(shop);
  till.commands.scan("2*FLR-2");
  till.commands.setTip(minor(1_000));
  await till.commands.addPayment({ method: "card", amountMinor: minor(30_000) });
  const { saleId } = await till.commands.takePayment({ method: "cash" });
  expect(await till.commands.listRecentSales(5)).toMatchObject([{ saleId, canVoid: true }]);
  const request = { saleId, reason: "wrong customer" };
  await expect(till.commands.voidSale(request)).rejects.toMatchObject({
    code: "approval_required",
  });
  expect(till.getSnapshot().cart.approval).toMatchObject({
    act: "void_sale",
    subject: "2026-04-30-A3-01",
    amountMinor: 34_000,
  });
  await till.commands.approve({ ...SUPERVISOR, reason: "wrong customer" });
  expect(await till.commands.listRecentSales(5)).toMatchObject([
    { kind: "void", totalMinor: -33_000, canVoid: false },
    { saleId, kind: "sale", isVoided: true, canVoid: false },
  ]);
  expect(till.getSnapshot().till).toMatchObject({
    shift: {
      salesCount: 0,
      salesTotalMinor: 0,
      tipsMinor: 0,
      voidsCount: 1,
      expectedCashMinor: 100_000,
    },
  });
  expect(till.findProduct(FLOUR.id)?.stockMilli).toBe(48_000);
  await expect(till.commands.findReceipt("2026-04-30-A3-01")).rejects.toMatchObject({
    code: "sale_voided",
  });
  const [, voided] = await readSales(shop);
  expect(voided).toMatchObject({
    kind: "void",
    originalSaleId: saleId,
    totalMinor: -33_000,
    tipMinor: -1_000,
    payments: [
      { method: "card", amountMinor: -30_000 },
      { method: "cash", amountMinor: -4_000 },
    ],
    approvals: [{ permission: "sale.void", approverId: SUPERVISOR_ID }],
  });
});

test("[TV1] a sale is voided once, by whichever window, in its own shift, while nothing came back", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  await till.commands.switchCashier(SUPERVISOR);
  till.commands.scan("FLR-2");
  const { saleId } = await till.commands.takePayment({ method: "cash" });
  const second = await openSellingTill(shop);
  await second.commands.switchCashier(SUPERVISOR);
  const both = await Promise.allSettled([
    till.commands.voidSale({ saleId, reason: "twice" }),
    second.commands.voidSale({ saleId, reason: "twice" }),
  ]);
  expect(both.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find((outcome) => outcome.status === "rejected")).toMatchObject({
    reason: { code: "sale_voided" },
  });

  till.commands.scan("2*FLR-2");
  const { saleId: touched, receiptNumber } = await till.commands.takePayment({ method: "cash" });
  const sale = await till.commands.findReceipt(receiptNumber);
  const lines = sale.lines.map(({ line }) => ({
    lineId: line.lineId,
    quantityMilli: (line.quantityMilli / 2) as never,
  }));
  till.commands.addReturn({ sale, lines, reason: "faulty" });
  await till.commands.payOut();
  await expect(till.commands.voidSale({ saleId: touched, reason: "late" })).rejects.toMatchObject({
    code: "sale_not_voidable",
  });

  till.commands.scan("FLR-2");
  const { saleId: old } = await till.commands.takePayment({ method: "cash" });
  await till.commands.closeShift({ countedCashMinor: null });
  await till.commands.openShift({ floatMinor: minor(0) });
  await expect(till.commands.voidSale({ saleId: old, reason: "late" })).rejects.toMatchObject({
    code: "sale_not_voidable",
  });
});

test("[TV3] the drawer opens without a sale by permission, with a reason, and is counted", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  await till.commands.choosePrinter("usb");
  await expect(till.commands.openDrawer({ reason: "change" })).rejects.toMatchObject({
    code: "approval_required",
  });
  expect(shop.printed).toEqual([]);
  await till.commands.approve({ ...SUPERVISOR, reason: "" });
  expect(shop.printed).toEqual(["drawer"]);
  expect(till.getSnapshot().till).toMatchObject({ shift: { drawerOpenings: 1 } });
  await till.commands.switchCashier(SUPERVISOR);
  await expect(till.commands.openDrawer({ reason: " " })).rejects.toMatchObject({
    code: "reason_required",
  });
  const facts = await readFacts(shop);
  expect(facts.at(-1)).toMatchObject({
    kind: "drawer_opened",
    opening: { reason: "change", approvals: [{ permission: "drawer.open" }] },
  });
});

test("[TT1] training counts for itself: own numbers, no stock, no drawer, no real cart", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  await till.commands.choosePrinter("usb");
  till.commands.scan("FLR-2");
  expect(() => till.commands.setTraining(true)).toThrow("cart_not_empty");
  await till.commands.takePayment({ method: "card" });
  till.commands.setTraining(true);
  expect(till.getSnapshot().till).toMatchObject({ status: "selling", isTraining: true });
  till.commands.scan("3*FLR-2");
  for (const refused of [
    () => till.commands.parkCart(),
    () => till.commands.openDrawer({ reason: "change" }),
    () => till.commands.payDeposit({ method: "cash", amountMinor: minor(100) }),
    () => till.commands.closeShift({ countedCashMinor: null }),
  ]) {
    await expect(refused()).rejects.toMatchObject({ code: "not_in_training" });
  }
  const paid = await till.commands.takePayment({ method: "cash" });
  expect(paid).toMatchObject({
    receiptNumber: "2026-04-30-A3-T01",
    isTraining: true,
    receipt: { isTraining: true },
  });
  await shop.world.advance(0);
  expect(shop.printed).toEqual(["2026-04-30-A3-01", "2026-04-30-A3-T01"]);
  expect(till.findProduct(FLOUR.id)?.stockMilli).toBe(47_000);
  expect(till.getSnapshot().till).toMatchObject({
    shift: {
      salesCount: 1,
      salesTotalMinor: 16_500,
      expectedCashMinor: 100_000,
      trainingCount: 1,
      trainingMinor: 49_500,
    },
  });
  till.commands.scan("FLR-2");
  await till.stop();
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  expect(again.getSnapshot()).toMatchObject({
    till: { isTraining: false },
    cart: { lines: [] },
  });
  again.commands.scan("FLR-2");
  expect((await again.commands.takePayment({ method: "cash" })).receiptNumber).toBe(
    "2026-04-30-A3-02",
  );
  const facts = await readFacts(shop);
  expect(facts.map((fact) => fact.kind)).toEqual(["shift_opened", "sale", "training", "sale"]);
  expect(await again.commands.listRecentSales(9)).toMatchObject([
    { kind: "sale" },
    { kind: "training", canVoid: false },
    { kind: "sale" },
  ]);
});

test("another cashier takes over with the cart as it stands", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  till.commands.lock();
  expect(till.getSnapshot().till.status).toBe("locked");
  await till.commands.switchCashier(SUPERVISOR);
  expect(till.getSnapshot()).toMatchObject({
    till: { cashier: { staffId: SUPERVISOR_ID, limits: { discountPpm: 500_000 } } },
    cart: { totalMinor: 16_500 },
  });
  const again = openTill(shop);
  await again.start();
  expect(again.getSnapshot().cart.totalMinor).toBe(16_500);
});

test("[TT1] money that was practised with is not in the cart after a restart", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.setTraining(true);
  till.commands.scan("FLR-2");
  await till.commands.addPayment({ method: "cash", amountMinor: minor(10_000) });
  expect(till.getSnapshot().cart.leftMinor).toBe(6_500);
  await till.stop();
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  expect(again.getSnapshot().cart).toMatchObject({ lines: [], payments: [] });
});
