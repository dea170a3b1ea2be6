import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SaleDocument } from "../../core/sale/sale-document";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { getSale, getSaleEvent } from "../sales/get-sale";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

test("[ET2] a card number in an event is received, told to the owner and shown masked", async () => {
  const till = await newTerminal(tenant);
  const sale = till.sealSale({ note: "paid by 4242 4242 4242 4242" });
  const document = sale.payload as SaleDocument;
  const answer = await till.push([sale]);
  expect(answer).toMatchObject({ appliedThrough: 1 });

  const { database, tenantId } = { ...tenant, ...tenant.runtime };
  const rows = await database.withTenant(tenantId, (tx) =>
    tx.execute<{ severity: string; details: unknown }>(sql`
      select severity, details from deviations
      where tenant_id = ${tenantId}::uuid and kind = 'card_number_in_event'`),
  );
  expect(rows).toEqual([
    {
      severity: "warning",
      details: { receiptNumber: document.receiptNumber, field: "note" },
    },
  ]);

  const owner = testContext(tenant, "owner");
  expect((await getSale(owner, document.saleId)).note).toBe("paid by •••• 4242");
  const event = JSON.stringify(await getSaleEvent(owner, document.saleId));
  expect(event).toContain("•••• 4242");
  expect(event).not.toContain("4242 4242");
});
