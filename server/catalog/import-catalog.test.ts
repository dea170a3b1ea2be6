import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import type { TenantContext } from "../context";
import { getProduct } from "./get-product";
import { type ImportCatalogInput, importCatalog } from "./import-catalog";
import { listProducts } from "./list-products";

let tenant: TestTenant;
let other: TestTenant;
let owner: TenantContext;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
  owner = testContext(tenant, "owner");
});
afterAll(closeTestRuntime);

const salt = { sku: "SALT", name: "Salt", taxGroupCode: "B", priceMinor: 3_000 };

const importProducts = (products: ImportCatalogInput["products"], context = owner) =>
  importCatalog(context, { products });

describe("an import", () => {
  test("creates, then replaces: id and version tell, and the stream moves on", async () => {
    const first = await importProducts([{ ...salt, barcodes: [{ code: "6161100000117" }] }]);
    const again = await importProducts([
      { ...salt, priceMinor: 3_500, barcodes: [{ code: "6161100000124" }] },
    ]);
    expect(first).toMatchObject({ created: 1, updated: 0 });
    expect(again).toMatchObject({ created: 0, updated: 1, revision: first.revision + 1 });
    expect(again.productIdBySku).toEqual(first.productIdBySku);
    expect(await getProduct(owner, "SALT")).toMatchObject({
      priceMinor: 3_500,
      barcodes: ["6161100000124"],
      version: 2,
    });
    const rows = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`select revision from products
        where tenant_id = ${tenant.tenantId}::uuid and sku = 'SALT'`),
    );
    expect(Number(rows[0]?.["revision"])).toBe(again.revision);
  });

  test("takes thousands of products in one go", async () => {
    const products = Array.from({ length: 3_000 }, (_value, index) => ({
      sku: `BULK-${index}`,
      name: `Bulk ${index}`,
      taxGroupCode: "C",
      priceMinor: index,
      barcodes: [{ code: `BULK${index}` }],
    }));
    const big = await newTenant();
    const result = await importProducts(products, testContext(big, "admin"));
    expect(result).toMatchObject({ created: 3_000, updated: 0 });
    const page = await listProducts(testContext(big, "cashier"), { barcode: "BULK2999", limit: 9 });
    expect(page.items).toEqual([expect.objectContaining({ sku: "BULK-2999", priceMinor: 2_999 })]);
  });

  test("without a price leaves it to the till", async () => {
    await importProducts([{ sku: "ASK", name: "Ask me", taxGroupCode: "A" }]);
    expect(await getProduct(owner, "ASK")).toMatchObject({ priceMinor: null });
  });

  test.each<[string, NonNullable<ImportCatalogInput["products"]>, string]>([
    ["a SKU given twice", [salt, salt], "validation_failed"],
    ["an unknown tax group", [{ ...salt, taxGroupCode: "Z" }], "validation_failed"],
    ["an unknown category", [{ ...salt, categoryCode: "none" }], "validation_failed"],
    ["a price that is no number", [{ ...salt, priceMinor: Number.NaN }], "validation_failed"],
    ["a barcode of another", [{ ...salt, barcodes: [{ code: "6161100000018" }] }], "code_taken"],
  ])("%s is refused whole", async (_name, products, code) => {
    const fresh = { sku: "FRESH", name: "Fresh", taxGroupCode: "A" };
    await expect(importProducts([fresh, ...products])).rejects.toMatchObject({ code });
    await expect(getProduct(owner, "FRESH")).rejects.toMatchObject({ code: "product_not_found" });
  });

  test("is for those who may change the catalogue", async () => {
    for (const role of ["supervisor", "cashier", "accountant", "auditor"] as const) {
      await expect(importProducts([salt], testContext(tenant, role))).rejects.toMatchObject({
        code: "permission_denied",
      });
    }
  });

  test("is in the audit trail", async () => {
    const { revision } = await importProducts([salt]);
    const rows = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`select actor_id from audit_entries
        where tenant_id = ${tenant.tenantId}::uuid and action = 'catalog.import'
          and (details->>'revision')::int = ${revision}`),
    );
    expect([...rows]).toEqual([{ actor_id: tenant.users.owner.id }]);
  });
});

describe("products", () => {
  test("of another tenant do not exist, with the same SKU or without", async () => {
    await importProducts([{ sku: "OURS", name: "Ours", taxGroupCode: "A" }]);
    const theirs = testContext(other, "owner");
    await expect(getProduct(theirs, "OURS")).rejects.toMatchObject({ code: "product_not_found" });
    const milk = tenant.products[0]?.id;
    expect((await getProduct(owner, "MILK-500")).id).toBe(milk);
    expect((await getProduct(theirs, "MILK-500")).id).not.toBe(milk);
    const { items } = await listProducts(theirs, { limit: 200 });
    expect(items.map((item) => item.sku)).not.toContain("OURS");
  });

  test("show the stock of the stores that the person works in", async () => {
    const [nairobi, mombasa] = tenant.stores;
    const id = tenant.products[0]?.id ?? "";
    await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`
        insert into stock_levels (tenant_id, store_id, product_id, quantity_milli, updated_at)
        values (${tenant.tenantId}::uuid, ${nairobi.id}::uuid, ${id}::uuid, 12500, now()),
          (${tenant.tenantId}::uuid, ${mombasa.id}::uuid, ${id}::uuid, -500, now())`),
    );
    const stock = async (context: TenantContext, storeId?: string) => {
      const query = { sku: "MILK-500", limit: 1, ...(storeId === undefined ? {} : { storeId }) };
      return (await listProducts(context, query)).items[0]?.stockQuantity;
    };
    const there = testContext(tenant, "cashier", { storeIds: [mombasa.id] });
    expect(await stock(owner)).toBe("12");
    expect(await stock(owner, nairobi.id)).toBe("12.5");
    expect(await stock(there)).toBe("-0.5");
    await expect(stock(there, nairobi.id)).rejects.toMatchObject({ code: "store_not_found" });
  });
});
