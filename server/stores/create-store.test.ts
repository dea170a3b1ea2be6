import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { readAudit } from "../../tests/factories/read-audit";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { createRegister, registerCode } from "./create-register";
import { createStore } from "./create-store";
import { listStores } from "./list-stores";

let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
});
afterAll(closeTestRuntime);

const kisumu = { code: "KSM", name: "Kisumu", timezone: "Africa/Nairobi", language: "sw" };

describe("a store", () => {
  test("is opened once under its code, and listed with its tills", async () => {
    const system = testContext(tenant, "system");
    const { id } = await createStore(system, kisumu);
    await createRegister(system, { storeId: id, name: "Front" });
    await expect(createStore(system, kisumu)).rejects.toMatchObject({ code: "code_taken" });
    const { items } = await listStores(testContext(tenant, "owner"));
    expect(items.map((store) => store.code)).toEqual(["KSM", "MSA", "NBO"]);
    expect(items[0]).toMatchObject({ id, currency: "KES", pricesIncludeTax: true, language: "sw" });
    expect(items[0]?.registers).toEqual([
      { id: expect.any(String), code: "D", name: "Front", isInUse: false },
    ]);
    expect(items[2]?.registers.map((till) => till.name)).toEqual(["Till 1", "Till 2"]);
  });

  test.each([
    ["a time zone that is none", { timezone: "Nairobi" }, "validation_failed"],
    ["an unknown price list", { priceListCode: "none" }, "not_found"],
  ])("with %s is refused", async (_name, change, code) => {
    const system = testContext(tenant, "system");
    await expect(createStore(system, { ...kisumu, code: "X", ...change })).rejects.toMatchObject({
      code,
    });
  });

  test("is opened by an owner, and by nobody who may not or works in some stores", async () => {
    const shop = await newTenant();
    const storeIds = [shop.stores[0].id];
    for (const context of [
      testContext(shop, "supervisor"),
      testContext(shop, "owner", { storeIds }),
    ]) {
      await expect(createStore(context, kisumu)).rejects.toMatchObject({
        code: "permission_denied",
      });
    }
    const { id } = await createStore(testContext(shop, "owner"), kisumu);
    expect((await readAudit(shop, id)).map(({ action }) => action)).toEqual(["store.create"]);
  });

  test("outside a person's scope is not listed", async () => {
    const [store] = tenant.stores;
    const context = testContext(tenant, "cashier", { storeIds: [store.id] });
    expect((await listStores(context)).items.map((one) => one.id)).toEqual([store.id]);
  });
});

describe("a register", () => {
  test("takes the next letters, also when many are added at once", async () => {
    const busy = await newTenant();
    const [store] = busy.stores;
    const context = testContext(busy, "admin");
    const names = Array.from({ length: 8 }, (_value, index) => `Counter ${index}`);
    const created = await Promise.all(
      names.map((name) => createRegister(context, { storeId: store.id, name })),
    );
    expect(created.map((register) => register.code).toSorted()).toEqual([..."DEFGHIJK"]);
    expect([1, 26, 27, 52, 53, 702, 703].map(registerCode)).toEqual([
      "A",
      "Z",
      "AA",
      "AZ",
      "BA",
      "ZZ",
      "AAA",
    ]);
  });

  test("of a store of another tenant is refused as if there were none", async () => {
    const context = testContext(tenant, "owner");
    const random = tenant.runtime.newId();
    for (const storeId of [other.stores[0].id, random]) {
      await expect(createRegister(context, { storeId })).rejects.toMatchObject({
        code: "store_not_found",
      });
    }
  });

  test("is not added by who may not, into a store of others, nor under a name that is taken", async () => {
    const [store] = tenant.stores;
    const till = { storeId: store.id, name: "Till 1" };
    for (const role of ["cashier", "supervisor"] as const) {
      await expect(createRegister(testContext(tenant, role), till)).rejects.toMatchObject({
        code: "permission_denied",
      });
    }
    const elsewhere = testContext(tenant, "owner", { storeIds: [tenant.stores[1].id] });
    await expect(createRegister(elsewhere, till)).rejects.toMatchObject({
      code: "store_not_found",
    });
    await expect(createRegister(testContext(tenant, "owner"), till)).rejects.toMatchObject({
      code: "code_taken",
    });
  });
});
