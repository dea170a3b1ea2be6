import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealTrace } from "../../core/pricing/run-trace";
import type { SaleDocument } from "../../core/sale/sale-document";
import { newSaleDocument } from "../../tests/factories/new-sale-document";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { importCatalog } from "../catalog/import-catalog";

let tenant: TestTenant;
let till: TestTerminal;
let before: string;
let list: { code: string; name: string };

beforeAll(async () => {
  tenant = await newTenant();
  till = await newTerminal(tenant);
  before = (await till.push([])).catalogHead;
  list = await tenant.runtime.database.withTenant(tenant.tenantId, async (tx) => {
    const rows = await tx.execute<{ code: string; name: string }>(sql`
      select code, name from price_lists where tenant_id = ${tenant.tenantId}::uuid
        and id = ${tenant.priceListId}::uuid`);
    return rows[0] ?? { code: "", name: "" };
  });
  const [product] = tenant.products;
  if (!product) throw new Error("a test tenant has products");
  const { barcode: _barcode, id: _id, ...rest } = product;
  await importCatalog(testContext(tenant, "owner"), {
    products: [{ ...rest, barcodes: [], priceMinor: product.priceMinor + 500 }],
  });
});
afterAll(closeTestRuntime);

let count = 0;
/** Two of the first product at the list price of before. */
function saleByList(): SaleDocument {
  count += 1;
  const document = newSaleDocument(tenant, { receiptNumber: `2026-04-30-S-${count}` });
  return {
    ...document,
    lines: document.lines.map((line) => ({
      ...line,
      trace: sealTrace([
        {
          kind: "list",
          ...list,
          why: "store",
          minQuantityMilli: 0,
          unitPriceMinor: line.unitPriceMinor,
        },
      ]),
    })),
  };
}

async function stalePrices(sourceEventId: string) {
  return tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ details: Record<string, unknown>; severity: string }>(sql`
      select details, severity from deviations where tenant_id = ${tenant.tenantId}::uuid
        and kind = 'stale_price' and source_event_id = ${sourceEventId}::uuid`),
  );
}

describe("a till that has not heard of a new price", () => {
  it("sells at the old one, and the owner sees what it came to", async () => {
    const event = till.seal("SALE", saleByList(), { catalogRev: before });
    const answer = await till.push([event]);
    expect(answer).toMatchObject({ appliedThrough: event.sequence, quarantined: [] });
    expect(await stalePrices(event.eventId)).toMatchObject([
      { severity: "info", details: { lines: 1, differenceMinor: 1_000, currency: "KES" } },
    ]);
  });

  it("is no deviation when it knew the catalogue of today", async () => {
    const { catalogHead } = await till.push([]);
    const event = till.seal("SALE", saleByList(), { catalogRev: catalogHead });
    await till.push([event]);
    expect(await stalePrices(event.eventId)).toEqual([]);
  });
});

describe("a shift that another register closes", () => {
  it("stays open, and is shown", async () => {
    const shiftId = tenant.runtime.newId();
    await till.push([
      till.seal("SHIFT_CLOSED", {
        shiftId,
        currency: "KES",
        expectedCashMinor: 0,
        countedCashMinor: 0,
      }),
    ]);
    const found = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute<{ details: Record<string, unknown> }>(sql`
        select details from deviations where tenant_id = ${tenant.tenantId}::uuid
          and kind = 'shift_not_known'`),
    );
    expect(found).toMatchObject([{ details: { shiftId } }]);
  });
});
