import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limitsOf } from "../../core/access/limits";
import { alteredActor } from "../../tests/factories/altered-actor";
import { newCoupon, newPromotion } from "../../tests/factories/new-promotion";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { writePriceLists } from "../catalog/write-price-lists";
import { writePromotions } from "../catalog/write-promotions";
import type { TenantContext } from "../context";
import { writeCustomers } from "../customers/write-customers";
import { createStore } from "../stores/create-store";
import { changeSaleStatus } from "./change-sale-status";
import { type RecordSaleInput, recordSale } from "./record-sale";

let tenant: TestTenant;
let owner: TenantContext;
let storeId: string;
let groupId: string;
let traderId: string;
let netTraderId: string;
let embassyId: string;

beforeAll(async () => {
  tenant = await newTenant();
  owner = testContext(tenant, "owner");
  const store = await createStore(testContext(tenant, "system"), {
    code: "RULES",
    name: "Rules",
    timezone: "Africa/Nairobi",
    language: "en",
    exchangeRates: [{ currency: "USD", rate: "129.35" }],
    takesTips: true,
    pointsPpm: 10_000,
  });
  storeId = store.id;
  const { groupIds, customerIds } = await writeCustomers(owner, {
    groups: [
      { code: "TRADE", name: "Trade" },
      { code: "NET", name: "Without tax" },
    ],
    customers: [
      { code: "T1", name: "Trader", groupCodes: ["TRADE"] },
      { code: "N1", name: "Net trader", groupCodes: ["NET"] },
      { code: "E1", name: "Embassy", isTaxExempt: true },
    ],
  });
  groupId = groupIds.get("TRADE") ?? "";
  traderId = customerIds.get("T1") ?? "";
  netTraderId = customerIds.get("N1") ?? "";
  embassyId = customerIds.get("E1") ?? "";
  await writePriceLists(owner, {
    lists: [
      {
        code: "trade",
        name: "Trade",
        currency: "KES",
        pricesIncludeTax: true,
        customerGroupIds: [groupId],
      },
      {
        code: "net",
        name: "Without tax",
        currency: "KES",
        pricesIncludeTax: false,
        customerGroupIds: [groupIds.get("NET") ?? ""],
      },
    ],
    prices: [
      { listCode: "net", sku: "MILK-500", priceMinor: 5_000 },
      { listCode: "trade", sku: "MILK-500", priceMinor: 6_000 },
      { listCode: "trade", sku: "MILK-500", minQuantityMilli: 12_000, priceMinor: 5_500 },
    ],
  });
  await writePromotions(owner, {
    promotions: [
      newCoupon("TEN-OFF"),
      newCoupon("OLD", { validUntil: "2026-01-01T00:00:00Z" }),
      newCoupon("SOON", { validFrom: "2027-01-01T00:00:00Z" }),
      newCoupon("ONCE", { usesMax: 1 }),
      newCoupon("EACH", { usesPerCustomerMax: 1 }),
      newCoupon("TRADERS", { customerGroupIds: [groupId] }),
      newCoupon("RICH", { minimumSpendMinor: 10_000_000 as never }),
    ],
  });
});
afterAll(closeTestRuntime);

function sell(
  change: Partial<RecordSaleInput> & {
    quantity?: string;
    paysMinor?: number;
    context?: TenantContext;
  } = {},
) {
  const { quantity = "1", paysMinor = 6_500, context = owner, ...rest } = change;
  return recordSale(
    context,
    {
      storeId,
      lines: [{ sku: "MILK-500", quantity }],
      payments: [{ method: "card", amountMinor: paysMinor }],
      ...rest,
    },
    tenant.runtime.newId(),
  ).then(({ sale }) => sale);
}

describe("a sale over the API", () => {
  it("[PL1] takes the list of the customer's group, and its break by quantity", async () => {
    const one = await sell({ customerId: traderId, paysMinor: 6_000 });
    expect(one.lines[0]?.trace?.steps[0]).toMatchObject({
      kind: "list",
      code: "trade",
      why: "customer_group",
    });
    const dozen = await sell({ customerId: traderId, quantity: "12", paysMinor: 66_000 });
    expect(dozen).toMatchObject({ totalMinor: 66_000, lines: [{ unitPriceMinor: 5_500 }] });
    expect(await sell({ quantity: "12", paysMinor: 78_000 })).toMatchObject({ totalMinor: 78_000 });
  });

  it("lets a stated price stand, and says that it was given", async () => {
    const lines = [{ sku: "MILK-500", quantity: "1", unitPriceMinor: 7_000 }];
    const sale = await sell({ lines, customerId: traderId, paysMinor: 7_000 });
    expect(sale.lines[0]?.trace?.steps.map((step) => step.kind)).toEqual(["list", "stated"]);
    expect(sale.lines[0]?.trace?.steps[1]).toMatchObject({ why: "given", unitPriceMinor: 7_000 });
  });

  it("lets who may not change prices state one that is not below the customer's own list", async () => {
    const as = (context: TenantContext, quantity: string, unitPriceMinor: number) => {
      const lines = [{ sku: "MILK-500", quantity, unitPriceMinor }];
      const paysMinor = Number(quantity) * unitPriceMinor;
      return sell({ lines, customerId: traderId, paysMinor, context });
    };
    const cashier = testContext(tenant, "cashier");
    expect(await as(cashier, "1", 6_000)).toMatchObject({ totalMinor: 6_000 });
    expect(await as(cashier, "12", 5_500)).toMatchObject({ totalMinor: 66_000 });
    const refusal = {
      code: "approval_required",
      details: { permission: "sale.price_override", line: 0 },
    };
    await expect(as(cashier, "1", 5_999)).rejects.toMatchObject(refusal);
    await expect(as(cashier, "12", 5_499)).rejects.toMatchObject(refusal);
    expect(await as(testContext(tenant, "supervisor"), "1", 100)).toMatchObject({
      totalMinor: 100,
    });
  });

  it("[AC9] lets nobody give a discount whose role, or whose program's scopes, leave that out", async () => {
    const discounted = (context: TenantContext, discountMinor: number) =>
      sell({
        context,
        lines: [{ sku: "MILK-500", quantity: "1", discountMinor }],
        paysMinor: 6_500 - discountMinor,
      });
    expect(await discounted(owner, 6_000)).toMatchObject({ totalMinor: 500 });
    const program = alteredActor(owner, { permissions: new Set(["sale.record"]) });
    expect(await discounted(program, 0)).toMatchObject({ totalMinor: 6_500 });
    await expect(discounted(program, 1)).rejects.toMatchObject({
      code: "approval_required",
      details: { permission: "sale.discount", line: 0 },
    });
  });

  it("[AC7] lets who may change prices go as far below the customer's list as their limit", async () => {
    const supervisor = testContext(tenant, "supervisor");
    const limits = { ...limitsOf("supervisor"), priceOverridePpm: 100_000 };
    const state = (unitPriceMinor: number) =>
      sell({
        context: alteredActor(supervisor, { limits }),
        customerId: traderId,
        lines: [{ sku: "MILK-500", quantity: "1", unitPriceMinor }],
        paysMinor: unitPriceMinor,
      });
    expect(await state(5_400)).toMatchObject({ totalMinor: 5_400 });
    await expect(state(5_399)).rejects.toMatchObject({
      code: "approval_required",
      details: { permission: "sale.price_override", line: 0 },
    });
  });

  it("compares a stated price with a list of the other basis without the tax", async () => {
    const cashier = testContext(tenant, "cashier");
    const state = (unitPriceMinor: number) =>
      sell({
        context: cashier,
        customerId: netTraderId,
        lines: [{ sku: "MILK-500", quantity: "1", unitPriceMinor }],
        paysMinor: unitPriceMinor,
      });
    // 50.00 without tax is 58.00 with it.
    expect(await state(5_800)).toMatchObject({ totalMinor: 5_800 });
    await expect(state(5_798)).rejects.toMatchObject({ code: "approval_required" });
  });

  it("takes the tax out of the price for a customer who pays none", async () => {
    const sale = await sell({ customerId: embassyId, paysMinor: 5_603 });
    expect(sale).toMatchObject({ isTaxExempt: true, taxMinor: 0, totalMinor: 5_603 });
  });

  it("takes a coupon off, with a discount of what is left, and earns points", async () => {
    const lines = [{ sku: "MILK-500", quantity: "2", discountPercent: "10" }];
    const sale = await sell({
      lines,
      customerId: embassyId,
      couponCodes: ["ten-off"],
      paysMinor: 9_185,
    });
    // 2 × 56.03 less 10.00 less 10 % of 102.06, which is 10.21.
    expect(sale).toMatchObject({
      coupons: ["ten-off"],
      promotionMinor: 1_000,
      discountMinor: 2_021,
      totalMinor: 9_185,
      points: 91,
    });
  });

  it.each([
    ["nobody's", "NOPE", "coupon_unknown"],
    ["an expired", "OLD", "coupon_expired"],
    ["a future", "SOON", "coupon_not_yet_valid"],
    ["another group's", "TRADERS", "coupon_not_for_customer"],
    ["a coupon that takes nothing off:", "RICH", "coupon_without_effect"],
  ])("refuses %s coupon", async (_name, code, refusal) => {
    await expect(sell({ couponCodes: [code] })).rejects.toMatchObject({ code: refusal });
  });

  it("gives the last use of a coupon to one of many who ask at once", async () => {
    const asked = Array.from({ length: 6 }, () =>
      sell({ couponCodes: ["ONCE"], paysMinor: 5_500 }),
    );
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(Array(5).fill("coupon_used_up"));
  });

  it("gives a coupon to each customer as often as it may", async () => {
    const asked = { couponCodes: ["EACH"], customerId: traderId, paysMinor: 5_000 };
    await sell(asked);
    await expect(sell(asked)).rejects.toMatchObject({ code: "coupon_used_up" });
    await sell({ ...asked, customerId: embassyId, paysMinor: 4_603 });
  });

  it("takes cash of a currency that has a rate, with change at home, and no other", async () => {
    const payments = (currency: string): RecordSaleInput["payments"] => [
      { method: "cash", currency, amountMinor: 100 },
    ];
    const sale = await sell({ payments: payments("USD") });
    expect(sale).toMatchObject({ paidMinor: 6_500, changeMinor: 6_435 });
    expect(sale.payments).toEqual([
      expect.objectContaining({
        tenderedMinor: 12_935,
        foreignCurrency: "USD",
        foreignTenderedMinor: 100,
        foreignRate: "129.35",
      }),
    ]);
    await expect(sell({ payments: payments("EUR") })).rejects.toMatchObject({
      code: "currency_rate_missing",
    });
  });

  it("takes a tip where the store takes tips", async () => {
    expect(await sell({ tipMinor: 500, paysMinor: 7_000 })).toMatchObject({
      totalMinor: 6_500,
      tipMinor: 500,
      paidMinor: 7_000,
    });
    const elsewhere = { storeId: tenant.stores[0].id, tipMinor: 500, paysMinor: 7_000 };
    await expect(sell(elsewhere)).rejects.toMatchObject({ code: "tip_not_valid" });
  });

  it("gives the tip back with a sale that is voided, by what had paid it, and never with a refund", async () => {
    const giveBack = async (sale: { id: string }, status: "voided" | "refunded") => {
      const request = { saleId: sale.id, status, reason: "Wrong" };
      return (await changeSaleStatus(owner, request, tenant.runtime.newId())).refunds[0];
    };
    const payments: RecordSaleInput["payments"] = [
      { method: "card", amountMinor: 6_800 },
      { method: "cash", amountMinor: 200, tenderedMinor: 1_000 },
    ];
    expect(await giveBack(await sell({ tipMinor: 500, payments }), "voided")).toMatchObject({
      totalMinor: -6_500,
      tipMinor: -500,
      paidMinor: -7_000,
      payments: [
        { method: "card", amountMinor: -6_800 },
        { method: "cash", amountMinor: -200 },
      ],
    });
    expect(await giveBack(await sell({ tipMinor: 500, payments }), "refunded")).toMatchObject({
      tipMinor: 0,
      paidMinor: -6_500,
    });
    const lines = [{ sku: "MILK-500", quantity: "1", discountPercent: "100" }];
    const free = await sell({ lines, tipMinor: 500, paysMinor: 500 });
    expect(await giveBack(free, "voided")).toMatchObject({ totalMinor: 0, paidMinor: -500 });
  });

  it("[AC8] counts the tip that a void gives back against what its caller may give out", async () => {
    const lines = [{ sku: "MILK-500", quantity: "1", discountPercent: "100" }];
    const free = await sell({ lines, tipMinor: 500, paysMinor: 500 });
    const voided = (payOutMinor: number) => {
      const context = alteredActor(owner, { limits: { ...limitsOf("owner"), payOutMinor } });
      const request = { saleId: free.id, status: "voided", reason: "Wrong" } as const;
      return changeSaleStatus(context, request, tenant.runtime.newId());
    };
    await expect(voided(499)).rejects.toMatchObject({ code: "approval_required" });
    expect((await voided(500)).sale.status).toBe("voided");
  });

  it("hears of a promotion, a price and a stop as soon as they are written", async () => {
    const bread = { lines: [{ sku: "BREAD-400", quantity: "1" }] };
    expect(await sell({ ...bread, paysMinor: 6_700 })).toMatchObject({ promotionMinor: 0 });
    const promotion = newPromotion({ target: { ...ANY, tags: ["bread"] } });
    await writePromotions(owner, { promotions: [promotion] });
    await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`update products set tags = '["bread"]'::jsonb
        where tenant_id = ${tenant.tenantId}::uuid and sku = 'BREAD-400'`),
    );
    expect(await sell({ ...bread, paysMinor: 6_030 })).toMatchObject({ promotionMinor: 670 });
    await writePromotions(owner, { promotions: [{ ...promotion, isActive: false }] });
    expect(await sell({ ...bread, paysMinor: 6_700 })).toMatchObject({ promotionMinor: 0 });
  });
});

const ANY = { productIds: [], categoryIds: [], tags: [], excludedProductIds: [] };
