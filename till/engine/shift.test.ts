import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { instant } from "../../core/time";
import { CASHIER_ID } from "../testing/fake-shop";
import { createTestShop, openSellingTill } from "../testing/test-till";

function nairobi(text: string) {
  return instant(Date.parse(`${text}:00+03:00`));
}

test("the drawer holds the float, the cash and less the change; closing states the difference", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  await till.commands.takePayment({ method: "cash", tenderedMinor: minor(20_000) });
  till.commands.scan("MLK-500");
  await till.commands.takePayment({ method: "card" });
  expect(till.getSnapshot().till).toMatchObject({
    shift: {
      shiftNumber: 1,
      businessDate: "2026-04-30",
      salesCount: 2,
      salesTotalMinor: 22_500,
      expectedCashMinor: 116_500,
      byMethod: [
        { method: "cash", amountMinor: 16_500 },
        { method: "card", amountMinor: 6_000 },
      ],
    },
  });
  await till.commands.closeShift({ countedCashMinor: minor(116_000) });
  expect(till.getSnapshot().till).toMatchObject({
    status: "shift_closed",
    lastClosed: { shiftNumber: 1, differenceMinor: -500 },
  });
  await till.commands.openShift({ floatMinor: minor(0) });
  expect(till.getSnapshot().till).toMatchObject({ status: "selling", shift: { shiftNumber: 2 } });
  await shop.world.advance(300);
  expect([...shop.server.inbox.values()].map((event) => event.type)).toEqual([
    "SHIFT_OPENED",
    "SALE",
    "SALE",
    "SHIFT_CLOSED",
    "SHIFT_OPENED",
  ]);
});

test("a shift opens once and does not close over an open sale", async () => {
  const till = await openSellingTill(createTestShop());
  await expect(till.commands.openShift({ floatMinor: minor(0) })).rejects.toMatchObject({
    code: "shift_already_open",
  });
  till.commands.scan("FLR-2");
  await expect(till.commands.closeShift({ countedCashMinor: null })).rejects.toMatchObject({
    code: "cart_not_empty",
  });
});

test("[TS7] the day's end is a hint: the running shift keeps its date and sells on", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  shop.world.setClock(nairobi("2026-05-01T02:59"));
  await shop.world.advance(20_000);
  expect(till.getSnapshot().till).toMatchObject({ shift: { isDayOver: false } });
  shop.world.setClock(nairobi("2026-05-01T03:01"));
  await shop.world.advance(20_000);
  expect(till.getSnapshot().till).toMatchObject({ shift: { isDayOver: true } });
  till.commands.scan("FLR-2");
  const paid = await till.commands.takePayment({ method: "cash" });
  expect(paid.receiptNumber).toBe("2026-04-30-A3-01");
  await till.commands.closeShift({ countedCashMinor: null });
  await till.commands.openShift({ floatMinor: minor(0) });
  till.commands.scan("FLR-2");
  const next = await till.commands.takePayment({ method: "cash" });
  expect(next.receiptNumber).toBe("2026-05-01-A3-01");
});

test("[TS6] a date that goes backwards goes on with that date's numbers", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  const sellOnce = async () => {
    till.commands.scan("FLR-2");
    return (await till.commands.takePayment({ method: "cash" })).receiptNumber;
  };
  const reopen = async () => {
    await till.commands.closeShift({ countedCashMinor: null });
    await till.commands.openShift({ floatMinor: minor(0) });
  };
  expect(await sellOnce()).toBe("2026-04-30-A3-01");
  shop.world.setClock(nairobi("2026-05-02T10:00"));
  await reopen();
  expect(await sellOnce()).toBe("2026-05-02-A3-01");
  shop.world.setClock(nairobi("2026-04-30T10:00"));
  await reopen();
  expect(await sellOnce()).toBe("2026-04-30-A3-02");
});

test("a lock while a PIN is being checked wins over the change of cashier", async () => {
  const till = await openSellingTill(createTestShop());
  const taking = till.commands.switchCashier({ staffId: CASHIER_ID, pin: "1111" });
  till.commands.lock();
  await taking;
  expect(till.getSnapshot().till.status).toBe("locked");
});

test("the cart stays when another cashier takes over", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  till.commands.lock();
  expect(till.getSnapshot().till.status).toBe("locked");
  expect(till.commands.scan("FLR-2")).toEqual({ kind: "ignored" });
  await till.commands.switchCashier({ staffId: CASHIER_ID, pin: "1111" });
  expect(till.getSnapshot().cart.lines).toHaveLength(1);
});
