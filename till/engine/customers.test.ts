import { expect, test } from "vitest";
import { quantityMilli } from "../../core/quantity/quantity";
import { toIso } from "../../core/time";
import {
  CUSTOMER_ID,
  change,
  customerChanges,
  EXEMPT_ID,
  FLOUR,
  LIST_ID,
  MEMBERS_ID,
  promotion,
  SHOP,
  STORE_ID,
  SUPERVISOR_ID,
} from "../testing/fake-shop";
import { readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

const MEMBERS_LIST_ID = "55555555-5555-4555-8555-555555555556";

function priceList(id: string, customerGroupIds: readonly string[]) {
  return change("price_list", id, {
    id,
    code: customerGroupIds.length > 0 ? "MEMBERS" : "STANDARD",
    name: customerGroupIds.length > 0 ? "Members" : "Standard",
    currency: "KES",
    pricesIncludeTax: true,
    priority: 0,
    storeIds: [],
    customerGroupIds,
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
  });
}

async function membersTill(): Promise<{ shop: TestShop; till: TillEngine }> {
  const shop = createTestShop();
  const prices = [
    { priceListId: LIST_ID, priceMinor: 16_500 },
    { priceListId: LIST_ID, priceMinor: 16_000, minQuantityMilli: 10_000 },
    { priceListId: MEMBERS_LIST_ID, priceMinor: 15_500 },
  ];
  shop.server.changes.push(
    change("store", STORE_ID, { ...SHOP, pointsPpm: 10_000 }),
    priceList(LIST_ID, []),
    priceList(MEMBERS_LIST_ID, [MEMBERS_ID]),
    change("product", FLOUR.id, { ...FLOUR, prices }),
    ...customerChanges(),
  );
  return { shop, till: await openSellingTill(shop) };
}

test("[TC6] customers are found by name, code and phone, and by their card", async () => {
  const { till } = await membersTill();
  const names = (text: string) => till.commands.searchCustomers(text, 10).map(({ name }) => name);
  expect(names("odh ach")).toEqual(["Achieng Odhiambo"]);
  expect(names("c-1002")).toEqual(["Ubalozi wa Ufaransa"]);
  expect(names("722000")).toEqual(["Achieng Odhiambo"]);
  expect(names("nobody")).toEqual([]);
  expect(till.commands.searchCustomers("", 1)).toHaveLength(1);
  expect(till.commands.scan("c-1001")).toEqual({ kind: "customer", customerId: CUSTOMER_ID });
  expect(till.getSnapshot().cart.customer).toMatchObject({ code: "C-1001" });
  expect(() => till.commands.attachCustomer("no-such-customer")).toThrow("customer_not_found");
});

test("[TS10] lists, groups and quantity breaks price the cart at every change", async () => {
  const { shop, till } = await membersTill();
  till.commands.scan("FLR-2");
  expect(till.getSnapshot().cart.totalMinor).toBe(16_500);
  till.commands.scan("9*FLR-2");
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 160_000, lines: [{ points: 0 }] });
  till.commands.attachCustomer(CUSTOMER_ID);
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 155_000, points: 1_550 });
  await till.commands.takePayment({ method: "cash" });
  const [sale] = await readSales(shop);
  expect(sale).toMatchObject({ customerId: CUSTOMER_ID, points: 1_550 });
  expect(sale?.lines[0]?.trace?.steps).toMatchObject([
    { kind: "list", code: "MEMBERS", why: "customer_group" },
  ]);
  const recent = await till.commands.listRecentSales(1);
  expect(recent).toMatchObject([{ customerName: "Achieng Odhiambo" }]);
});

test("who pays no tax pays the price without it", async () => {
  const { shop, till } = await membersTill();
  till.commands.scan("FLR-2");
  till.commands.attachCustomer(EXEMPT_ID);
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 14_224, taxMinor: 0 });
  till.commands.attachCustomer(null);
  expect(till.getSnapshot().cart.totalMinor).toBe(16_500);
  till.commands.attachCustomer(EXEMPT_ID);
  await till.commands.takePayment({ method: "cash" });
  expect(await readSales(shop)).toMatchObject([{ isTaxExempt: true, totalMinor: 14_224 }]);
});

test("[TS13] a coupon works once it can, and says why when it cannot", async () => {
  const { shop, till } = await membersTill();
  const now = shop.world.clock.now();
  const coupon = (code: string, usesMax: number | null = null) => ({
    coupon: { code, usesMax, usesPerCustomerMax: null },
  });
  const hour = 3_600_000;
  shop.server.changes.push(
    promotion(1, coupon("TEN", 1)),
    promotion(2, { ...coupon("OLD"), validUntil: toIso((now - hour) as never) }),
    promotion(3, { ...coupon("SOON"), validFrom: toIso((now + hour) as never) }),
    promotion(4, { ...coupon("MEMBER"), customerGroupIds: [MEMBERS_ID] }),
    promotion(5, { ...coupon("BIG"), minimumSpendMinor: 1_000_000 as never }),
  );
  await shop.world.advance(60_000);
  till.commands.scan("FLR-2");
  const refusals = {
    NONE: "coupon_unknown",
    OLD: "coupon_expired",
    SOON: "coupon_not_yet_valid",
    MEMBER: "coupon_not_for_customer",
    BIG: "coupon_without_effect",
  };
  for (const [code, refusal] of Object.entries(refusals)) {
    expect(() => till.commands.addCoupon(code)).toThrow(refusal);
  }
  till.commands.addCoupon(" ten ");
  expect(till.getSnapshot().cart).toMatchObject({
    totalMinor: 14_850,
    coupons: [{ code: "TEN", status: "applied", name: "Promotion 1", amountMinor: 1_650 }],
    lines: [{ promotions: [{ name: "Promotion 1", amountMinor: 1_650 }] }],
  });
  till.commands.removeCoupon("TEN");
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: 16_500, coupons: [] });
  till.commands.addCoupon("TEN");
  await till.commands.takePayment({ method: "cash" });
  till.commands.scan("FLR-2");
  expect(() => till.commands.addCoupon("TEN")).toThrow("coupon_used_up");
  await till.stop();
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  expect(again.getSnapshot().cart.totalMinor).toBe(16_500);
  expect(() => again.commands.addCoupon("TEN")).toThrow("coupon_used_up");
  expect(await readSales(shop)).toMatchObject([{ coupons: ["TEN"] }]);
});

test("[TS11] customer, coupon, discount and tip survive a power cut", async () => {
  const { shop, till } = await membersTill();
  shop.server.changes.push(
    promotion(1, { coupon: { code: "TEN", usesMax: null, usesPerCustomerMax: null } }),
  );
  await shop.world.advance(60_000);
  till.commands.scan("FLR-2");
  till.commands.scan("c-1001");
  till.commands.addCoupon("TEN");
  till.commands.setOrderDiscount({ discount: { percentPpm: 20_000 }, reason: "regular" });
  const before = till.getSnapshot().cart;
  await till.stop();
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  const { lastTouch: _touch, ...after } = again.getSnapshot().cart;
  const { lastTouch: _before, ...kept } = before;
  expect(after).toEqual(kept);
});

test("[TC4] a copy of the first release is fetched again beside its use", async () => {
  const { shop, till } = await membersTill();
  await till.stop();
  const { openMemoryStore } = await import("../store/memory-store");
  const store = openMemoryStore(shop.disk);
  await store.cache.write(async (transaction) => {
    const mark = await transaction.get<{ format?: number }>("tables", "mark");
    const { format: _format, ...first } = mark ?? {};
    await transaction.put("tables", "mark", first);
    await transaction.delete("tables", "customers");
  });
  const again = await openSellingTill(shop);
  await shop.world.advance(1_000);
  expect(again.commands.searchCustomers("odh", 10)).toHaveLength(1);
});

test("[TS13] a coupon that each customer may use once is refused to one who did, not to the next", async () => {
  const { shop, till } = await membersTill();
  const coupon = { code: "ONCE", usesMax: null, usesPerCustomerMax: 1 };
  shop.server.changes.push(promotion(1, { coupon }));
  await shop.world.advance(60_000);
  const sell = async (customerId: string, code: string) => {
    till.commands.scan("FLR-2");
    till.commands.attachCustomer(customerId);
    till.commands.addCoupon(code);
    return till.commands.takePayment({ method: "cash" });
  };
  const { saleId } = await sell(CUSTOMER_ID, "ONCE");
  await expect(sell(CUSTOMER_ID, "once")).rejects.toMatchObject({ code: "coupon_used_up" });
  till.commands.attachCustomer(EXEMPT_ID);
  till.commands.addCoupon("ONCE");
  till.commands.attachCustomer(CUSTOMER_ID);
  expect(till.getSnapshot().cart).toMatchObject({ coupons: [{ status: "used_up" }] });
  await till.commands.voidCart({ reason: "left" });
  await sell(EXEMPT_ID, "ONCE");
  await till.stop();
  shop.disk.powerCut();
  const again = await openSellingTill(shop);
  again.commands.scan("FLR-2");
  again.commands.attachCustomer(CUSTOMER_ID);
  expect(() => again.commands.addCoupon("ONCE")).toThrow("coupon_used_up");
  await again.commands.switchCashier({ staffId: SUPERVISOR_ID, pin: "222222" });
  await again.commands.voidSale({ saleId, reason: "wrong customer" });
  again.commands.addCoupon("ONCE");
});

test("[TA4] a customer whose prices are higher does not lift the limit of returns without a receipt", async () => {
  const { shop, till } = await membersTill();
  const prices = [
    { priceListId: LIST_ID, priceMinor: 100 },
    { priceListId: MEMBERS_LIST_ID, priceMinor: 50_000 },
  ];
  shop.server.changes.push(change("product", FLOUR.id, { ...FLOUR, prices }));
  await shop.world.advance(60_000);
  const supervisor = { staffId: SUPERVISOR_ID, pin: "222222", reason: "torn" };
  const quantity = quantityMilli(100_000);
  const request = { productId: FLOUR.id, quantityMilli: quantity, reason: "torn" };
  expect(() => till.commands.addReturnWithoutReceipt(request)).toThrow("approval_required");
  await till.commands.approve(supervisor);
  expect(till.getSnapshot().cart.totalMinor).toBe(-10_000);
  expect(till.commands.scan("c-1001")).toEqual({ kind: "ignored" });
  expect(() => till.commands.attachCustomer(CUSTOMER_ID)).toThrow("approval_required");
  await expect(till.commands.approve(supervisor)).rejects.toMatchObject({
    code: "return_above_limit",
  });
  expect(till.getSnapshot().cart).toMatchObject({ totalMinor: -10_000, customer: null });
});
