import { expect, test } from "vitest";
import { minor } from "../../core/money/minor";
import { instant } from "../../core/time";
import { change, FLOUR, LIST_ID, MILK, promotion, SUPERVISOR_ID } from "../testing/fake-shop";
import { readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill, openTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

async function parkedTill(): Promise<{ shop: TestShop; till: TillEngine }> {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("2*FLR-2");
  await till.commands.parkCart();
  return { shop, till };
}

function onlyHeld(till: TillEngine) {
  const [held] = till.getSnapshot().heldCarts;
  if (!held) throw new Error("nothing stands aside");
  return held;
}

test("[TH1] a parked cart leaves the till, names itself and survives a power cut", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  shop.server.isDown = true;
  await expect(till.commands.parkCart()).rejects.toMatchObject({ code: "cart_empty" });
  till.commands.scan("2*FLR-2");
  const { cartId } = till.getSnapshot().cart;
  await till.commands.parkCart();
  expect(till.getSnapshot().cart).toMatchObject({ lines: [] });
  expect(onlyHeld(till)).toMatchObject({
    kind: "parked",
    number: "Jogoo maize flour 2 kg 09:00",
    name: "2 × Jogoo maize flour 2 kg",
    cashierName: "Wanjiku M.",
    itemCount: 2,
    totalMinor: 33_000,
    isOwn: true,
    isLocal: true,
  });
  shop.disk.powerCut();
  const again = openTill(shop);
  await again.start();
  expect(again.getSnapshot().cart.lines).toEqual([]);
  expect(again.getSnapshot().cart.cartId).not.toBe(cartId);
  expect(onlyHeld(again).totalMinor).toBe(33_000);
});

test("[TH2] this till has its own back without a network, under a new id", async () => {
  const { shop, till } = await parkedTill();
  shop.server.isDown = true;
  const { heldCartId, number } = onlyHeld(till);
  till.commands.scan("MLK-500");
  await expect(till.commands.recallCart(heldCartId)).rejects.toMatchObject({
    code: "cart_not_empty",
  });
  await till.commands.voidCart({ reason: "changed their mind" });
  await till.commands.recallCart(heldCartId);
  expect(till.getSnapshot().cart).toMatchObject({
    totalMinor: 33_000,
    heldFrom: { heldCartId, kind: "parked", number },
  });
  expect(till.getSnapshot().heldCarts).toEqual([]);
  await expect(till.commands.dropHeldCart(heldCartId)).rejects.toMatchObject({
    code: "held_cart_taken",
  });
  await till.commands.takePayment({ method: "cash" });
  shop.server.isDown = false;
  const sales = await readSales(shop);
  expect(sales.at(-1)).toMatchObject({ heldCartId, totalMinor: 33_000 });
});

test("[TH3] the server hears of it when it can, and of the recall too", async () => {
  const { shop, till } = await parkedTill();
  const { heldCartId } = onlyHeld(till);
  shop.server.isDown = true;
  await shop.world.advance(5_000);
  expect(shop.server.held.size).toBe(0);
  shop.server.isDown = false;
  await shop.world.advance(120_000);
  expect(shop.server.held.get(heldCartId)).toMatchObject({ status: "held", version: 1 });
  expect(onlyHeld(till)).toMatchObject({ isOwn: true, isLocal: false });
  shop.server.isDown = true;
  await till.commands.recallCart(heldCartId);
  shop.server.isDown = false;
  await shop.world.advance(120_000);
  expect(shop.server.held.get(heldCartId)).toMatchObject({ status: "taken" });
  await till.commands.parkCart();
  await shop.world.advance(120_000);
  expect(shop.server.held.get(heldCartId)).toMatchObject({ status: "held", version: 3 });
  expect(till.getSnapshot().heldCarts).toHaveLength(1);
});

test("[TH4] what another till took is let go, and what it put aside can be had online alone", async () => {
  const { shop, till } = await parkedTill();
  await shop.world.advance(60_000);
  const { heldCartId } = onlyHeld(till);
  const row = shop.server.held.get(heldCartId);
  if (!row) throw new Error("the server never heard of it");
  shop.server.held.set(heldCartId, { ...row, status: "taken", version: 2 });
  await expect(till.commands.recallCart(heldCartId)).rejects.toMatchObject({
    code: "held_cart_taken",
  });
  shop.server.changes.push(change("held_cart", heldCartId, null));
  await shop.world.advance(60_000);
  expect(till.getSnapshot().heldCarts).toEqual([]);

  const otherId = "dddddddd-dddd-4ddd-8ddd-dddddddddddd";
  const other = { ...row, id: otherId, registerName: "Till 5", version: 1 };
  shop.server.held.set(otherId, { ...other, status: "held" });
  const { status: _status, ...body } = other;
  shop.server.changes.push(change("held_cart", otherId, body));
  await shop.world.advance(60_000);
  expect(onlyHeld(till)).toMatchObject({ registerName: "Till 5", isOwn: false });
  shop.server.isDown = true;
  await expect(till.commands.recallCart(otherId)).rejects.toMatchObject({
    code: "server_unreachable",
  });
  shop.server.isDown = false;
  await till.commands.recallCart(otherId);
  expect(till.getSnapshot()).toMatchObject({ cart: { totalMinor: 33_000 }, heldCarts: [] });
  expect(shop.server.held.get(otherId)?.status).toBe("taken");
});

test("[TH2] two windows recall one parked cart: one has it", async () => {
  const { shop, till } = await parkedTill();
  const second = await openSellingTill(shop);
  const { heldCartId } = onlyHeld(till);
  shop.server.isDown = true;
  const both = await Promise.allSettled([
    till.commands.recallCart(heldCartId),
    second.commands.recallCart(heldCartId),
  ]);
  expect(both.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("[TH5] a quote keeps its prices and promotions until it expires", async () => {
  const shop = createTestShop();
  shop.server.changes.push(promotion(1, {}));
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  expect(till.getSnapshot().cart.totalMinor).toBe(14_850);
  const quote = await till.commands.makeQuote();
  expect(quote).toMatchObject({
    kind: "quote",
    number: "Q-A3-0001",
    totalMinor: 14_850,
    expiresOn: "2026-05-30",
  });
  const dearer = { ...FLOUR, prices: [{ priceListId: LIST_ID, priceMinor: 20_000 }] };
  shop.server.changes.push(change("product", FLOUR.id, dearer));
  await shop.world.advance(60_000);
  await till.commands.recallCart(quote.heldCartId);
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 14_850 });
  await till.commands.parkCart();
  shop.world.setClock(instant(Date.UTC(2026, 4, 31, 6, 0)));
  await till.commands.recallCart(quote.heldCartId);
  expect(till.getSnapshot().cart.totalMinor).toBe(18_000);
  await till.commands.voidCart({ reason: "too dear" });
  await shop.world.advance(60_000);
  expect(shop.server.held.get(quote.heldCartId)?.status).toBe("dropped");
});

test("[TH1] what is scanned while a cart is put aside begins the next one, and its voids stay with it", async () => {
  const shop = createTestShop();
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  till.commands.scan("MLK-500");
  const milk = till.getSnapshot().cart.lines[1]?.lineId ?? "";
  till.commands.removeLine({ lineId: milk, reason: "too dear" });
  const parking = till.commands.parkCart();
  till.commands.scan("MLK-500");
  await parking;
  expect(till.getSnapshot().cart.lines.map((line) => line.name)).toEqual([MILK.name]);
  const emptying = till.commands.voidCart({ reason: "left" });
  till.commands.scan("2*MLK-500");
  await emptying;
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 12_000 });
  await till.commands.takePayment({ method: "cash" });
  await till.commands.recallCart(onlyHeld(till).heldCartId);
  await till.commands.takePayment({ method: "cash" });
  const sales = await readSales(shop);
  expect(sales.at(-1)?.voidedLines).toMatchObject([{ name: MILK.name, reason: "too dear" }]);
});

test("money that was taken keeps a cart on the till", async () => {
  const till = await openSellingTill(createTestShop());
  till.commands.scan("FLR-2");
  await till.commands.addPayment({ method: "card", amountMinor: minor(1_000) });
  for (const leave of [
    () => till.commands.parkCart(),
    () => till.commands.makeQuote(),
    () => till.commands.voidCart({ reason: "left" }),
  ]) {
    await expect(leave()).rejects.toMatchObject({ code: "cart_has_payments" });
  }
});

test("[TH5] a quoted price that is given up takes what promotions were promised with it", async () => {
  const shop = createTestShop();
  shop.server.changes.push(promotion(1, {}));
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  const { heldCartId } = await till.commands.makeQuote();
  await till.commands.recallCart(heldCartId);
  const [line] = till.getSnapshot().cart.lines;
  const lineId = line?.lineId ?? "";
  till.commands.overridePrice({ lineId, unitPriceMinor: null, reason: "" });
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 14_850, promotionMinor: 1_650 });
});

test("[TA2] a cart that is recalled is not what an approval was asked for", async () => {
  const { till } = await parkedTill();
  const { heldCartId } = onlyHeld(till);
  await expect(till.commands.openDrawer({ reason: "change" })).rejects.toMatchObject({
    code: "approval_required",
  });
  await till.commands.recallCart(heldCartId);
  expect(till.getSnapshot().cart.approval).toBeNull();
});

const TEN = { code: "TEN", usesMax: 1, usesPerCustomerMax: null };

test("[TS13] a coupon that a quote was promised with is used when the quote is sold, and by a void not", async () => {
  const shop = createTestShop();
  shop.server.changes.push(promotion(1, { coupon: TEN }));
  const till = await openSellingTill(shop);
  till.commands.scan("FLR-2");
  till.commands.addCoupon("TEN");
  const { heldCartId } = await till.commands.makeQuote();
  await till.commands.recallCart(heldCartId);
  await till.commands.parkCart();
  await till.commands.recallCart(heldCartId);
  expect(till.getSnapshot().cart).toMatchObject({
    totalMinor: 14_850,
    coupons: [{ code: "TEN", status: "applied" }],
  });
  const { saleId } = await till.commands.takePayment({ method: "cash" });
  expect(await readSales(shop)).toMatchObject([{ coupons: ["TEN"], totalMinor: 14_850 }]);
  till.commands.scan("FLR-2");
  expect(() => till.commands.addCoupon("TEN")).toThrow("coupon_used_up");
  await till.commands.switchCashier({ staffId: SUPERVISOR_ID, pin: "222222" });
  await till.commands.voidSale({ saleId, reason: "wrong customer" });
  till.commands.addCoupon("TEN");
});

test("[TS13] a coupon is used once by a layaway, and not by a quote whose promise was given up", async () => {
  const shop = createTestShop();
  shop.server.changes.push(promotion(1, { coupon: { ...TEN, usesMax: 9 } }));
  const till = await openSellingTill(shop);
  const makeCart = () => {
    till.commands.scan("FLR-2");
    till.commands.addCoupon("TEN");
  };
  makeCart();
  await till.commands.payDeposit({ method: "card", amountMinor: minor(1_000) });
  const { heldCartId } = onlyHeld(till);
  await till.commands.recallCart(heldCartId);
  await till.commands.payDeposit({ method: "card", amountMinor: minor(1_000) });
  await till.commands.recallCart(heldCartId);
  await till.commands.takePayment({ method: "card" });
  makeCart();
  const quote = await till.commands.makeQuote();
  await till.commands.recallCart(quote.heldCartId);
  const [line] = till.getSnapshot().cart.lines;
  const lineId = line?.lineId ?? "";
  till.commands.setLineDiscount({ lineId, discount: null, reason: null });
  await till.commands.takePayment({ method: "card" });
  expect(await readSales(shop)).toMatchObject([
    { coupons: ["TEN"], totalMinor: 14_850 },
    { coupons: [], totalMinor: 16_500 },
  ]);
});
