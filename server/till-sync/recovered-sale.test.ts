import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signedSaleOf } from "../../core/receipt/signed-sale";
import { rebuildSale } from "../../core/sale/rebuild-sale";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { SaleRecovered } from "../../core/sale/sale-recovered";
import type { Envelope } from "../../core/sync/envelope";
import { instant } from "../../core/time";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { getReceipt } from "../receipts/get-receipt";
import { lookUpReceipt } from "../receipts/look-up-receipt";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

/** What a till makes of the code on the receipt of an event that nobody has. */
function recoveredFrom(lost: Envelope, code: string): SaleRecovered {
  const sale = lost.payload as SaleDocument;
  const { terminalId, sequence, hash, createdAt: soldAt, businessDate } = lost;
  const source = { sale, terminalCode: code, sequence, hash, businessDate };
  const signed = signedSaleOf({ ...source, soldAt: instant(Date.parse(soldAt)) });
  const [product] = tenant.products;
  return {
    ...{ terminalId, terminalCode: code, sequence, hash, soldAt, businessDate },
    isItemised: true,
    code: "KAUNTA2:",
    sale: rebuildSale(signed, {
      findProduct: () => (product ? { sku: product.sku, name: product.name } : null),
      taxGroups: [],
      newId: tenant.runtime.newId,
    }),
    approvals: [],
  };
}

async function readBooked(saleId: string) {
  return tenant.runtime.database.withTenant(tenant.tenantId, async (tx) => {
    const sales = await tx.execute<{ total_minor: string; business_on: string }>(sql`
      select total_minor, business_on::text from sales
      where tenant_id = ${tenant.tenantId}::uuid and id = ${saleId}::uuid`);
    const journal = await tx.execute<{ sum: string; lines: number }>(sql`
      select coalesce(sum(amount_minor), 0) as sum, count(*)::int as lines from journal_lines
      where tenant_id = ${tenant.tenantId}::uuid and source_event_id in (
        select source_event_id from sales
        where tenant_id = ${tenant.tenantId}::uuid and id = ${saleId}::uuid)`);
    const recovered = await tx.execute<{ sequence: string }>(sql`
      select sequence from recovered_events
      where tenant_id = ${tenant.tenantId}::uuid and sale_id = ${saleId}::uuid`);
    return {
      sales: sales.map((row) => [Number(row.total_minor), row.business_on]),
      sum: Number(journal[0]?.sum),
      recovered: recovered.map((row) => Number(row.sequence)),
    };
  });
}

async function loseSale(): Promise<{ lost: TestTerminal; event: Envelope; saleId: string }> {
  const lost = await newTerminal(tenant);
  const event = lost.sealSale();
  return { lost, event, saleId: (event.payload as SaleDocument).saleId };
}

it("[RC13] a lost sale that two tills bring back is booked once, and goods of it can come back", async () => {
  const { lost, event, saleId } = await loseSale();
  const payload = recoveredFrom(event, lost.certificate.code);
  const finder = await newTerminal(tenant);
  const other = await newTerminal(tenant);
  for (const till of [finder, other]) {
    expect(await till.push([till.seal("SALE_RECOVERED", payload)])).toMatchObject({
      appliedThrough: 1,
      quarantined: [],
    });
  }
  const { totalMinor, receiptNumber } = payload.sale;
  expect(await readBooked(saleId)).toEqual({
    sales: [[totalMinor, event.businessDate]],
    sum: 0,
    recovered: [event.sequence],
  });
  expect(await lookUpReceipt(finder.context, receiptNumber)).toMatchObject({
    sale: { saleId, lines: payload.sale.lines },
    businessDate: event.businessDate,
    status: "completed",
  });
  const receipt = await getReceipt(testContext(tenant, "owner"), saleId);
  expect(receipt.receiptNumber).toBe(receiptNumber);
});

it("[RC13] the lost event adds nothing when it comes after all, nor does a recovery behind it", async () => {
  const { lost, event, saleId } = await loseSale();
  const payload = recoveredFrom(event, lost.certificate.code);
  const finder = await newTerminal(tenant);
  await finder.push([finder.seal("SALE_RECOVERED", payload)]);
  const before = await readBooked(saleId);
  expect(await lost.push([event])).toMatchObject({ appliedThrough: 1, quarantined: [] });
  await finder.push([finder.seal("SALE_RECOVERED", payload)]);
  expect(await readBooked(saleId)).toEqual(before);
});

it("[RC13] a recovery that names a till of nobody is set aside and stops nothing", async () => {
  const { lost, event } = await loseSale();
  const payload = recoveredFrom(event, lost.certificate.code);
  const finder = await newTerminal(tenant);
  const stray = { ...payload, terminalId: tenant.runtime.newId() };
  const answer = await finder.push([finder.seal("SALE_RECOVERED", stray), finder.sealSale()]);
  expect(answer).toMatchObject({ appliedThrough: 2, quarantined: [{ sequence: 1 }] });
});
