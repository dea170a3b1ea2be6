import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { CASHIER_ID, FLOUR, MILK, SUPERVISOR_ID } from "../testing/fake-shop";
import { readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

const SUPERVISOR = { staffId: SUPERVISOR_ID, pin: "222222", reason: "regular customer" };

function onlyLine(till: TillEngine) {
  const [line] = till.getSnapshot().cart.lines;
  if (!line) throw new Error("the cart is empty");
  return line;
}

async function tillWithFlour() {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  return { shop, till, lineId: onlyLine(till).lineId };
}

test("[TA3] a cashier gives what the own limit allows, with a reason", async () => {
  const { shop, till, lineId } = await tillWithFlour();
  const discount = { percentPpm: 50_000 };
  expect(() => till.commands.setLineDiscount({ lineId, discount, reason: null })).toThrow(
    "reason_required",
  );
  till.commands.setLineDiscount({ lineId, discount, reason: "dented" });
  expect(onlyLine(till)).toMatchObject({ lineDiscountMinor: 825, amountMinor: 15_675 });
  expect(till.getSnapshot().cart.approval).toBeNull();
  till.commands.setLineDiscount({ lineId, discount: null, reason: null });
  expect(onlyLine(till).amountMinor).toBe(16_500);
  till.commands.setLineDiscount({
    lineId,
    discount: { amountMinor: minor(500) },
    reason: "dented",
  });
  await till.commands.takePayment({ method: "cash" });
  const [sale] = await readSales(shop);
  expect(sale).toMatchObject({ totalMinor: 16_000, discountMinor: 500, approvals: [] });
});

test("[TA2] above the limit somebody else's PIN decides, and the cashier stays signed in", async () => {
  const { shop, till, lineId } = await tillWithFlour();
  const request = { lineId, discount: { percentPpm: 200_000 }, reason: "dented" };
  expect(() => till.commands.setLineDiscount(request)).toThrow("approval_required");
  expect(onlyLine(till).discountMinor).toBe(0);
  const { approval } = till.getSnapshot().cart;
  expect(approval).toMatchObject({
    permission: "sale.discount",
    act: "line_discount",
    subject: FLOUR.name,
    percentPpm: 200_000,
    reason: "dented",
    approvers: [{ staffId: SUPERVISOR_ID }],
  });
  await expect(till.commands.approve({ ...SUPERVISOR, pin: "000000" })).rejects.toMatchObject({
    code: "pin_wrong",
    details: { attemptsLeft: 4 },
  });
  const cashier = { staffId: CASHIER_ID, pin: "1111", reason: "I like them" };
  await expect(till.commands.approve(cashier)).rejects.toMatchObject({ code: "permission_denied" });
  await till.commands.approve(SUPERVISOR);
  expect(onlyLine(till).discountMinor).toBe(3_300);
  expect(till.getSnapshot()).toMatchObject({
    cart: { approval: null },
    till: { cashier: { staffId: CASHIER_ID } },
  });
  await till.commands.takePayment({ method: "cash" });
  const [sale] = await readSales(shop);
  expect(sale?.approvals).toMatchObject([
    { permission: "sale.discount", approverId: SUPERVISOR_ID, reason: "regular customer" },
  ]);
  expect(shop.server.inbox.get(2)?.approvedBy).toBe(SUPERVISOR_ID);
});

test("[TA2] what even the approver may not give is refused, and nothing waits after a no", async () => {
  const { till, lineId } = await tillWithFlour();
  const request = { lineId, discount: { percentPpm: 600_000 }, reason: "dented" };
  expect(() => till.commands.setLineDiscount(request)).toThrow("approval_required");
  expect(till.getSnapshot().cart.approval?.approvers).toEqual([]);
  await expect(till.commands.approve(SUPERVISOR)).rejects.toMatchObject({
    code: "permission_denied",
  });
  till.commands.denyApproval();
  expect(till.getSnapshot().cart.approval).toBeNull();
  expect(onlyLine(till).discountMinor).toBe(0);
});

test("[TA3] the discounts of a line count together, and an approved one stays approved", async () => {
  const { till, lineId } = await tillWithFlour();
  till.commands.scan("MLK-500");
  till.commands.setLineDiscount({ lineId, discount: { percentPpm: 40_000 }, reason: "dented" });
  const order = { discount: { percentPpm: 20_000 }, reason: "regular" };
  expect(() => till.commands.setOrderDiscount(order)).toThrow("approval_required");
  await till.commands.approve(SUPERVISOR);
  expect(till.getSnapshot().cart).toMatchObject({
    orderDiscountMinor: 437,
    orderDiscount: order.discount,
  });
  till.commands.setLineDiscount({ lineId, discount: { percentPpm: 30_000 }, reason: "dented" });
  till.commands.scan("MLK-500");
  expect(till.getSnapshot().cart.approval).toBeNull();
  const more = { lineId, quantityMilli: quantityMilli(3_000) };
  till.commands.setLineDiscount({ lineId, discount: null, reason: null });
  till.commands.setQuantity(more);
  expect(till.getSnapshot().cart.approval).toBeNull();
  till.commands.setOrderDiscount({ discount: null, reason: null });
  expect(till.getSnapshot().cart.orderDiscountMinor).toBe(0);
});

test("[TA3] an amount off the sale that weighs more after a line went asks again", async () => {
  const { till, lineId } = await tillWithFlour();
  till.commands.scan("MLK-500");
  till.commands.setOrderDiscount({ discount: { amountMinor: minor(1_000) }, reason: "regular" });
  expect(() => till.commands.removeLine({ lineId, reason: "changed their mind" })).toThrow(
    "approval_required",
  );
  expect(till.getSnapshot().cart.lines).toHaveLength(2);
  await till.commands.approve(SUPERVISOR);
  expect(till.getSnapshot().cart).toMatchObject({
    totalMinor: 5_000,
    lines: [{ name: MILK.name }],
  });
});

test("a discount is never more than what it is taken of", async () => {
  const { till, lineId } = await tillWithFlour();
  const reason = "dented";
  const discount = { amountMinor: minor(16_501) };
  expect(() => till.commands.setLineDiscount({ lineId, discount, reason })).toThrow(
    "discount_exceeds_amount",
  );
  expect(() => till.commands.setOrderDiscount({ discount, reason })).toThrow(
    "discount_exceeds_amount",
  );
  const whole = { percentPpm: 1_000_001 };
  expect(() => till.commands.setOrderDiscount({ discount: whole, reason })).toThrow(
    "discount_exceeds_amount",
  );
  const nothing = { amountMinor: minor(0) };
  expect(() => till.commands.setLineDiscount({ lineId, discount: nothing, reason })).toThrow(
    "invalid_money",
  );
});

test("a price by hand needs leave and a reason, and the list's comes back", async () => {
  const { shop, till, lineId } = await tillWithFlour();
  const request = { lineId, unitPriceMinor: minor(15_000), reason: "shelf label" };
  expect(() => till.commands.overridePrice(request)).toThrow("approval_required");
  await till.commands.approve({ ...SUPERVISOR, reason: "" });
  expect(onlyLine(till)).toMatchObject({
    unitPriceMinor: 15_000,
    listPriceMinor: 16_500,
    isPriceChanged: true,
  });
  till.commands.overridePrice({ lineId, unitPriceMinor: null, reason: null });
  expect(onlyLine(till)).toMatchObject({ unitPriceMinor: 16_500, isPriceChanged: false });
  expect(() => till.commands.addProduct({ productId: MILK.id, unitPriceMinor: minor(1) })).toThrow(
    "approval_required",
  );
  till.commands.lock();
  expect(till.getSnapshot().cart.approval).toBeNull();
  await till.commands.unlock({ staffId: CASHIER_ID, pin: "1111" });
  await till.commands.takePayment({ method: "cash" });
  const [sale] = await readSales(shop);
  expect(sale?.approvals).toMatchObject([{ permission: "sale.price_override" }]);
});

test("[TV2] a line that is taken out goes with the sale, and an emptied cart into the log", async () => {
  const { shop, till, lineId } = await tillWithFlour();
  till.commands.scan("MLK-500");
  till.commands.removeLine({ lineId, reason: "too dear" });
  await till.commands.takePayment({ method: "cash" });
  const [sale] = await readSales(shop);
  expect(sale?.voidedLines).toMatchObject([
    { name: FLOUR.name, quantityMilli: 1_000, unitPriceMinor: 16_500, reason: "too dear" },
  ]);
  till.commands.scan("FLR-2");
  const { cartId } = till.getSnapshot().cart;
  await till.commands.voidCart({ reason: "left without paying" });
  expect(till.getSnapshot().cart).toMatchObject({ lines: [], totalMinor: 0 });
  expect(till.getSnapshot().cart.cartId).not.toBe(cartId);
  await shop.world.advance(300);
  expect(shop.server.inbox.get(3)).toMatchObject({
    type: "CART_VOIDED",
    payload: { cartId, totalMinor: 16_500, voidedLines: [{ name: FLOUR.name }] },
  });
});

test("[TA3] an amount that was within the limit is not when the price is lowered under it", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  const [line] = till.getSnapshot().cart.lines;
  const lineId = line?.lineId ?? "";
  const discount = { amountMinor: minor(825) };
  till.commands.setLineDiscount({ lineId, discount, reason: "regular" });
  const request = { lineId, unitPriceMinor: minor(900), reason: "dented" };
  expect(() => till.commands.overridePrice(request)).toThrow("approval_required");
  const approval = { staffId: SUPERVISOR_ID, pin: "222222", reason: "ok" };
  await expect(till.commands.approve(approval)).rejects.toMatchObject({
    code: "permission_denied",
  });
  expect(till.getSnapshot().cart.totalMinor).toBe(15_675);
});

test("[TA2] what is approved is what was asked: a cart that changes meanwhile asks nothing any more", async () => {
  const { till, lineId } = await tillWithFlour();
  const order = { discount: { percentPpm: 200_000 }, reason: "regular" };
  expect(() => till.commands.setOrderDiscount(order)).toThrow("approval_required");
  expect(till.getSnapshot().cart.approval).toMatchObject({
    percentPpm: 200_000,
    amountMinor: 3_300,
  });
  till.commands.scan("50*MLK-500");
  expect(till.getSnapshot().cart.approval).toBeNull();
  await till.commands.approve(SUPERVISOR);
  expect(till.getSnapshot().cart.orderDiscountMinor).toBe(0);

  const discount = { percentPpm: 300_000 };
  expect(() => till.commands.setLineDiscount({ lineId, discount, reason: null })).toThrow(
    "approval_required",
  );
  expect(till.getSnapshot().cart.approval).toMatchObject({ amountMinor: 4_950 });
  const approving = till.commands.approve(SUPERVISOR);
  till.commands.setQuantity({ lineId, quantityMilli: quantityMilli(9_000) });
  await approving;
  expect(till.getSnapshot().cart).toMatchObject({ discountMinor: 0, approval: null });
});

test("[TA3] an approved percentage of more goods than it was approved for asks again", async () => {
  const { till, lineId } = await tillWithFlour();
  const discount = { percentPpm: 200_000 };
  expect(() => till.commands.setLineDiscount({ lineId, discount, reason: "dented" })).toThrow(
    "approval_required",
  );
  await till.commands.approve(SUPERVISOR);
  const more = { lineId, quantityMilli: quantityMilli(100_000) };
  expect(() => till.commands.setQuantity(more)).toThrow("approval_required");
  expect(onlyLine(till)).toMatchObject({ quantityMilli: 1_000, discountMinor: 3_300 });
  await till.commands.approve(SUPERVISOR);
  till.commands.setQuantity({ lineId, quantityMilli: quantityMilli(50_000) });
  expect(onlyLine(till)).toMatchObject({ quantityMilli: 50_000, discountMinor: 165_000 });
});
