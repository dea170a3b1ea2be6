import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limitsOf, type RoleLimits } from "../../core/access/limits";
import { permissionsOf } from "../../core/access/permissions";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import {
  CASHIER_ID,
  change,
  FLOUR,
  MILK,
  SHOP,
  STORE_ID,
  SUPERVISOR_ID,
} from "../testing/fake-shop";
import { readSales } from "../testing/read-facts";
import { createTestShop, openSellingTill, type TestShop } from "../testing/test-till";
import type { TillEngine } from "./create-till-engine";

const SUPERVISOR = { staffId: SUPERVISOR_ID, pin: "222222", reason: "regular customer" };

/** What the office gives somebody of the shop from now on. */
function limit(shop: TestShop, staffId: string, limits: Partial<RoleLimits>): void {
  const known = shop.server.changes.findLast(({ id }) => id === staffId);
  const changed = {
    ...(known?.body as object),
    permissions: permissionsOf("supervisor"),
    limits: { ...limitsOf("supervisor"), ...limits },
  };
  shop.server.changes.push(change("staff", staffId, changed));
}

async function tillWithLimits(
  cashier: Partial<RoleLimits>,
  supervisor: Partial<RoleLimits> = {},
): Promise<{ shop: TestShop; till: TillEngine }> {
  const shop = createTestShop();
  limit(shop, CASHIER_ID, cashier);
  limit(shop, SUPERVISOR_ID, supervisor);
  return { shop, till: await openSellingTill(shop) };
}

/** So many bags of flour at 165.00, sold and paid in cash. */
async function sellFlour(till: TillEngine, count: number) {
  till.commands.scan(`${count}*${FLOUR.sku}`);
  const { saleId, receiptNumber } = await till.commands.takePayment({ method: "cash" });
  const sale = await till.commands.findReceipt(receiptNumber);
  const lineId = sale.lines[0]?.line.lineId ?? "";
  const back = (quantity: number) =>
    till.commands.addReturn({
      sale,
      lines: [{ lineId, quantityMilli: quantityMilli(quantity) }],
      reason: "torn",
    });
  return { saleId, back };
}

describe("[TA11] a price by hand", () => {
  test("waits for somebody whose limit reaches, and for nobody whose does not", async () => {
    const { shop, till } = await tillWithLimits(
      { priceOverridePpm: 100_000 },
      { priceOverridePpm: 200_000 },
    );
    till.commands.scan(FLOUR.sku);
    const lineId = till.getSnapshot().cart.lines[0]?.lineId ?? "";
    const set = (unitPriceMinor: number) =>
      till.commands.overridePrice({ lineId, unitPriceMinor: minor(unitPriceMinor), reason: "old" });
    set(14_850);
    expect(() => set(14_849)).toThrow("approval_required");
    expect(till.getSnapshot().cart.approval?.approvers).toMatchObject([{ staffId: SUPERVISOR_ID }]);
    await till.commands.approve(SUPERVISOR);
    expect(() => set(13_199)).toThrow("approval_required");
    expect(till.getSnapshot().cart.approval?.approvers).toEqual([]);
    await expect(till.commands.approve(SUPERVISOR)).rejects.toMatchObject({
      code: "permission_denied",
    });
    till.commands.denyApproval();
    set(20_000);
    await till.commands.takePayment({ method: "cash" });
    const [sale] = await readSales(shop);
    expect(sale?.approvals).toMatchObject([{ permission: "sale.price_override" }]);
  });

  test("is limited also where it is typed with the item", async () => {
    const { till } = await tillWithLimits({ priceOverridePpm: 0 });
    const add = (unitPriceMinor: number) =>
      till.commands.addProduct({ productId: MILK.id, unitPriceMinor: minor(unitPriceMinor) });
    add(6_001);
    expect(() => add(5_999)).toThrow("approval_required");
  });

  test("goes through by oneself exactly when the limit says so", async () => {
    const { till } = await tillWithLimits({ priceOverridePpm: 123_450 });
    till.commands.scan(FLOUR.sku);
    const lineId = till.getSnapshot().cart.lines[0]?.lineId ?? "";
    const leastMinor = 16_500 - Math.ceil((16_500 * 123_450) / 1_000_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (unitPriceMinor) => {
        const set = () =>
          till.commands.overridePrice({
            lineId,
            unitPriceMinor: minor(unitPriceMinor),
            reason: "r",
          });
        if (unitPriceMinor >= leastMinor) set();
        else expect(set).toThrow("approval_required");
        till.commands.denyApproval();
      }),
      { seed: 20_260_414, numRuns: 60 },
    );
  });
});

describe("[TA10] money that goes back", () => {
  test("for goods of receipts counts over the whole cart, however it grows", async () => {
    const { shop, till } = await tillWithLimits({ payOutMinor: 33_000 }, { payOutMinor: 49_500 });
    const { back } = await sellFlour(till, 5);
    back(1_000);
    back(1_000);
    expect(() => back(1_000)).toThrow("approval_required");
    expect(till.getSnapshot().cart.approval).toMatchObject({ act: "return" });
    await till.commands.approve(SUPERVISOR);
    const lineId = till.getSnapshot().cart.lines[0]?.lineId ?? "";
    const more = { lineId, quantityMilli: quantityMilli(4_000) };
    expect(() => till.commands.setQuantity(more)).toThrow("approval_required");
    expect(till.getSnapshot().cart.approval?.approvers).toEqual([]);
    till.commands.denyApproval();
    till.commands.setQuantity({ lineId, quantityMilli: quantityMilli(2_000) });
    expect(till.getSnapshot().cart.totalMinor).toBe(-33_000);
    await till.commands.takePayment({ method: "cash" });
    const refund = (await readSales(shop)).at(-1);
    expect(refund?.approvals).toMatchObject([{ permission: "sale.refund" }]);
  });

  test("for goods without a receipt counts with the others", async () => {
    const { till } = await tillWithLimits({ payOutMinor: 33_000 });
    const { back } = await sellFlour(till, 5);
    back(1_000);
    const plain = (quantity: number) =>
      till.commands.addReturnWithoutReceipt({
        productId: FLOUR.id,
        quantityMilli: quantityMilli(quantity),
        reason: "torn",
      });
    expect(() => plain(2_000)).toThrow("approval_required");
    till.commands.denyApproval();
    plain(1_000);
    expect(() => back(1_000)).toThrow("approval_required");
    expect(till.getSnapshot().cart.totalMinor).toBe(-33_000);
  });

  test("of a void counts the tip that goes back with it", async () => {
    const shop = createTestShop();
    shop.server.changes.push(change("store", STORE_ID, { ...SHOP, takesTips: true }));
    limit(shop, CASHIER_ID, { payOutMinor: 16_600 });
    const till = await openSellingTill(shop);
    const sellWithTip = async (tipMinor: number) => {
      till.commands.scan(FLOUR.sku);
      till.commands.setTip(minor(tipMinor));
      const { saleId } = await till.commands.takePayment({ method: "card" });
      return till.commands.voidSale({ saleId, reason: "wrong customer" });
    };
    await expect(sellWithTip(101)).rejects.toMatchObject({ code: "approval_required" });
    expect(till.getSnapshot().cart.approval).toMatchObject({
      act: "void_sale",
      amountMinor: 16_601,
    });
    till.commands.denyApproval();
    expect(await sellWithTip(100)).toMatchObject({ totalMinor: -16_500 });
  });

  test("of a void is what the sale came to", async () => {
    const { till } = await tillWithLimits({ payOutMinor: 33_000 });
    const large = await sellFlour(till, 3);
    const small = await sellFlour(till, 2);
    const undo = (saleId: string) => till.commands.voidSale({ saleId, reason: "wrong customer" });
    await expect(undo(large.saleId)).rejects.toMatchObject({ code: "approval_required" });
    till.commands.denyApproval();
    expect(await undo(small.saleId)).toMatchObject({ totalMinor: -33_000 });
  });
});
