import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { importCatalog } from "../catalog/import-catalog";
import { listProducts } from "../catalog/list-products";
import { listChanges } from "./list-changes";

let tenant: TestTenant;
let here: TestTerminal;
let there: TestTerminal;

beforeAll(async () => {
  tenant = await newTenant();
  here = await newTerminal(tenant, { storeIndex: 0 });
  there = await newTerminal(tenant, { storeIndex: 1 });
});
afterAll(closeTestRuntime);

async function sell(storeIndexes: readonly (0 | 1)[] | null): Promise<string> {
  const { productIdBySku } = await importCatalog(testContext(tenant, "owner"), {
    products: [
      {
        sku: "SURF",
        name: "Surfboard",
        taxGroupCode: "B",
        priceMinor: 900_000,
        storeCodes: storeIndexes?.map((index) => tenant.stores[index].code) ?? null,
      },
    ],
  });
  return productIdBySku.get("SURF") ?? "";
}

async function pull(terminal: TestTerminal, token: string | undefined) {
  const page = await listChanges(terminal.context, {
    limit: 5_000,
    ...(token === undefined ? {} : { token }),
  });
  return { token: page.token, products: page.changes.filter(({ entity }) => entity === "product") };
}

describe("a product that not every store has", () => {
  it("comes to its stores alone, goes from the others, and comes back", async () => {
    const before = await pull(there, undefined);
    const id = await sell([0]);
    const first = await pull(here, undefined);
    expect(first.products.find((change) => change.id === id)?.body).toMatchObject({ sku: "SURF" });
    const away = await pull(there, before.token);
    expect(away.products).toMatchObject([{ id, body: null }]);
    const fresh = await pull(there, undefined);
    expect(fresh.products.some((change) => change.id === id)).toBe(false);

    await sell([1]);
    expect((await pull(here, first.token)).products).toMatchObject([{ id, body: null }]);
    const arrived = await pull(there, away.token);
    expect(arrived.products).toMatchObject([{ id, body: { sku: "SURF" } }]);

    await sell(null);
    expect((await pull(here, undefined)).products.some((change) => change.id === id)).toBe(true);
  });

  it("is listed for its stores", async () => {
    await sell([0]);
    const owner = testContext(tenant, "owner");
    const list = (storeId?: string) => listProducts(owner, { sku: "SURF", storeId, limit: 10 });
    expect((await list(tenant.stores[0].id)).items).toHaveLength(1);
    expect((await list(tenant.stores[1].id)).items).toHaveLength(0);
    expect((await list()).items).toHaveLength(1);
  });

  it("must name stores that there are, and changes nothing else", async () => {
    await expect(
      importCatalog(testContext(tenant, "owner"), {
        products: [
          { sku: "NEW", name: "New", taxGroupCode: "B", priceMinor: 1, storeCodes: ["NOWHERE"] },
        ],
      }),
    ).rejects.toMatchObject({ code: "validation_failed" });
  });
});
