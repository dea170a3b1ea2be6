import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { listSaleSummaries } from "./list-sale-summaries";
import { recordSale } from "./record-sale";

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
  for (let sale = 0; sale < 7; sale += 1) await sell(sale === 6 ? 1 : 0);
});
afterAll(closeTestRuntime);

async function sell(storeIndex: 0 | 1, method: "cash" | "mpesa" = "cash") {
  await recordSale(
    testContext(tenant, "cashier"),
    {
      storeId: tenant.stores[storeIndex].id,
      lines: [{ sku: "MILK-500", quantity: "1" }],
      payments: [{ method, amountMinor: 6_500 }],
    },
    runtime.newId(),
  );
  runtime.clock.advance(60_000);
}

const owner = () => testContext(tenant, "owner");

describe("listSaleSummaries", () => {
  it("turns pages in both directions and finds the same rows on the way back", async () => {
    const first = await listSaleSummaries(owner(), { limit: 3 });
    expect(first).toMatchObject({ count: 7, isCountCut: false, newerCursor: null });
    const second = await listSaleSummaries(owner(), {
      limit: 3,
      cursor: first.olderCursor ?? "",
    });
    const third = await listSaleSummaries(owner(), { limit: 3, cursor: second.olderCursor ?? "" });
    expect(third.items).toHaveLength(1);
    expect(third.olderCursor).toBeNull();
    const back = await listSaleSummaries(owner(), {
      limit: 3,
      cursor: third.newerCursor ?? "",
      direction: "newer",
    });
    expect(back.items).toEqual(second.items);
    const start = await listSaleSummaries(owner(), {
      limit: 3,
      cursor: back.newerCursor ?? "",
      direction: "newer",
    });
    expect(start).toMatchObject({ items: first.items, newerCursor: null });
  });

  it("names the tenders and the place of each sale", async () => {
    await sell(0, "mpesa");
    const { items, count } = await listSaleSummaries(owner(), { method: "mpesa" });
    expect(count).toBe(1);
    expect(items).toMatchObject([
      {
        kind: "sale",
        storeName: "Nairobi",
        cashierName: "cashier",
        timezone: "Africa/Nairobi",
        itemCount: 1,
        totalMinor: 6_500,
        methods: ["mpesa"],
      },
    ]);
  });

  it("finds the one sale of a whole receipt number, and every sale of a part of one", async () => {
    const { items } = await listSaleSummaries(owner(), { storeId: tenant.stores[0].id });
    const first = items.at(-1)?.receiptNumber ?? "";
    const prefix = first.slice(0, -1);
    expect(await listSaleSummaries(owner(), { receipt: first })).toMatchObject({
      count: 1,
      items: [{ receiptNumber: first }],
    });
    expect(await listSaleSummaries(owner(), { receipt: prefix.toLowerCase() })).toMatchObject({
      count: items.length,
    });
  });

  it("counts what the filters leave", async () => {
    const storeId = tenant.stores[1].id;
    expect(await listSaleSummaries(owner(), { storeId })).toMatchObject({ count: 1 });
    expect(await listSaleSummaries(owner(), { kind: "refund" })).toMatchObject({
      count: 0,
      items: [],
      olderCursor: null,
      newerCursor: null,
    });
  });

  it("shows a person only their stores, and nobody another tenant's sales", async () => {
    const [nairobi, mombasa] = tenant.stores;
    const scoped = testContext(tenant, "supervisor", { storeIds: [mombasa.id] });
    expect((await listSaleSummaries(scoped)).count).toBe(1);
    await expect(listSaleSummaries(scoped, { storeId: nairobi.id })).rejects.toMatchObject({
      code: "store_not_found",
    });
    const other = await newTenant(runtime);
    const foreign = testContext(other, "owner");
    expect((await listSaleSummaries(foreign)).count).toBe(0);
    expect((await listSaleSummaries(foreign, { storeId: nairobi.id })).count).toBe(0);
  });

  it("refuses a cursor that it never gave", async () => {
    await expect(listSaleSummaries(owner(), { cursor: "nope" })).rejects.toMatchObject({
      code: "page_cursor_invalid",
    });
  });
});
