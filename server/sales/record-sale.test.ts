import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINOR_MAX } from "../../core/money/minor";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime, type TestRuntime } from "../../tests/factories/test-runtime";
import { getSale, getSaleEvent } from "./get-sale";
import { listSales } from "./list-sales";
import { type RecordSaleInput, recordSale, recordSaleInput } from "./record-sale";

let tenant: TestTenant;
let exclusive: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
  exclusive = await newTenant(undefined, { pricesIncludeTax: false, currency: "GBP" });
});
afterAll(closeTestRuntime);

const cashier = () => testContext(tenant, "cashier");

function milk(quantity: string, change: Partial<RecordSaleInput> = {}): RecordSaleInput {
  return {
    storeId: tenant.stores[0].id,
    lines: [{ sku: "MILK-500", quantity }],
    payments: [{ method: "cash", amountMinor: Number(quantity) * 6_500 }],
    ...change,
  };
}

async function countRows(table: string): Promise<number> {
  return tenant.runtime.database.withTenant(tenant.tenantId, async (tx) => {
    const rows = await tx.execute<{ count: string }>(
      sql`select count(*) as count from ${sql.identifier(table)} where tenant_id = ${tenant.tenantId}`,
    );
    return Number(rows[0]?.count);
  });
}

async function writtenRows(): Promise<readonly number[]> {
  return Promise.all(
    ["sales", "event_inbox", "payments", "idempotency_keys", "audit_entries"].map(countRows),
  );
}

describe("recordSale", () => {
  it("books a sale by sku, product and barcode as one event of a server-held terminal", async () => {
    const { sale, isRepeated } = await recordSale(
      cashier(),
      {
        storeId: tenant.stores[0].id,
        lines: [
          { sku: "MILK-500", quantity: "2" },
          { barcode: "6161100000032", quantity: "1" },
          { productId: tenant.products[1]?.id, quantity: "1" },
        ],
        payments: [{ method: "cash", amountMinor: 37_700, tenderedMinor: 40_000 }],
      },
      tenant.runtime.newId(),
    );
    expect(isRepeated).toBe(false);
    expect(sale).toMatchObject({
      status: "completed",
      totalMinor: 37_700,
      paidMinor: 37_700,
      changeMinor: 2_300,
      businessOn: "2026-04-30",
    });
    expect(sale.receiptNumber).toMatch(/^2026-04-30-[A-Z]+1-01$/);
    expect(sale.lines.map((line) => line.grossMinor)).toEqual([13_000, 18_000, 6_700]);
    const event = await getSaleEvent(testContext(tenant, "owner"), sale.id);
    expect(event).toMatchObject({ type: "SALE", state: "applied", sequence: 2 });
  });

  it("adds tax to prices that are without it", async () => {
    const { sale } = await recordSale(
      testContext(exclusive, "cashier"),
      {
        storeId: exclusive.stores[0].id,
        lines: [{ sku: "MILK-500", quantity: "1" }],
        payments: [{ method: "card", amountMinor: 7_540 }],
      },
      "k",
    );
    expect(sale).toMatchObject({ netMinor: 6_500, taxMinor: 1_040, totalMinor: 7_540 });
  });

  it("gives the first answer to the same key and body, and refuses another body", async () => {
    const key = tenant.runtime.newId();
    const first = await recordSale(cashier(), milk("1"), key);
    const again = await recordSale(cashier(), milk("1"), key);
    expect(again).toEqual({ sale: first.sale, isRepeated: true });
    await expect(recordSale(cashier(), milk("2"), key)).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
  });

  it("books a key once when it is sent eight times at once", async () => {
    const before = await countRows("sales");
    const key = tenant.runtime.newId();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => recordSale(cashier(), milk("1"), key)),
    );
    expect(new Set(answers.map(({ sale }) => sale.id)).size).toBe(1);
    expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    expect(await countRows("sales")).toBe(before + 1);
  });

  it("numbers receipts without a gap when sales come at once", async () => {
    const before = await recordSale(cashier(), milk("1"), tenant.runtime.newId());
    const from = Number(before.sale.receiptNumber.split("-").at(-1));
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => recordSale(cashier(), milk("1"), tenant.runtime.newId())),
    );
    const numbers = answers.map(({ sale }) => Number(sale.receiptNumber.split("-").at(-1)));
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6].map((each) => from + each));
  });

  it("opens a new shift with the business day and closes the one before", async () => {
    const runtime = tenant.runtime as TestRuntime;
    await recordSale(cashier(), milk("1"), tenant.runtime.newId());
    runtime.clock.advance(24 * 3_600_000);
    const { sale } = await recordSale(cashier(), milk("1"), tenant.runtime.newId());
    expect(sale.businessOn).toBe("2026-05-01");
    expect(sale.receiptNumber).toMatch(/^2026-05-01-[A-Z]+1-01$/);
    const open = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute<{ open: string; closed: string }>(sql`
        select count(*) filter (where closed_at is null) as open,
          count(*) filter (where closed_at is not null) as closed
        from shifts where tenant_id = ${tenant.tenantId}`),
    );
    expect(open[0]).toMatchObject({ open: "1", closed: "1" });
    runtime.clock.advance(-24 * 3_600_000);
  });

  it.each([
    ["an unknown sku", { lines: [{ sku: "NOPE", quantity: "1" }] }, "product_not_found"],
    ["an unknown barcode", { lines: [{ barcode: "0000", quantity: "1" }] }, "barcode_unknown"],
    [
      "a negative quantity",
      { lines: [{ sku: "MILK-500", quantity: "-1" }] },
      "quantity_not_positive",
    ],
    ["a quantity of words", { lines: [{ sku: "MILK-500", quantity: "two" }] }, "invalid_quantity"],
    ["half a carton", { lines: [{ sku: "MILK-500", quantity: "0.5" }] }, "quantity_not_whole"],
    [
      "a payment below the total",
      { payments: [{ method: "cash", amountMinor: 6_499 }] },
      "payment_below_total",
    ],
    [
      "a card payment above the total",
      { payments: [{ method: "card", amountMinor: 6_501 }] },
      "payment_above_total",
    ],
    [
      "a discount above the line",
      { lines: [{ sku: "MILK-500", quantity: "1", discountMinor: 6_501 }] },
      "discount_exceeds_amount",
    ],
    [
      "a discount above the limit of the role",
      { lines: [{ sku: "MILK-500", quantity: "1", discountPercent: "5.1" }] },
      "approval_required",
    ],
    [
      "a discount on the whole sale above the limit of the role",
      { discountMinor: 326 },
      "approval_required",
    ],
    [
      "a misread barcode",
      { lines: [{ barcode: "6161422000788", quantity: "1" }] },
      "barcode_check_digit",
    ],
    [
      "a customer that does not exist",
      { customerId: "01900000-0000-7000-8000-000000000000" },
      "customer_not_found",
    ],
    [
      "a price below the list's by who may not change prices",
      { lines: [{ sku: "MILK-500", quantity: "1", unitPriceMinor: 6_499 }] },
      "approval_required",
    ],
    [
      "a price and a quantity of more than money can be",
      { lines: [{ sku: "MILK-500", quantity: "1000000000", unitPriceMinor: MINOR_MAX }] },
      "validation_failed",
    ],
    [
      "a quantity at the list's price of more than money can be",
      { lines: [6, 7, 8].map(() => ({ sku: "MILK-500", quantity: "1000000000" })) },
      "invalid_quantity",
    ],
    [
      "payments of more than money can be",
      { payments: [1, 2].map(() => ({ method: "card", amountMinor: MINOR_MAX })) },
      "validation_failed",
    ],
    [
      "change of more than money can be",
      {
        payments: [1, 2].map(() => ({ method: "cash", amountMinor: 1, tenderedMinor: MINOR_MAX })),
      },
      "validation_failed",
    ],
    ["a tip of more than money can be", { tipMinor: MINOR_MAX }, "validation_failed"],
    ["a sale in the future", { occurredAt: "2030-01-01T00:00:00Z" }, "validation_failed"],
    ["a sale of antiquity", { occurredAt: "0001-01-01T00:00:00Z" }, "validation_failed"],
  ] as const)("refuses %s and writes nothing", async (_name, change, code) => {
    const before = await writtenRows();
    const input = milk("1", change as unknown as Partial<RecordSaleInput>);
    await expect(recordSale(cashier(), input, tenant.runtime.newId())).rejects.toMatchObject({
      code,
    });
    expect(await writtenRows()).toEqual(before);
  });

  it.each([
    { lines: [{ sku: "MILK-500", quantity: "1", unitPriceMinor: MINOR_MAX + 1 }] },
    { lines: [{ sku: "MILK-500", quantity: "1", discountMinor: MINOR_MAX + 1 }] },
    { discountMinor: MINOR_MAX + 1 },
    { tipMinor: MINOR_MAX + 1 },
    { payments: [{ method: "cash", amountMinor: MINOR_MAX + 1 }] },
    { payments: [{ method: "cash", amountMinor: 1, tenderedMinor: MINOR_MAX + 1 }] },
  ] as const)("[MN1] reads no amount above the largest: %o", (change) => {
    const answer = recordSaleInput.safeParse({ ...milk("1"), ...change });
    expect(answer.success).toBe(false);
  });

  it("refuses who may not sell, and a store of another tenant", async () => {
    const key = tenant.runtime.newId();
    await expect(
      recordSale(testContext(tenant, "accountant"), milk("1"), key),
    ).rejects.toMatchObject({ code: "permission_denied" });
    const foreign = milk("1", { storeId: exclusive.stores[0].id });
    await expect(recordSale(cashier(), foreign, key)).rejects.toMatchObject({
      code: "store_not_found",
    });
  });
});

describe("listSales", () => {
  it("pages through every sale once, newest first", async () => {
    const owner = testContext(tenant, "owner");
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSales(owner, { limit: 3, ...(cursor ? { cursor } : {}) });
      ids.push(...page.items.map((sale) => sale.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(await countRows("sales"));
  });

  it("filters by day, store, method and receipt", async () => {
    const owner = testContext(tenant, "owner");
    const day = await listSales(owner, { from: "2026-05-01", to: "2026-05-01" });
    expect(day.items).toHaveLength(1);
    expect((await listSales(owner, { method: "card" })).items).toHaveLength(0);
    expect((await listSales(owner, { storeId: tenant.stores[1].id })).items).toHaveLength(0);
    const number = day.items[0]?.receiptNumber ?? "";
    expect((await listSales(owner, { receipt: number.toLowerCase() })).items).toHaveLength(1);
    await expect(listSales(owner, { cursor: "nope" })).rejects.toMatchObject({
      code: "page_cursor_invalid",
    });
  });

  it("shows no sale of another tenant, and answers its id as an unknown one", async () => {
    const [foreign] = (await listSales(testContext(exclusive, "owner"), {})).items;
    const own = await listSales(testContext(tenant, "owner"), { limit: 200 });
    expect(own.items.map((sale) => sale.id)).not.toContain(foreign?.id);
    const codes = [foreign?.id ?? "", tenant.runtime.newId()].map((id) =>
      getSale(testContext(tenant, "owner"), id).catch((error: { code: string }) => error.code),
    );
    expect(await Promise.all(codes)).toEqual(["sale_not_found", "sale_not_found"]);
  });
});
