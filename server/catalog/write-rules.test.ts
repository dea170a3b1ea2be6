import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newCoupon, newPromotion } from "../../tests/factories/new-promotion";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import type { TenantContext } from "../context";
import { writeCustomers } from "../customers/write-customers";
import { writePriceLists } from "./write-price-lists";
import { writePromotions } from "./write-promotions";

let tenant: TestTenant;
let owner: TenantContext;

beforeAll(async () => {
  tenant = await newTenant();
  owner = testContext(tenant, "owner");
});
afterAll(closeTestRuntime);

const read = (table: string, columns: string, order: string) =>
  tenant.runtime.database.withTenant(tenant.tenantId, async (tx) => [
    ...(await tx.execute(sql`select ${sql.raw(columns)} from ${sql.raw(table)}
      where tenant_id = ${tenant.tenantId}::uuid order by ${sql.raw(order)}`)),
  ]);

const list = { code: "trade", name: "Trade", currency: "KES", pricesIncludeTax: true };
const price = { listCode: "trade", sku: "MILK-500", priceMinor: 6_000 };

describe("writePriceLists", () => {
  it("replaces a list by its code, and the prices of the products that it names", async () => {
    const first = await writePriceLists(owner, {
      lists: [{ ...list, priority: 5 }],
      prices: [price, { ...price, minQuantityMilli: 12_000, priceMinor: 5_500 }],
    });
    const again = await writePriceLists(owner, {
      lists: [{ ...list, name: "Wholesale" }],
      prices: [{ ...price, priceMinor: 5_900 }],
    });
    expect(again.get("trade")).toBe(first.get("trade"));
    expect(await read("price_lists", "code, name, version", "code")).toEqual([
      { code: "standard", name: "Standard", version: 1 },
      { code: "trade", name: "Wholesale", version: 2 },
    ]);
    expect(
      await read("prices", "price_minor", `price_list_id = '${tenant.priceListId}', price_minor`),
    ).toEqual(
      [5_900, 6_500, 6_700, 12_000, 15_900, 18_000, 22_050].map((priceMinor) => ({
        price_minor: String(priceMinor),
      })),
    );
  });

  it.each([
    ["a list in another currency", { lists: [{ ...list, currency: "USD" }] }, "currency_mismatch"],
    ["a list twice", { lists: [list, list] }, "validation_failed"],
    ["a price twice", { prices: [price, price] }, "validation_failed"],
    ["a price of an unknown list", { prices: [{ ...price, listCode: "none" }] }, "not_found"],
    ["a price of unknown goods", { prices: [{ ...price, sku: "none" }] }, "product_not_found"],
  ])("refuses %s whole", async (_name, input, code) => {
    const before = await read("prices", "price_minor", "price_minor");
    await expect(writePriceLists(owner, input)).rejects.toMatchObject({ code });
    expect(await read("prices", "price_minor", "price_minor")).toEqual(before);
  });
});

describe("writePromotions", () => {
  it("replaces a promotion by its code and finds a coupon by its code in capitals", async () => {
    const coupon = newCoupon("hello");
    const first = await writePromotions(owner, { promotions: [coupon] });
    const again = await writePromotions(owner, { promotions: [{ ...coupon, priority: 9 }] });
    expect(again).toEqual(first);
    expect(await read("promotions", "code, coupon_code, priority, version", "code")).toEqual([
      { code: "hello", coupon_code: "HELLO", priority: 9, version: 2 },
    ]);
  });

  it("refuses a code twice and an effect that is none", async () => {
    const twice = { promotions: [newPromotion(), newPromotion()] };
    await expect(writePromotions(owner, twice)).rejects.toMatchObject({
      code: "validation_failed",
    });
    const effect = { kind: "percent_off" as const, percentPpm: 1_000_001 };
    await expect(
      writePromotions(owner, { promotions: [newPromotion({ effect })] }),
    ).rejects.toMatchObject({ code: "validation_failed" });
  });
});

describe("writeCustomers", () => {
  it("replaces a customer and the groups that they are in, by code", async () => {
    const groups = ["A", "B"].map((code) => ({ code, name: code }));
    const first = await writeCustomers(owner, {
      groups,
      customers: [{ code: "C-1", name: "Asha", groupCodes: ["A", "B"] }],
    });
    const again = await writeCustomers(owner, {
      customers: [{ code: "C-1", name: "Asha M.", isTaxExempt: true, groupCodes: ["B"] }],
    });
    expect(again.customerIds).toEqual(first.customerIds);
    expect(await read("customers", "name, is_tax_exempt, version", "code")).toEqual([
      { name: "Asha M.", is_tax_exempt: true, version: 2 },
    ]);
    expect(await read("customer_group_members", "customer_group_id", "1")).toEqual([
      { customer_group_id: first.groupIds.get("B") },
    ]);
  });

  it("refuses a group that nobody knows, and a code twice", async () => {
    const asha = { code: "C-9", name: "Asha" };
    for (const customers of [[{ ...asha, groupCodes: ["Z"] }], [asha, asha]]) {
      await expect(writeCustomers(owner, { customers })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
  });
});

it("who may not change prices and customers changes none, and who may is on record", async () => {
  const cashier = testContext(tenant, "cashier");
  const supervisor = testContext(tenant, "supervisor");
  const denied = { code: "permission_denied" };
  await expect(writePriceLists(cashier, { lists: [list] })).rejects.toMatchObject(denied);
  await expect(writePriceLists(supervisor, { lists: [list] })).rejects.toMatchObject(denied);
  await expect(writePromotions(cashier, { promotions: [newPromotion()] })).rejects.toMatchObject(
    denied,
  );
  await expect(writeCustomers(cashier, {})).rejects.toMatchObject(denied);
  await writeCustomers(supervisor, { customers: [{ code: "C-2", name: "Juma" }] });
  const actions = await read("audit_entries", "distinct action", "action");
  expect(actions.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["customer.write", "price_list.write", "promotion.write"]),
  );
});
